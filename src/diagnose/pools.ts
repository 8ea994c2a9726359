/**
 * Pools whose program ended before their tasks were done: the workers are terminated, and the results are lost. A
 * multiprocessing.Pool does not wait by itself, and close() only refuses further tasks. A call of terminate() is
 * intended: only workers ended after their program's main thread had run its code are reported. Source: Python,
 * multiprocessing, "Process Pools"; multiprocessing.util, _exit_function.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import { PoolTasks } from '../views/folds/pool-tasks.ts';
import type { Detector, Scene } from './detector.ts';
import { clause } from './finding.ts';
import type { Happening } from './happening.ts';
import { short } from './tasks.ts';

/** Maximum number of reported tasks that were cut off. */
const MOST_TOLD = 3;

interface Pool {
  /** The program's last operation on it. */
  last: EventIndex;
  /** Workers ended by the end of the program. */
  readonly cutOff: ThreadIndex[];
}

export class Pools implements Detector {
  readonly #scene: Scene;
  readonly #tasks = new PoolTasks();
  readonly #pools = new Map<ObjectIndex, Pool>();
  /** Main threads that have run all their code. */
  readonly #leaving = new Set<ThreadIndex>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  eat(e: Happening): void {
    const { trace, things, threads } = this.#scene.standings;
    if (e.phase === Phase.object && things[e.object]?.details.kind === 'pool')
      this.#pools.set(e.object, { last: e.seq, cutOff: [] });
    if (this.#pools.size === 0) return;
    this.#tasks.eat(trace, e.seq);
    if (e.info.life === 'leave') this.#leaving.add(e.thread);
    const used = e.phase === Phase.done ? this.#pools.get(e.object) : undefined;
    if (used !== undefined && threads[e.thread]?.isInner === false) used.last = e.seq;
    if (e.phase === Phase.end && e.value === EndStatus.killed) this.#cutOff(e.thread);
    if (e.phase === Phase.exit) this.#exit(e);
  }

  #cutOff(thread: ThreadIndex): void {
    const { role, of = -1 } = this.#scene.standings.trace.threads[thread] ?? {};
    if (role === 'worker' && this.#leaving.has(this.#mainOf(of)))
      this.#pools.get(of)?.cutOff.push(thread);
  }

  /** The main thread of the creating process. */
  #mainOf(pool: ObjectIndex): ThreadIndex {
    const { things, mains } = this.#scene.standings;
    return mains[things[pool]?.details.process ?? -1] ?? -1;
  }

  #exit(e: Happening): void {
    for (const [pool, { last, cutOff }] of this.#pools) {
      if (cutOff.length === 0 || this.#mainOf(pool) !== e.other) continue;
      const open = this.#tasks.at(pool, e.seq).filter(({ done }) => done === Infinity);
      if (open.length === 0) continue;
      const object = { object: pool };
      const atWork = open.filter(({ taken }) => taken !== Infinity);
      const threads = [...new Set(atWork.map(({ worker }) => worker))];
      const other = this.#scene.standings.trace.thread(last);
      const told = atWork.slice(0, MOST_TOLD).map(({ worker, taken, text }) => {
        return clause('pool.at', taken, { thread: { thread: worker }, task: short(text) });
      });
      this.#scene.ledger.add('left-behind', pool, {
        seq: e.seq,
        says: [
          clause('pool.lost', e.seq, { object, count: open.length }),
          clause('pool.last', last, { object, other: { thread: other } }),
          ...told,
        ],
        threads,
        objects: [pool],
      });
    }
  }
}
