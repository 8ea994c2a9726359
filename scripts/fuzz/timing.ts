/**
 * Time slots: program time is divided into slots, and slots into rounds. In every round each thread has one slot in
 * which it may act and one in which its timeouts may expire; so no two events of a program ever coincide, whatever
 * blocks for however long.
 */
import type { Limit, Program, Rounds, Task } from './program.ts';

export interface Timing {
  /** Number of slots in a round. */
  readonly round: number;
  /** The slot of each task and job within a round. */
  readonly mine: Readonly<Record<string, number>>;
}

export function timingOf({ tasks, jobs }: Pick<Program, 'tasks' | 'jobs'>): Timing {
  const names = [...tasks.map(({ name }) => name), ...jobs];
  const mine = Object.fromEntries(names.map((name, place) => [name, 2 * place]));
  return { round: 2 * names.length, mine };
}

/** Number of slots in a duration: a timeout expires in the slot after that of the waiting thread. */
export const slotsOf = ({ round }: Timing, length: Limit | Rounds): number =>
  'limit' in length ? length.limit * round + 1 : length.rounds * round;

/** Number of slots after which a timer fires in its own slot, when started in one of main's. */
export const timerSlots = ({ round, mine }: Timing, { name, interval = 0 }: Task): number =>
  interval * round + mine[name]!;
