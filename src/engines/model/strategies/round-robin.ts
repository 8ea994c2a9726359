/**
 * A scheduler as books draw it: N cores, each runs a thread until the thread blocks or its time slice is over; then the
 * thread that has waited longest gets the core. The cores take turns, one step each, so threads on different cores run
 * in parallel. With one core for each process it is CPython with its global interpreter lock. A thread that computes keeps
 * its core for as long as that takes; once all cores are taken so, time passes until the first is done.
 */
import type { ThreadIndex } from '../../../base/units.ts';
import { go, threadOf } from '../choice.ts';
import type { Situation, Strategy } from '../strategy.ts';

export interface RoundRobinOptions {
  /** 1 to 64. Default 1. */
  readonly cores?: number;
  /** Steps that a thread may stay on its core while others are ready; at least 1. Default 10. */
  readonly slice?: number;
  /** True: threads of one process never run in parallel. Default false. */
  readonly oneCorePerProcess?: boolean;
}

interface Core {
  /** The thread on it, or -1. */
  thread: ThreadIndex;
  /** Remaining steps of its time slice. */
  left: number;
}

export function roundRobin(options: RoundRobinOptions = {}): Strategy {
  const { cores: count = 1, slice = 10, oneCorePerProcess = false } = options;
  let cores: readonly Core[] = [];
  /** The last step of each thread. */
  let ranAt: number[] = [];
  /** The core whose turn it is, and the one that had the last. */
  let turn = 0;
  let used = 0;

  /** Whether `core` may run `thread`, given the threads on the others. */
  const isAllowed = (thread: ThreadIndex, core: Core, choices: Situation): boolean =>
    cores.every((other) => {
      if (other === core || !holdsCore(other.thread, choices)) return true;
      if (other.thread === thread) return false;
      return !oneCorePerProcess || choices.processOf(other.thread) !== choices.processOf(thread);
    });

  const isBefore = (a: ThreadIndex, b: ThreadIndex): boolean => {
    const difference = (ranAt[a] ?? -1) - (ranAt[b] ?? -1);
    return difference < 0 || (difference === 0 && a < b);
  };

  /** The thread that has waited longest for `core`; -1 for none. */
  const nextFor = (core: Core, choices: Situation): ThreadIndex => {
    let best = -1;
    for (let position = 0; position < choices.enabledCount; position++) {
      const thread = choices.enabledAt(position);
      if (thread === core.thread || !isAllowed(thread, core, choices)) continue;
      if (best < 0 || isBefore(thread, best)) best = thread;
    }
    return best;
  };

  /** The thread that `core` runs if it is its turn; -1 for none now. */
  const runs = (core: Core, choices: Situation): ThreadIndex => {
    if (isBusy(core.thread, choices)) return -1;
    const stays = choices.isEnabled(core.thread) && isAllowed(core.thread, core, choices);
    if (stays && core.left > 0) return core.thread;
    const next = nextFor(core, choices);
    return next < 0 && stays ? core.thread : next;
  };

  /** The first thread to finish computing on a core; -1 for none. */
  const firstDone = (choices: Situation): ThreadIndex => {
    let first = -1;
    for (const { thread } of cores) {
      if (!isBusy(thread, choices)) continue;
      if (first < 0 || choices.limitOf(thread) < choices.limitOf(first)) first = thread;
    }
    return first;
  };

  /** The first core in turn that `fits`; -1 for none. */
  const findCore = (fits: (core: Core) => boolean): number => {
    for (let n = 0; n < count; n++) {
      const place = (turn + n) % count;
      const core = cores[place];
      if (core !== undefined && fits(core)) return place;
    }
    return -1;
  };

  return {
    begin() {
      cores = Array.from({ length: count }, () => ({ thread: -1, left: 0 }));
      ranAt = [];
      turn = 0;
      used = 0;
    },

    choose(choices) {
      const core = cores[findCore((candidate) => runs(candidate, choices) >= 0)];
      if (core !== undefined) return go(runs(core, choices));
      const busy = firstDone(choices);
      return go(busy < 0 ? choices.enabledAt(0) : busy);
    },

    takes(choice, choices) {
      const thread = threadOf(choice);
      // A blocked thread has left its core.
      for (const core of cores) if (!holdsCore(core.thread, choices)) core.thread = -1;
      used = findCore((core) => runs(core, choices) === thread);
      // Chosen by another strategy: on its own core, else on the one whose turn it is.
      if (used < 0) used = findCore((core) => core.thread === thread);
      if (used < 0) used = findCore((core) => !isBusy(core.thread, choices));
      if (used < 0) used = turn;
      const core = cores[used];
      if (core === undefined) return;
      if (core.thread !== thread) {
        core.thread = thread;
        core.left = slice;
      }
      core.left = Math.max(0, core.left - 1);
      ranAt[thread] = choices.stepCount;
      turn = (used + 1) % count;
    },

    cores: count,

    get core() {
      return used;
    },
  };
}

/** Whether it is computing and not done yet. */
const isBusy = (thread: ThreadIndex, choices: Situation): boolean =>
  choices.isComputing(thread) && !choices.isEnabled(thread);

const holdsCore = (thread: ThreadIndex, choices: Situation): boolean =>
  choices.isEnabled(thread) || choices.isComputing(thread);
