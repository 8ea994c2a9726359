/**
 * Queue items that were taken but never marked as done. task_done() does not name its item: a thread means the one that
 * it took last, so a thread that takes the next item without it has forgotten the previous one.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import { clause, type Clause } from './finding.ts';
import type { Happening } from './happening.ts';
import type { Standings, Thing } from './standing.ts';

interface Taken {
  readonly seq: EventIndex;
  readonly thread: ThreadIndex;
}

interface Work {
  left: number;
  /** The current item of each thread. */
  readonly inHand: Map<ThreadIndex, Taken>;
  /** Items never marked as done. */
  readonly forgotten: Taken[];
}

const MOST = 16;

export class Tasks {
  readonly #standings: Standings;
  readonly #queues = new Map<ObjectIndex, Work>();

  constructor(standings: Standings) {
    this.#standings = standings;
  }

  eat(e: Happening): void {
    const { flow, turn } = e.info;
    if (flow === undefined && turn === undefined) return;
    if (this.#standings.things[e.object]?.isQueue !== true) return;
    const work = this.#work(e.object);
    if (e.phase !== Phase.done) return;
    if (flow === 'send') work.left += 1;
    else if (flow === 'receive') {
      const before = work.inHand.get(e.thread);
      if (before !== undefined && work.forgotten.length < MOST) work.forgotten.push(before);
      work.inHand.set(e.thread, { seq: e.seq, thread: e.thread });
    } else if (turn === 'finish') {
      work.left -= 1;
      // A late task_done() makes up for a forgotten one.
      if (!work.inHand.delete(e.thread)) work.forgotten.shift();
    } else if (turn === 'drop') work.left -= e.before - e.value;
  }

  /** Why its join() waits. */
  unfinished({ index }: Thing): Clause[] {
    const work = this.#queues.get(index);
    if (work === undefined) return [];
    const object = { object: index };
    const open = [...work.forgotten, ...work.inHand.values()].slice(0, 3);
    return [
      clause('why.tasks', -1, { object, count: work.left }),
      ...open.map(({ seq, thread }) => {
        const item = this.#standings.trace.text(seq);
        return clause('why.taken', seq, { object, item: short(item), other: { thread } });
      }),
    ];
  }

  #work(queue: ObjectIndex): Work {
    let work = this.#queues.get(queue);
    if (work === undefined) {
      work = { left: 0, inHand: new Map(), forgotten: [] };
      this.#queues.set(queue, work);
    }
    return work;
  }
}

/** A value shortened for a sentence. */
export const short = (text: string, most = 40): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
