/** Encodes a run in step mode for a link, and opens it. */
import type { Program } from '../../engines/program.ts';
import type { CarriedSteps } from '../../engines/step-run.ts';
import { loadListings } from '../../scenarios/listings.ts';
import { app } from '../app-state.ts';
import { notify } from '../notices.ts';
import type { ScheduleProblemKind } from '../notice.ts';
import type { StepLink } from '../player.ts';
import { begin } from './branches.ts';
import { shownBranch, steps } from './step-state.ts';

/** Version hashes of scenarios' programs; known after the first run. */
const versions = new Map<string, string>();

/** Shows the run of a link. Inside a turn of the queue. */
export async function openStepLink(link: StepLink): Promise<void> {
  const { strategy, timed, run, step, ending } = link;
  steps.setState({ strategy, timed });
  const version = await learnVersion(app.getState().program);
  if (run === undefined) {
    await begin();
  } else if (link.version !== undefined && link.version !== version) {
    await begin();
    tellProblem('other-program');
  } else {
    const place =
      step === undefined ? ({ kind: 'end' } as const) : ({ kind: 'step', step } as const);
    const explored = ending === undefined ? undefined : { ending, decides: undefined };
    tellProblem(await begin({ kind: 'text', text: run }, place, false, explored));
  }
}

/** Reports how far the run goes. */
export function tellProblem(kind: ScheduleProblemKind | undefined): void {
  if (kind === undefined) return;
  const step = kind === 'other-program' ? 0 : (shownBranch()?.run.stepCount ?? 0);
  notify({ kind: 'schedule', problem: { kind, step } });
}

/** The page's run, or as much of it as fits into `limit` characters. */
export function stepLink(limit: number): StepLink & CarriedSteps {
  const { strategy, timed, step } = steps.getState();
  const nothing = { carried: 0, total: 0, chosen: 0, rounded: 0, unit: 0, text: undefined };
  const { text, ...told } = shownBranch()?.run.toText(limit) ?? nothing;
  const isThere = text !== undefined;
  return {
    ...told,
    run: text,
    version: isThere ? versionOf(app.getState().program) : undefined,
    step: isThere && step < told.carried ? step : undefined,
    strategy,
    timed,
    ending: isThere ? shownBranch()?.explored?.ending : undefined,
  };
}

const versionOf = (program: Program): string | undefined =>
  program.kind === 'scenario' ? versions.get(program.id) : undefined;

export async function learnVersion(program: Program): Promise<string | undefined> {
  if (program.kind !== 'scenario') return undefined;
  const known = versions.get(program.id);
  if (known !== undefined) return known;
  const { program: listing } = await loadListings(program.id);
  const text = listing.lines.map((runs) => runs.map(([part]) => part).join('')).join('\n');
  const version = hashOf(text);
  versions.set(program.id, version);
  return version;
}

/** FNV-1a in base 36: enough to notice a change. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
