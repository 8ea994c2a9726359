import {
  startTransition,
  useEffect,
  useState,
  type ComponentType,
  type FunctionComponent,
} from 'react';
import { oneByOne } from '../../store/take-turns.ts';

type State<P> =
  | { readonly kind: 'there'; readonly Drawing: ComponentType<P> }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Panels arrive together, and take tens of milliseconds each to be put into the page. */
const inTurn = oneByOne();

/** A component, or one whose module may have to be loaded first. */
export type MaybeLater<P> = ComponentType<P> & { readonly preload?: () => Promise<void> };

/**
 * A component whose module is fetched when it is first shown; until it is there, nothing is. What is there already is shown
 * at once. React's `lazy` would be the same with a delay: it shows that something is missing even where the module has been
 * there all along, and reveals nothing in the 300 ms after that.
 * A module that cannot be had throws where the component stands, and is asked for again when that is put there again.
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
): FunctionComponent<P> & { readonly preload: () => Promise<void> } {
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
    return state === undefined ? null : <state.Drawing {...props} />;
  }
  return Object.assign(Later, { preload });
}
