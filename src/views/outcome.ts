/** What has come of a run, from its trace alone: the same as the explorer reads from the kernel's memory. */
import { EndStatus, isInner, Phase, type Measure } from '../trace/format.ts';
import type { Final, Outcome, Stuck } from '../trace/outcome.ts';
import type { Trace } from '../trace/trace.ts';
import { measureOf } from './object-fold.ts';
import type { World } from './state.ts';

/** How the run ended, as its engine says: see `StepEnd`. */
export type RunEnd = 'finished' | 'deadlock' | 'input' | 'never';

/** What an object holds is worth telling where its measure is one of these. */
const HOLDS: ReadonlySet<Measure> = new Set(['value', 'hold', 'flag', 'permits', 'depth']);

/** Of a whole trace; `world` is that at its end. Lines of output are sorted. */
export function outcomeOf(trace: Trace, world: World, end: RunEnd): Outcome {
  const { printed, failures } = writtenIn(trace, world);
  const isStanding = end === 'deadlock' || end === 'input';
  return {
    kind: end === 'finished' && failures.length > 0 ? 'exception' : end,
    stuck: isStanding ? stuckIn(trace, world) : [],
    failures: failures.sort(),
    printed: printed.sort(),
    finals: finalsOf(trace, world),
  };
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';

function writtenIn(trace: Trace, world: World): { printed: string[]; failures: string[] } {
  const printed: string[] = [];
  const failures: string[] = [];
  for (let seq = 0; seq < trace.length; seq++) {
    const phase = trace.phase(seq);
    const text = trace.text(seq);
    if (phase === Phase.done) {
      const writes = trace.opInfo(seq)?.writes;
      if (writes === 'stderr') failures.push(lastLine(text));
      else if (writes !== undefined && writes !== 'stdin') printed.push(text);
    } else if (phase === Phase.end) {
      if (trace.value(seq) === EndStatus.raised && text !== '') failures.push(lastLine(text));
    } else if (phase === Phase.exit && trace.value(seq) > 0) {
      // A negative one is a signal's, which the process did not choose.
      failures.push(`exit ${trace.value(seq)} of ${world.names.thread(trace.other(seq))}`);
    }
  }
  return { printed, failures };
}

function stuckIn(trace: Trace, world: World): Stuck[] {
  const waiting = world.threads.filter(({ run }) => run === 'blocked' || run === 'ready');
  return waiting.map(({ index, op, object, blockedBy }) => ({
    thread: world.names.thread(index),
    op: op < 0 ? '' : trace.opName(op),
    on: object >= 0 ? world.names.object(object) : blockedBy >= 0 ? nameOf(world, blockedBy) : '',
  }));
}

const nameOf = (world: World, thread: number): string => world.names.thread(thread);

function finalsOf(trace: Trace, world: World): Final[] {
  const finals: Final[] = [];
  for (const { index, measure, text } of world.objects) {
    const details = trace.objects[index];
    if (details === undefined || isInner(details) || details.of !== undefined) continue;
    if (!HOLDS.has(measureOf(trace, index))) continue;
    finals.push({ name: world.names.object(index), value: text || String(measure) });
  }
  return finals;
}
