/** Runs a row in the model under many seeds and strategies, and checks the outcome. */
import { sweep } from '../base/sweep.ts';
import { keptModel } from '../engines/model/kept-model.ts';
import type { Strategy } from '../engines/model/strategy.ts';
import { fewestSwitches } from '../engines/model/strategies/fewest-switches.ts';
import { nasty } from '../engines/model/strategies/nasty.ts';
import { random } from '../engines/model/strategies/random.ts';
import { roundRobin } from '../engines/model/strategies/round-robin.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import type { Expectation, Row } from './row.ts';
import { lastLine } from '../trace/outcome.ts';

export interface Outcome {
  readonly out: readonly string[];
  /** The last line of each report on stderr. */
  readonly err: readonly string[];
  /** undefined: the process never exits. */
  readonly exit: number | undefined;
  readonly stuck: readonly string[];
}

interface Way {
  readonly seed: number;
  readonly strategy: () => Strategy;
  readonly timed: boolean;
}

const STEPS = 5000;
const SEEDS = sweep(2, 6, 60);
/** Maximum number of seeds for rows with several outcomes; stops once each has occurred. */
const MOST_SEEDS = 400;

function* waysFor({ oneOf, untimed = false }: Expectation, met: ReadonlySet<string>) {
  const way = (seed: number, strategy: () => Strategy, timed: boolean): Way => ({
    seed,
    strategy,
    timed,
  });
  for (const strategy of [fewestSwitches, nasty, () => roundRobin()]) yield way(1, strategy, true);
  for (let seed = 0; seed < MOST_SEEDS; seed++) {
    const isEnough = oneOf === undefined || oneOf.length <= met.size;
    if (seed >= SEEDS && isEnough) return;
    yield way(seed, random, true);
    if (untimed) yield way(seed, random, false);
  }
}

const modelFor = keptModel();

function runOnce(row: Row, { seed, strategy, timed }: Way): Outcome {
  const module = row.program();
  const model = modelFor({ module, params: null, seed, strategy: strategy(), timed });
  const end = model.run(STEPS);
  if (end !== 'finished' && end !== 'deadlock') throw new Error(`it ended as ${end}`);
  row.also?.(model);
  return outcomeOf(model.trace);
}

/** Outcome of a finished run. */
export function outcomeOf(trace: Trace): Outcome {
  const out = linesOf(trace);
  const err: string[] = [];
  const ended = new Set<number>();
  let exit: number | undefined;
  for (let seq = 0; seq < trace.length; seq++) {
    const { phase, text, thread, value } = trace.event(seq);
    const name = trace.opInfo(seq)?.name;
    if (phase === Phase.done && name === 'stderr') err.push(lastLine(text));
    if (phase === Phase.end) {
      ended.add(thread);
      if (value === EndStatus.raised && text !== '') err.push(lastLine(text));
    }
    if (phase === Phase.exit && trace.threads[trace.other(seq)]?.process === 0) exit = value;
  }
  const stuck = trace.threads.map(({ name }) => name).filter((_, index) => !ended.has(index));
  return { out, err, exit, stuck: exit === undefined ? stuck : [] };
}

/** Lines on stdout. */
export function linesOf(trace: Trace): string[] {
  let out = '';
  for (let seq = 0; seq < trace.length; seq++) {
    if (trace.phase(seq) !== Phase.done) continue;
    const writes = trace.opInfo(seq)?.writes;
    if (writes === 'stdout') out += `${trace.text(seq)}\n`;
    if (writes === 'part') out += trace.text(seq);
  }
  return out === '' ? [] : out.replace(/\n$/, '').split('\n');
}

/** What is wrong with the outcome, or ''. */
export function wrongWith(outcome: Outcome, row: Expectation): string {
  const { out, anyOrder, oneOf, err = [], stuck = [] } = row;
  const exit = stuck.length > 0 ? undefined : (row.exit ?? 0);
  const differs = (what: string, is: unknown, should: unknown): string => {
    const [a, b] = [JSON.stringify(is), JSON.stringify(should)];
    return a === b ? '' : `${what}: ${a} instead of ${b}`;
  };
  const printed =
    anyOrder !== undefined
      ? differs('out, sorted', outcome.out.toSorted(), anyOrder.toSorted())
      : oneOf !== undefined
        ? oneOf.some((lines) => differs('', outcome.out, lines) === '')
          ? ''
          : `out: ${JSON.stringify(outcome.out)} is none of ${JSON.stringify(oneOf)}`
        : differs('out', outcome.out, out ?? []);
  return [
    printed,
    differs('err', outcome.err, err),
    differs('exit', outcome.exit ?? null, exit ?? null),
    differs('stuck', outcome.stuck, stuck),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

/** All errors of a row in the model: one text for each failing schedule. */
export function checkRow(row: Row): string[] {
  const wrong: string[] = [];
  const met = new Set<string>();
  for (const way of waysFor(row, met)) {
    const { seed, strategy, timed } = way;
    const outcome = runOnce(row, way);
    met.add(JSON.stringify(outcome.out));
    const text = wrongWith(outcome, row);
    if (text !== '') {
      wrong.push(`${strategy.name} seed ${seed}${timed ? '' : ' untimed'}: ${text}`);
    }
  }
  for (const lines of row.oneOf ?? []) {
    if (!met.has(JSON.stringify(lines))) wrong.push(`never: ${JSON.stringify(lines)}`);
  }
  return wrong;
}
