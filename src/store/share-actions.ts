/** From the state to links. Fetched with the dialog that offers them. */
import { encodeLink } from '../share/encode.ts';
import { app } from './app-state.ts';
import { linkContext } from './link-actions.ts';
import { player } from './players.ts';
import { timelineView } from './timeline-port.ts';

/** Browsers and messengers carry runs of this length. */
export const LINK_LIMIT = 8000;

export interface LinkParts {
  readonly theme: boolean;
  readonly language: boolean;
  /** All steps of a run, even if no link can carry them. */
  readonly isWhole?: boolean;
}

/** The fragment that opens the page as it is now, without the `#`; undefined where no link can carry the program. */
export function currentFragment(parts: LinkParts): string | undefined {
  const { mode, program, seed, speed, theme, language, cursor, transportWish, axis, exploring } =
    app.getState();
  if (program.kind !== 'scenario' || mode === 'recorded') return undefined;
  const run = player()?.link(parts.isWhole === true ? Infinity : LINK_LIMIT);
  return encodeLink(
    {
      program,
      seed,
      speed,
      theme: parts.theme ? theme : undefined,
      language: parts.language ? language : undefined,
      view: timelineView(),
      cursor: mode === 'live' && cursor.kind === 'past' ? cursor.time : undefined,
      transport: transportWish,
      mode,
      scheduler: run?.strategy ?? 'random',
      clock: run?.timed === false ? 'untimed' : 'timed',
      axis: mode === 'step' ? axis : 'time',
      run: run?.run,
      version: run?.version,
      step: run?.step,
      explore: exploring,
      ending: run?.ending,
    },
    linkContext(),
  );
}
