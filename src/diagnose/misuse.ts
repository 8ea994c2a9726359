/**
 * Unmatched releases: a permit released by a thread that had none, a lock released by a thread that does not hold it,
 * task_done() without an item.
 *
 * A semaphore may serve as a signal: one thread only releases, another only acquires. So a release is a mistake only by
 * a thread that also acquires permits: one that has none now, after its own acquire() failed or while more permits
 * exist than initially.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause, type Clause } from './finding.ts';
import type { Happening } from './happening.ts';
import type { Thing } from './standing.ts';

/** Use of one semaphore by a thread. */
interface Use {
  has: number;
  takes: number;
  /** Its failed acquire since its last successful one; else -1. */
  failed: EventIndex;
}

/** An unmatched release. */
interface Wrong {
  readonly seq: EventIndex;
  readonly thread: ThreadIndex;
  /** The event where the thread had given up acquiring; -1 for none. */
  readonly failed: EventIndex;
}

/** Balance of one semaphore. */
interface Books {
  /** Permits held by threads that acquired them. */
  out: number;
  /** The last matched release; -1 for none yet. */
  last: EventIndex;
  /** Maximum number of permits, if higher than the limit. */
  most: number;
  /** Unmatched releases. */
  readonly wrong: Wrong[];
}

/** Maximum number of unmatched releases reported one by one. */
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

  /** A thread acquires: are more inside than there is room for, because of unmatched releases? */
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

  /** The unmatched releases, one by one. */
  #wrong(index: ObjectIndex): Clause[] {
    const { wrong } = this.#booksOf(index);
    return wrong.slice(0, MOST_TOLD).map(({ seq, thread, failed }) => {
      const values = { thread: { thread }, object: { object: index } };
      if (failed < 0) return clause('misuse.gave', seq, values);
      return clause('misuse.gave-after', seq, { ...values, failed: { time: failed } });
    });
  }

  /** A release raised: all permits are back, some from threads that had acquired none. */
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
