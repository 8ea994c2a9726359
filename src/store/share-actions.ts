/** From the state to links and files. Fetched with the dialog that offers them. */
import { encodeLink } from '../share/encode.ts';
import { encodeRunFile, MAX_FILE_LENGTH, parseRunFile } from '../share/file.ts';
import { app } from './app-state.ts';
import { linkContext, openLink } from './link-actions.ts';
import { dismiss, notify } from './notices.ts';
import { stepMode } from './step-port.ts';
import { timelineView } from './timeline-port.ts';

export interface LinkParts {
  readonly theme: boolean;
  readonly language: boolean;
  /** All steps of a run, even if no link can carry them. */
  readonly isWhole?: boolean;
}

/** The fragment that opens the page as it is now, without the `#`. */
export function currentFragment(parts: LinkParts): string {
  const { mode, scenario, params, seed, speed, theme, language, cursor, transportWish, axis } =
    app.getState();
  const run = mode === 'step' ? stepMode()?.link(parts.isWhole ?? false) : undefined;
  return encodeLink(
    {
      scenario,
      params,
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
      program: run?.program,
      step: run?.step,
    },
    linkContext(),
  );
}

/** The run of the page as a file. */
export const currentRunFile = (): string =>
  encodeRunFile(currentFragment({ theme: false, language: false, isWhole: true }));

/** Opens a file that somebody has saved, whatever it is. */
export async function openRunFile(file: Blob): Promise<void> {
  const found =
    file.size > MAX_FILE_LENGTH
      ? ({ problem: 'too-large' } as const)
      : parseRunFile(await file.text());
  if ('problem' in found) notify({ kind: 'file', problem: found.problem });
  else {
    dismiss('file');
    openLink(found.link, MAX_FILE_LENGTH);
  }
}
