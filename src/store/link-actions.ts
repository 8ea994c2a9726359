/** Applies links to the state. */
import { scenarios } from '../scenarios/registry.ts';
import { languages } from '../scenarios/texts.ts';
import { decodeLink } from '../share/decode.ts';
import type { LinkContext, Problem } from '../share/link.ts';
import { app } from './app-state.ts';
import { awaitTime } from './frame-loop.ts';
import { dismiss, notify } from './notices.ts';
import { arriving, firstScenario, openScenario, setSpeed } from './run-actions.ts';
import { showInTimeline } from './timeline-port.ts';

export function linkContext(): LinkContext {
  return {
    scenarios: new Map(scenarios.map(({ id, params }) => [id, params])),
    defaultScenario: firstScenario(),
    languages,
    openings: new Map(
      scenarios.flatMap(({ id, opens }) =>
        opens === undefined ? [] : [[id, (params) => opens(params).strategy]],
      ),
    ),
  };
}

/** The fragment of the user's own program, which the browser stores. */
export const OWN_PROGRAM = 'own';

/** Opens the fragment of the browser's address. */
export function openAddress(fragment: string): void {
  if (fragment.replace(/^#/, '') !== OWN_PROGRAM) {
    openLink(fragment);
    return;
  }
  arriving(import('./own-program.ts').then(({ openOwnProgram }) => openOwnProgram()));
}

/**
 * Opens what a fragment says, whatever it is. Theme, language and axis of a link hold for this visit and are not remembered:
 * the reader did not choose them.
 *
 * @param hasLessons whether the page shows the lesson that comes with a link
 */
export function openLink(fragment: string, limit?: number, hasLessons = true): void {
  const { link, problems } = decodeLink(fragment, linkContext(), limit);
  const { theme, language, axis } = app.getState();
  // A user's lesson opens at its first stop.
  const learn = link.learn ?? (link.lesson === undefined ? undefined : 'lesson.own.1');
  // All its steps are known, and may answer the stop's question: they are shown once the panel has reached the stop.
  const isVeiled =
    hasLessons &&
    link.program.kind === 'scenario' &&
    link.lesson !== undefined &&
    link.run !== undefined;
  app.setState({
    theme: link.theme ?? theme,
    language: languages.find((known) => known === link.language) ?? language,
    axis: /^#?$/.test(fragment) ? axis : link.axis,
    dialog: 'none',
    transportWish: link.transport,
    // Code is explored once the reader has run it.
    exploring: link.program.kind === 'code' ? undefined : link.explore,
    learn,
    curtain: isVeiled ? 0 : undefined,
    ...(learn === undefined
      ? {}
      : { teaching: learn.startsWith('lesson') ? 'lessons' : 'challenges' }),
  });
  setSpeed(link.speed);
  showInTimeline(link.view);
  const steps = {
    run: link.run,
    version: link.version,
    step: isVeiled ? 0 : link.step,
    strategy: link.scheduler,
    opensItself: link.opensItself,
    timed: link.clock === 'timed',
    ending: link.ending,
  };
  const words = { title: link.title, notes: link.notes, lesson: link.lesson };
  const { program, seed } = link;
  if (program.kind === 'code') {
    const linked = { fragment: fragment.replace(/^#/, ''), seed, steps, explore: link.explore };
    // Shown, and not run before the reader presses Run.
    const arrive = async (): Promise<void> => {
      const { openCode } = await import('./own-arrivals.ts');
      openCode(program, linked);
      app.setState({ words });
    };
    arriving(arrive());
    tell(problems);
    return;
  }
  openScenario(program.id, {
    params: program.params,
    seed,
    // If the scenario decides, as from the gallery: the next scenario is shown in the previous mode.
    ...(link.opensItself ? {} : { mode: link.mode }),
    steps,
  });
  // Set after its program is on the page.
  app.setState({ words, comparing: link.compare !== undefined });
  awaitTime(link.mode === 'live' ? link.cursor : undefined, link.view !== undefined);
  tell(problems);
}

function tell(problems: readonly Problem[]): void {
  if (problems.length > 0) notify({ kind: 'link', problems });
  else dismiss('link');
}
