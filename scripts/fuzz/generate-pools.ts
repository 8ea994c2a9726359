/** Main's use of a pool or an executor. */
import type { Act, Arg, Thing } from './program.ts';
import { both } from './call.ts';
import { actOf, argOf, type Dice } from './dice.ts';
import type { Call } from './vocabulary.ts';
import {
  executorEnds,
  executorMakes,
  futureCalls,
  iteratorCalls,
  poolEnds,
  poolMakes,
  resultCalls,
} from './vocabulary-pools.ts';

interface Pooled {
  readonly thing: Thing;
  readonly acts: readonly Act[];
  /** Calls that other threads may make on it. */
  readonly calls: readonly Call[];
  readonly jobs: readonly string[];
}

export function fillPool(dice: Dice, isPool: boolean): Pooled {
  const jobs: string[] = [];
  const isProcesses = dice.once(2);
  const newJob = (): Arg[] => {
    jobs.push(`j${jobs.length + 1}`);
    const value = dice.once(5) ? 'raise' : dice.below(10);
    return [jobs.at(-1)!, dice.once(6) ? 0 : 1 + dice.below(3), value];
  };
  const manyJobs = (): Arg => Array.from({ length: 1 + dice.below(3) }, newJob);
  const made: string[] = [];
  const hand = (): Act => {
    const as = `r${made.length + 1}`;
    made.push(as);
    const act = (py: string, js: string, ...args: Arg[]): Act => ({
      on: 'pool1',
      py,
      js,
      args,
      as,
    });
    if (!isPool) return act('submit(job, *#)', 'submit(job, ...#)', newJob());
    if (dice.once(2)) return act('apply_async(job, #)', 'applyAsync(job, #)', newJob());
    if (dice.once(2)) {
      return act('map_async(each, #)', 'mapAsync(each, #)', manyJobs());
    }
    iterators.add(as);
    return act('imap(each, #)', 'imap(each, #)', manyJobs());
  };
  const iterators = new Set<string>();
  const makes = isPool
    ? isProcesses
      ? poolMakes.pool
      : poolMakes.threadPool
    : isProcesses
      ? executorMakes.processes
      : executorMakes.threads;
  const acts: Act[] = [hand()];
  const count = 2 + dice.below(7);
  while (acts.length < count) {
    if (jobs.length < 6 && dice.once(3)) acts.push(hand());
    else if (dice.once(8))
      acts.push(actOf(dice, 'pool1', dice.of(isPool ? poolEnds : executorEnds)));
    else {
      const on = dice.of(made);
      const calls = !isPool ? futureCalls : iterators.has(on) ? iteratorCalls : resultCalls;
      acts.push(actOf(dice, on, dice.of(calls)));
    }
  }
  if (isPool && dice.once(2)) {
    acts.push(actOf(dice, 'pool1', both('close()', 'close()')));
    acts.push(actOf(dice, 'pool1', both('join()', 'join()')));
  }
  return {
    thing: { names: ['pool1'], ...makes, args: [argOf(dice, { is: 1 + dice.below(2) })] },
    acts,
    calls: isPool ? poolEnds : executorEnds,
    jobs,
  };
}
