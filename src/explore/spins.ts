/**
 * Busy-wait loops without effect: `while not flag: pass`. A thread that has completed a round without reading anything
 * new waits until something that it read has changed, so that programs with such loops end, and endless waiting can be
 * reported (await statements: P. Abdulla, M. Atig, B. Jonsson and others, "Optimal stateless model checking for
 * programs with await", FMCAD 2022). Whether a loop would continue is found by trying it (`Moment.loop`).
 */
import { code } from '../kernel/ops.ts';
import { accessesOf, areDependent, Mode, modeIn, type Accesses } from './accesses.ts';
import type { Moment } from './known-lives.ts';

/** A step of the present run. */
export interface Trodden {
  readonly thread: number;
  /** Its thread's moment before it. */
  readonly moment: Moment;
  readonly accesses: Accesses;
  /** The previous step, of any thread. */
  readonly before: Trodden | undefined;
}

export interface Spin {
  /** What it has read since it was last here. */
  readonly accesses: Accesses;
  /** Whether something of that has changed since. */
  readonly isOver: boolean;
}

/** An op that only passes time. */
const SLEEP = code['time.sleep'];

/** A lock acquired and released within the round is unchanged. */
const HOLDS = new Map([
  [code['lock.acquire'], 1],
  [code['lock.release'], -1],
  [code['rlock.acquire'], 1],
  [code['rlock.release'], -1],
]);

/**
 * Whether a thread at a moment of a loop spins without effect. `loop`: number of moments per round. `last`: the last
 * step of the run.
 */
export function spinAt(
  thread: number,
  moment: Moment,
  loop: number,
  last: Trodden | undefined,
): Spin | undefined {
  const first = moment.depth - loop;
  const begins = new Set<Moment>();
  const looked: number[] = [];
  const later: Accesses[] = [];
  let held = 0;
  let isOver = false;
  for (let step = last; step !== undefined; step = step.before) {
    const { accesses } = step;
    if (step.thread !== thread) {
      later.push(accesses);
      continue;
    }
    if (step.moment.depth < first) break;
    begins.add(step.moment);
    const by = HOLDS.get(step.moment.op.code);
    if (by !== undefined) {
      held += by;
      continue;
    }
    if (accesses.list.some((access) => modeIn(access) !== Mode.read)) return undefined;
    isOver ||= later.some((other) => areDependent(other, accesses));
    looked.push(...accesses.list);
  }
  if (held !== 0) return undefined;
  for (let at = moment.before; at !== undefined && at.depth >= first; at = at.before) {
    if (!begins.has(at) && at.op.code !== SLEEP) return undefined;
  }
  return { accesses: accessesOf([...new Set(looked)]), isOver };
}
