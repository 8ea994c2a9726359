/**
 * Races of a run: two steps of different threads on one cell that could have come in the other order. For a step that
 * could have had to wait (an acquire), those that made way for it (the release) are no races: the search goes on behind
 * them to the first that it could have come before. What a thread was about to do when the run ended, or when it was
 * killed, takes part like a step.
 */
import { Aspect } from '../kernel/footprint.ts';
import { cellIn, Mode, modeIn, type Accesses } from './accesses.ts';
import type { Pending } from './execution.ts';
import type { RunStack } from './run-stack.ts';

/** The later part of a race: a step, or what would have been one. */
export interface Later {
  readonly thread: number;
  readonly pending: Pending;
  readonly accesses: Accesses;
  /** Its place among the steps, or their number. */
  readonly place: number;
  /** The step that it comes after in any case. */
  readonly before: number;
}

/** Could `later` have come before the step at `place`? Returns what it would touch there, or undefined. */
export type Ask = (place: number, later: Later) => Accesses | undefined;

/** Every race of a run, each once a cell: the place of the earlier step, the later one, and what that would touch. */
export function findRaces(
  run: RunStack,
  ending: readonly Pending[],
  ask: Ask,
  report: (place: number, later: Later, accesses: Accesses) => void,
): void {
  const { taken } = run;
  for (let place = 1; place < taken.length; place++) {
    const { thread, pending, accesses, before } = taken[place]!;
    racesOf(run, { thread, pending, accesses, place, before }, ask, report);
  }
  for (const pending of ending) {
    const { thread, accesses } = pending;
    const before = run.beforeNext(thread);
    racesOf(run, { thread, pending, accesses, place: taken.length, before }, ask, report);
  }
  for (const [place, { killed }] of taken.entries()) {
    for (const pending of killed) {
      const { thread, accesses } = pending;
      const before = run.beforeNext(thread);
      racesOf(run, { thread, pending, accesses, place: place + 1, before }, ask, report);
    }
  }
}

function racesOf(
  run: RunStack,
  later: Later,
  ask: Ask,
  report: (place: number, later: Later, accesses: Accesses) => void,
): void {
  const { thread, pending, place, before } = later;
  const told = new Set<number>();
  for (const access of later.accesses) {
    const mode = modeIn(access);
    // Whether its process runs is asked like whether it may proceed.
    const isAlways = !pending.canBlock && cellIn(access) % 16 !== Aspect.process;
    let hasLater = false;
    for (const other of run.conflicting(cellIn(access), mode, place)) {
      const step = run.taken[other]!;
      const isWrite = modeOn(step.accesses, cellIn(access)) === Mode.write;
      if (isAlways && isWrite && hasLater) break;
      const isPast = step.thread === thread || (before >= 0 && run.happensBefore(other, before));
      if (!isPast && !told.has(other)) {
        const there = ask(other, later);
        if (there !== undefined) {
          told.add(other);
          report(other, later, there);
        } else if (!isAlways) {
          continue;
        }
      }
      if (isWrite) break;
      hasLater = true;
    }
  }
}

function modeOn(accesses: Accesses, cell: number): Mode {
  for (const access of accesses) if (cellIn(access) === cell) return modeIn(access);
  return Mode.read;
}
