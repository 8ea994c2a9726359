/**
 * Races of a run: two steps of different threads on one cell that could have come in the other order. For a step that
 * could have been blocked (an acquire), the steps that enabled it (the release) are no races: the search continues
 * behind them to the first step that it could have preceded. A step that was pending when the run ended, or when its
 * thread was killed, is treated like a step.
 */
import { Aspect, aspectOf } from '../kernel/footprint.ts';
import { cellIn, Mode, modeIn, type Accesses } from './accesses.ts';
import type { Pending } from './execution.ts';
import type { Race, RunStack } from './run-stack.ts';

/** The later step of a race, taken or pending. */
export interface Later {
  readonly thread: number;
  readonly pending: Pending;
  readonly accesses: Accesses;
  /** Its position among the steps, or their number. */
  readonly place: number;
  /** The step that always happens before it. */
  readonly before: number;
  /** Timed: number of times that time had passed before it. */
  readonly phase: number;
  /** Position of the step that prevented it; undefined if it was taken, or the run ended before. */
  readonly preventedAt?: number;
}

/** Whether `later` could come before the step at `place`. Returns its accesses there, or undefined. */
export type Ask = (place: number, later: Later) => Accesses | undefined;

/** Every race of a run that has ended in that phase: its earlier step, and the accesses of the later one there. */
export function findRaces(
  run: RunStack,
  ending: readonly Pending[],
  phase: number,
  ask: Ask,
  report: (race: Race, thread: number) => void,
): void {
  const { taken } = run;
  for (let place = 1; place < taken.length; place++) {
    const step = taken[place]!;
    // They depend only on the steps up to it.
    step.races ??= racesOf(run, step, ask);
    for (const race of step.races) report(race, step.thread);
  }
  const laterOf = (pending: Pending, place: number, now: number): Later => {
    const { thread, accesses } = pending;
    const before = run.beforeNextAt(thread, place - 1);
    return { thread, pending, accesses, place, before, phase: now };
  };
  const reportAll = (later: Later): void => {
    for (const race of racesOf(run, later, ask)) report(race, later.thread);
  };
  for (const pending of ending) reportAll(laterOf(pending, taken.length, phase));
  for (const { place, prevented, phase: then } of taken) {
    for (const pending of prevented) {
      const later = { ...laterOf(pending, place + 1, then), preventedAt: place };
      reportAll(later);
      if (!pending.canBlock) continue;
      // What it waited for may have come after that: another order puts it before.
      const accesses = ask(place, { ...later, place: endOf(run, place) });
      if (accesses !== undefined) report({ place, accesses }, pending.thread);
    }
  }
}

/** The first position after `place` in another phase. */
function endOf({ taken }: RunStack, place: number): number {
  const { phase } = taken[place]!;
  return taken.find((step) => step.place > place && step.phase !== phase)?.place ?? taken.length;
}

function racesOf(run: RunStack, later: Later, ask: Ask): Race[] {
  const { thread, pending, place, before, phase } = later;
  const found: Race[] = [];
  for (const access of later.accesses.list) {
    const mode = modeIn(access);
    // Whether its process is alive is treated like whether it is enabled.
    const isAlways = !pending.canBlock && aspectOf(cellIn(access)) !== Aspect.process;
    let hasLater = false;
    for (const other of run.conflicting(cellIn(access), mode, place)) {
      const step = run.taken[other]!;
      const isWrite = modeOn(step.accesses, cellIn(access)) === Mode.write;
      if (isAlways && isWrite && hasLater) break;
      const isPast =
        step.thread === thread ||
        step.phase !== phase ||
        (before >= 0 && run.happensBefore(other, before));
      if (!isPast && !found.some((race) => race.place === other)) {
        const accesses = ask(other, later);
        if (accesses !== undefined) {
          found.push({ place: other, accesses });
        } else if (!isAlways) {
          continue;
        }
      }
      if (isWrite) break;
      hasLater = true;
    }
  }
  return found;
}

function modeOn(accesses: Accesses, cell: number): Mode {
  for (const access of accesses.list) if (cellIn(access) === cell) return modeIn(access);
  return Mode.read;
}
