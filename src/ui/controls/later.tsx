import {
  startTransition,
  useEffect,
  useState,
  type ComponentType,
  type FunctionComponent,
} from 'react';
import { firstPicture } from '../../store/first-picture.ts';
import { oneByOne } from '../../store/take-turns.ts';
import { restOfTexts } from '../i18n.ts';

type State<P> =
  | { readonly kind: 'there'; readonly Drawing: ComponentType<P> }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Panels arrive together, and take tens of milliseconds each to be put into the page. */
const inTurn = oneByOne();

/** A component, or one whose module may have to be loaded first. */
export type MaybeLater<P> = ComponentType<P> & { readonly preload?: () => Promise<void> };

type Later<P> = FunctionComponent<P> & { readonly preload: () => Promise<void> };

type Load<P> = () => Promise<ComponentType<P>>;

/** Shown in place of a component that is not there yet. */
type Room<P> = ComponentType<P>;

/**
 * A component whose module is fetched when it is first shown, and texts with it; until they are there, nothing is, or what
 * keeps its room. What is there already is shown at once. React's `lazy` would be the same with a delay: it shows that
 * something is missing even where the module has been there all along, and reveals nothing in the 300 ms after that.
 * A module that cannot be had throws where the component stands, and is asked for again when that is put there again.
 */
export const later = <P extends object>(load: Load<P>, room?: Room<P>): Later<P> =>
  component(withTexts(load), room);

/** The same for what the page begins with, whose texts are those that the page begins with. */
export const laterAtFirst = <P extends object>(load: Load<P>): Later<P> => component(load);

/** The same for what the first picture does without: it is not fetched before that. */
export const afterPicture = <P extends object>(load: Load<P>, room?: Room<P>): Later<P> =>
  component(async () => {
    await firstPicture;
    return withTexts(load)();
  }, room);

/** The same for what every page needs then: fetched at once after the first picture, shown or not. */
export function onceAfterPicture<P extends object>(load: Load<P>, room?: Room<P>): Later<P> {
  const it = afterPicture(load, room);
  // Whoever shows it reports a failure, and asks again.
  firstPicture.then(it.preload).catch(() => undefined);
  return it;
}

const withTexts =
  <P extends object>(load: Load<P>): Load<P> =>
  async () =>
    (await Promise.all([load(), restOfTexts()]))[0];

function component<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Room?: Room<P>,
): Later<P> {
  let known: State<P> | undefined;
  const preload = async () => {
    known ??= { kind: 'there', Drawing: await load() };
  };
  function Later(props: P) {
    const [state, setState] = useState(known);
    useEffect(() => {
      if (state !== undefined) return undefined;
      let isThere = true;
      const show = async () => {
        const failed = await preload().catch((error: unknown): State<P> => ({
          kind: 'failed',
          error,
        }));
        await inTurn();
        // As a transition, like everything that the reader has not requested.
        if (isThere) startTransition(() => setState(failed ?? known));
      };
      show().catch(() => undefined);
      return () => {
        isThere = false;
      };
    }, [state]);
    if (state?.kind === 'failed') throw state.error;
    if (state !== undefined) return <state.Drawing {...props} />;
    return Room === undefined ? null : <Room {...props} />;
  }
  return Object.assign(Later, { preload });
}
