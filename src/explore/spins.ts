/**
 * Loops that change nothing: `while not flag: pass`. A thread that has gone round once and seen nothing new waits until
 * something that it looked at has changed, so that programs with such loops end, and one that nobody will ever release
 * can be told (await statements: P. Abdulla, M. Atig, B. Jonsson and others, "Optimal stateless model checking for
 * programs with await", FMCAD 2022). That a loop would go on is found by trying it (`Moment.loop`).
 */
import { code } from '../kernel/ops.ts';
import { accessesOf, areDependent, Mode, modeIn, type Accesses } from './accesses.ts';
import type { Moment } from './known-lives.ts';

/** A step of the present run. */
export interface Trodden {
  readonly thread: number;
  /** Where its thread stood before it. */
  readonly moment: Moment;
  readonly accesses: Accesses;
  /** The step before it, of whatever thread. */
  readonly before: Trodden | undefined;
}

export interface Spin {
  /** What it has looked at since it came by here the last time. */
  readonly accesses: Accesses;
  /** Something of that has changed since it looked. */
  readonly isOver: boolean;
}

/** What passes time and changes nothing else. */
const SLEEP = code['time.sleep'];

/** A lock that it has taken and given back is as it was. */
const HOLDS = new Map([
  [code['lock.acquire'], 1],
  [code['lock.release'], -1],
  [code['rlock.acquire'], 1],
  [code['rlock.release'], -1],
]);

/**
 * Does a thread that stands at a moment of a loop go round for nothing? `loop`: how many moments ago it came by here.
 * `last`: the last step of the run.
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
