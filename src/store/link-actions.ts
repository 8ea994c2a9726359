/** Between links and the state. */
import { readParams } from '../scenarios/params.ts';
import { findScenario, scenarios } from '../scenarios/registry.ts';
import { languages } from '../scenarios/texts.ts';
import { decodeLink } from '../share/decode.ts';
import { encodeLink } from '../share/encode.ts';
import type { LinkContext } from '../share/link.ts';
import { app } from './app-state.ts';
import { awaitTime } from './frame-loop.ts';
import { dismiss, notify } from './notices.ts';
import { firstScenario, openScenario, setSpeed, setTransport } from './run-actions.ts';
import { showInTimeline, timelineView } from './timeline-port.ts';

function context(): LinkContext {
  return {
    scenarios: new Map(scenarios.map(({ id, params }) => [id, params])),
    defaultScenario: firstScenario(),
    languages,
  };
}

/**
 * Opens what a fragment says, whatever it is. Theme and language of a link hold for this visit and are not remembered:
 * the reader did not choose them.
 */
export function openLink(fragment: string): void {
  const { link, problems } = decodeLink(fragment, context());
  const { theme, language } = app.getState();
  app.setState({
    theme: link.theme ?? theme,
    language: languages.find((known) => known === link.language) ?? language,
    dialog: 'none',
  });
  setTransport(link.transport);
  setSpeed(link.speed);
  showInTimeline(link.view);
  const table = findScenario(link.scenario)?.params ?? {};
  openScenario(link.scenario, { params: readParams(table, link.params).values, seed: link.seed });
  awaitTime(link.cursor);
  if (problems.length > 0) notify({ kind: 'link', problems });
  else dismiss('link');
}

export interface LinkParts {
  readonly theme: boolean;
  readonly language: boolean;
}

/** The fragment that opens the page as it is now, without the `#`. */
export function currentFragment(parts: LinkParts): string {
  const { scenario, params, seed, speed, theme, language, cursor, transportWish } = app.getState();
  return encodeLink(
    {
      scenario,
      params,
      seed,
      speed,
      theme: parts.theme ? theme : undefined,
      language: parts.language ? language : undefined,
      view: timelineView(),
      cursor: cursor.kind === 'past' ? cursor.time : undefined,
      transport: transportWish,
    },
    context(),
  );
}
