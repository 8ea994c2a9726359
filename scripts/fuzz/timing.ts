/**
 * Who may act when. Program time is cut into slots, and slots come in rounds. In every round each thread has one slot in
 * which it may act and one in which a time limit of its calls may end; so whatever blocks for however long, no two
 * instants of a program ever fall together.
 */
import type { Limit, Program, Rounds, Task } from './program.ts';

export interface Timing {
  /** Slots in a round. */
  readonly round: number;
  /** In which slot of a round each task and job acts. */
  readonly mine: Readonly<Record<string, number>>;
}

export function timingOf({ tasks, jobs }: Pick<Program, 'tasks' | 'jobs'>): Timing {
  const names = [...tasks.map(({ name }) => name), ...jobs];
  const mine = Object.fromEntries(names.map((name, place) => [name, 2 * place]));
  return { round: 2 * names.length, mine };
}

/** How many slots a length of time takes: a limit ends in the slot after that of the thread that waits. */
export const slotsOf = ({ round }: Timing, length: Limit | Rounds): number =>
  'limit' in length ? length.limit * round + 1 : length.rounds * round;

/** Slots after which a timer fires in one of its own, started in one of main's. */
export const timerSlots = ({ round, mine }: Timing, { name, interval = 0 }: Task): number =>
  interval * round + mine[name]!;
