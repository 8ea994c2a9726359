/** Between links and the state. */
import { readParams } from '../scenarios/params.ts';
import { findScenario, scenarios } from '../scenarios/registry.ts';
import { languages } from '../scenarios/texts.ts';
import { decodeLink } from '../share/decode.ts';
import { encodeLink } from '../share/encode.ts';
import { encodeRunFile, MAX_FILE_LENGTH, parseRunFile } from '../share/file.ts';
import type { LinkContext } from '../share/link.ts';
import { app } from './app-state.ts';
import { awaitTime } from './frame-loop.ts';
import { dismiss, notify } from './notices.ts';
import { firstScenario, openScenario, setSpeed, setTransport } from './run-actions.ts';
import { stepMode } from './step-port.ts';
import { showInTimeline, timelineView } from './timeline-port.ts';

function context(): LinkContext {
  return {
    scenarios: new Map(scenarios.map(({ id, params }) => [id, params])),
    defaultScenario: firstScenario(),
    languages,
  };
}

/**
 * Opens what a fragment says, whatever it is. Theme, language and axis of a link hold for this visit and are not remembered:
 * the reader did not choose them.
 */
export function openLink(fragment: string, limit?: number): void {
  const { link, problems } = decodeLink(fragment, context(), limit);
  const { theme, language, axis } = app.getState();
  app.setState({
    theme: link.theme ?? theme,
    language: languages.find((known) => known === link.language) ?? language,
    axis: /^#?$/.test(fragment) ? axis : link.axis,
    dialog: 'none',
  });
  setTransport(link.transport);
  setSpeed(link.speed);
  showInTimeline(link.view);
  const table = findScenario(link.scenario)?.params ?? {};
  openScenario(link.scenario, {
    params: readParams(table, link.params).values,
    seed: link.seed,
    mode: link.mode,
    steps: {
      run: link.run,
      program: link.program,
      step: link.step,
      strategy: link.scheduler,
      timed: link.clock === 'timed',
    },
  });
  awaitTime(link.mode === 'live' ? link.cursor : undefined, link.view !== undefined);
  if (problems.length > 0) notify({ kind: 'link', problems });
  else dismiss('link');
}

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
    context(),
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
