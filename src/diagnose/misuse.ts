/**
 * What is given back or counted off without having been taken: a permit released by a thread that had none, a lock that it
 * does not hold, task_done() without an item.
 *
 * A semaphore may be used as a signal: one thread only releases, another only acquires. So a release is a mistake only of
 * a thread that takes permits of it too: one that has none now, after its own acquire() failed or where there are more
 * permits now than there were at first.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause, type Clause } from './finding.ts';
import type { Happening } from './happening.ts';
import type { Thing } from './standing.ts';

/** What a thread has done with one semaphore. */
interface Use {
  has: number;
  takes: number;
  /** Its acquire that failed, since its last that did not; else -1. */
  failed: EventIndex;
}

/** Something was given back that had not been taken. */
interface Wrong {
  readonly seq: EventIndex;
  readonly thread: ThreadIndex;
  /** Where the thread had given up taking it; -1: nowhere. */
  readonly failed: EventIndex;
}

/** What has become of one semaphore. */
interface Books {
  /** Permits that are with those who took them. */
  out: number;
  /** The last that was given back as it should be; -1: none yet. */
  last: EventIndex;
  /** The most that were, where that was more than there are. */
  most: number;
  /** Who gave back what they had not taken. */
  readonly wrong: Wrong[];
}

/** Wrong releases that are told one by one. */
const MOST_TOLD = 4;

export class Misuse implements Detector {
  readonly #scene: Scene;
  readonly #uses = new Map<string, Use>();
  readonly #books = new Map<ObjectIndex, Books>();
  /** By queue, the last task_done() that counted. */
  readonly #finished = new Map<ObjectIndex, EventIndex>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  eat(e: Happening): void {
    const { hold, turn } = e.info;
    const thing = this.#scene.standings.things[e.object];
    if (thing === undefined || thing.isInner) return;
    if (turn === 'finish' && e.phase === Phase.done) this.#finished.set(e.object, e.seq);
    if (e.phase === Phase.raise) {
      if (turn === 'finish') this.#tell('over-done', e, 'misuse.done', this.#lastDone(e));
      else if (hold === 'give') this.#tell('over-release', e, 'misuse.refused', this.#all(thing));
    } else if (thing.means === 'permits' && hold !== undefined) this.#permit(e, thing);
  }

  #permit(e: Happening, thing: Thing): void {
    const key = `${e.thread} ${e.object}`;
    let use = this.#uses.get(key);
    if (use === undefined) this.#uses.set(key, (use = { has: 0, takes: 0, failed: -1 }));
    if (e.info.hold === 'take') {
      if (e.phase === Phase.fail) use.failed = e.seq;
      if (e.phase !== Phase.done) return;
      use.has += 1;
      use.takes += 1;
      use.failed = -1;
      this.#let(e, thing);
      return;
    }
    if (e.phase !== Phase.done) return;
    if (use.has > 0) {
      use.has -= 1;
      const books = this.#booksOf(e.object);
      books.out -= 1;
      books.last = e.seq;
      return;
    }
    const limit = thing.first;
    const isMore = limit > 0 && e.value > limit && use.takes > 0;
    if (use.failed < 0 && !isMore) return;
    this.#booksOf(e.object).wrong.push({ seq: e.seq, thread: e.thread, failed: use.failed });
    const who = { thread: { thread: e.thread } };
    if (use.failed >= 0) {
      const failed = clause('misuse.failed', use.failed, who);
      this.#tell('over-release', e, 'misuse.after-failure', [failed]);
    } else this.#tell('over-release', e, 'misuse.too-many', [], { limit });
    use.failed = -1;
  }

  /** One more is let in: is that more than there is room for, since some gave back what they had not taken? */
  #let(e: Happening, { first, index }: Thing): void {
    const books = this.#booksOf(index);
    books.out += 1;
    if (books.wrong.length === 0 || books.out <= Math.max(first, books.most)) return;
    books.most = books.out;
    const threads = [...new Set(books.wrong.map(({ thread }) => thread))];
    const object = { object: index };
    const values = { object, count: books.out, limit: first, threads: { threads } };
    const says = [clause('misuse.crowd', e.seq, values), ...this.#wrong(index)];
    const found = { seq: e.seq, says, threads: [e.thread, ...threads], objects: [index] };
    this.#scene.ledger.add('over-release', index, found, true);
  }

  /** Who gave back what they had not taken, one by one. */
  #wrong(index: ObjectIndex): Clause[] {
    const { wrong } = this.#booksOf(index);
    return wrong.slice(0, MOST_TOLD).map(({ seq, thread, failed }) => {
      const values = { thread: { thread }, object: { object: index } };
      if (failed < 0) return clause('misuse.gave', seq, values);
      return clause('misuse.gave-after', seq, { ...values, failed: { time: failed } });
    });
  }

  /** A release was refused: all permits are back, some of them from those who had taken none. */
  #all({ means, first, index }: Thing): Clause[] {
    if (means !== 'permits') return [];
    const { last } = this.#booksOf(index);
    const values = { object: { object: index }, count: first };
    if (last < 0) return [clause('misuse.all-back', -1, values), ...this.#wrong(index)];
    const thread = { thread: this.#scene.standings.trace.thread(last) };
    return [clause('misuse.back-by', last, { ...values, thread }), ...this.#wrong(index)];
  }

  #lastDone({ object }: Happening): Clause[] {
    const last = this.#finished.get(object);
    if (last === undefined) return [];
    const thread = this.#scene.standings.trace.thread(last);
    return [clause('misuse.last-done', last, { thread: { thread }, object: { object } })];
  }

  #booksOf(object: ObjectIndex): Books {
    let books = this.#books.get(object);
    if (books === undefined)
      this.#books.set(object, (books = { out: 0, last: -1, most: 0, wrong: [] }));
    return books;
  }

  #tell(
    kind: 'over-release' | 'over-done',
    e: Happening,
    key: 'misuse.done' | 'misuse.refused' | 'misuse.after-failure' | 'misuse.too-many',
    because: readonly Clause[],
    more: Record<string, number> = {},
  ): void {
    const values = { thread: { thread: e.thread }, object: { object: e.object }, count: e.value };
    const says = [clause(key, e.seq, { ...values, ...more }), ...because];
    this.#scene.ledger.add(kind, e.object, {
      seq: e.seq,
      says,
      threads: [e.thread],
      objects: [e.object],
    });
  }
}
