/** A link to the run of an ending, including its exploration. */
import type { Walk } from '../../explore/report.ts';
import { encodeLink } from '../../share/encode.ts';
import { defaultLink, type ExploreWish } from '../../share/link.ts';
import { app } from '../app-state.ts';
import { linkContext } from '../link-actions.ts';
import { carriedProgram, LINK_LIMIT } from '../share-actions.ts';

/** The fragment, without the `#`; undefined if the run is too long for a link. */
export function endingFragment(
  wish: ExploreWish,
  ending: string,
  walk: Walk | undefined,
): string | undefined {
  const { program, seed } = app.getState();
  const run = walk?.text;
  const carried = carriedProgram(program);
  if (carried === undefined || run === undefined || run.length > LINK_LIMIT) return undefined;
  const { steps, deciding } = walk!;
  const context = linkContext();
  return encodeLink(
    {
      ...defaultLink('', {}),
      program: carried,
      seed,
      mode: 'step',
      clock: wish.timed ? 'timed' : 'untimed',
      run,
      step: deciding === undefined ? undefined : steps[deciding.step]?.at,
      explore: wish,
      ending,
    },
    context,
  );
}
