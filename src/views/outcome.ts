/** Outcome of a run, from its trace alone: the same as the explorer derives from the kernel's memory. */
import { EndStatus, isInner, Phase } from '../trace/format.ts';
import { lastLine, tellingMeasures } from '../trace/outcome.ts';
import type { Final, Outcome, Stuck } from '../trace/outcome.ts';
import type { Trace } from '../trace/trace.ts';
import { measureOf } from './object-fold.ts';
import type { ThreadState, World } from './state.ts';

/** How a run ended. never: it was cut short, or a thread was lost. */
export type RunEnd = 'finished' | 'deadlock' | 'input' | 'never';

const aliveIn = ({ threads }: World): readonly ThreadState[] =>
  threads.filter(({ run }) => run !== 'ended' && run !== 'new');

/**
 * Why no thread can continue by itself, if so ('input': typed input may let one continue); undefined otherwise or if
 * all is over.
 */
export function standstillOf(trace: Trace, world: World): 'deadlock' | 'input' | undefined {
  const alive = aliveIn(world);
  if (alive.length === 0) return undefined;
  if (alive.some(({ run, deadline }) => run !== 'blocked' || deadline >= 0)) return undefined;
  const awaitsInput = alive.some(({ object }) => trace.objects[object]?.kind === 'terminal');
  return awaitsInput ? 'input' : 'deadlock';
}

/** How a run ended that is not continued; undefined while a thread can still continue, or none has started. */
export function endOf(trace: Trace, world: World): RunEnd | undefined {
  if (world.threads[0] === undefined || world.threads[0].run === 'new') return undefined;
  const end = aliveIn(world).length === 0 ? 'finished' : standstillOf(trace, world);
  if (end === undefined) return undefined;
  return world.threads.some((thread) => thread.end === EndStatus.lost) ? 'never' : end;
}

/** Outcome of a whole trace; `world` is the world at its end. Lines of output are in order. */
export function outcomeOf(trace: Trace, world: World, end: RunEnd): Outcome {
  const { printed, failures } = writtenIn(trace, world);
  const isStanding = end === 'deadlock' || end === 'input';
  return {
    kind: end === 'finished' && failures.length > 0 ? 'exception' : end,
    stuck: isStanding ? stuckIn(trace, world) : [],
    failures: failures.sort(),
    printed,
    finals: finalsOf(trace, world),
  };
}

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
      // A negative code is a signal's, which the process did not choose.
      failures.push(`exit ${trace.value(seq)} of ${world.names.thread(trace.other(seq))}`);
    }
  }
  return { printed, failures };
}

const stuckIn = (trace: Trace, world: World): Stuck[] =>
  aliveIn(world).map(({ index, op, object, blockedBy }) => ({
    thread: world.names.ownThread(index),
    op: op < 0 ? '' : trace.opName(op),
    on: trace.objects[object]?.name ?? world.names.ownThread(blockedBy),
  }));

function finalsOf(trace: Trace, { objects }: World): Final[] {
  const finals: Final[] = [];
  for (const { index, measure, text } of objects) {
    const details = trace.objects[index];
    if (details === undefined || isInner(details) || details.of !== undefined) continue;
    if (!tellingMeasures.has(measureOf(trace, index))) continue;
    finals.push({ name: details.name, value: text === '' ? String(measure) : text });
  }
  return finals;
}
