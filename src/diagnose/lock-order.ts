/**
 * Locks acquired in opposite orders: a cycle in the lock-order graph, a potential deadlock of another run (Havelund,
 * "Using runtime analysis to guide model checking of Java programs", SPIN 2000: Goodlock; Bensalem and Havelund 2005
 * for the reductions below).
 *
 * An edge means that a thread acquired one lock while holding another. A cycle of edges counts if each is of another
 * thread, no gate separates them (a lock that two of them held, or permits that all held of a semaphore with fewer
 * permits than threads in the cycle), and nothing but locks orders one of them before another. A lock held for a group
 * has no owner (`ownerOf`). A try that can fail never waits for ever: lines where one has failed, or had a timeout, add
 * no edge.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause } from './finding.ts';
import type { Happening } from './happening.ts';
import type { Instant } from './happens-before.ts';
import type { Standing } from './standing.ts';

export interface Edge {
  readonly from: ObjectIndex;
  readonly to: ObjectIndex;
  readonly thread: ThreadIndex;
  /** Other locks and permits held meanwhile, in order of index. */
  readonly gates: readonly ObjectIndex[];
  /** When it acquired the first, and when it acquired the second or began to wait for it. */
  readonly held: EventIndex;
  readonly seq: EventIndex;
  readonly start: Instant;
  readonly place: string;
}

/** Limits on edges of the graph, and on steps of one search. */
const MOST_EDGES = 20_000;
const MOST_STEPS = 2000;
const LONGEST = 12;

export class LockOrder implements Detector {
  readonly #scene: Scene;
  readonly #edges = new Map<string, Edge>();
  readonly #from = new Map<ObjectIndex, Edge[]>();
  /** Program locations that try to acquire and may fail. */
  readonly #tries = new Set<string>();
  /** When each thread acquired its present locks. */
  readonly #taken = new Map<EventIndex, Instant>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  get edges(): IterableIterator<Edge> {
    return this.#edges.values();
  }

  eat(e: Happening): void {
    const { standings, order } = this.#scene;
    const thing = standings.things[e.object];
    if (thing?.isLock !== true || thing.isInner) return;
    const { hold } = e.info;
    if (hold === 'give' && e.phase === Phase.done) this.#taken.delete(e.heldSince);
    if (hold !== 'take') return;
    const thread = standings.threads[e.thread];
    if (thread === undefined) return;
    const isLimited = e.phase === Phase.block && e.value >= 0;
    if (e.phase === Phase.fail || isLimited) this.#isTry(placeOf(e));
    else if (e.phase === Phase.block) this.#take(e, thread);
    else if (e.phase === Phase.done) {
      this.#take(e, thread);
      this.#taken.set(e.seq, order.now(e.thread));
    }
  }

  #take(e: Happening, thread: Standing): void {
    const place = placeOf(e);
    if (this.#tries.has(place)) return;
    const { things } = this.#scene.standings;
    const held = thread.holds.filter(({ since }) => since !== e.seq);
    // A re-entrant acquisition does not wait.
    if (held.length === 0 || held.some(({ object }) => object === e.object)) return;
    for (const { object, since } of held) {
      const thing = things[object];
      if (thing?.isLock !== true || this.#scene.standings.ownerOf(thing) !== e.thread) continue;
      const gates = held
        .map((other) => other.object)
        .filter((other) => other !== object)
        .toSorted((a, b) => a - b);
      const key = `${object} ${e.object} ${e.thread} ${gates.join()}`;
      if (this.#edges.has(key) || this.#edges.size >= MOST_EDGES) continue;
      const start = this.#taken.get(since);
      if (start === undefined) continue;
      const { seq } = e;
      const edge = {
        from: object,
        to: e.object,
        thread: e.thread,
        gates,
        held: since,
        seq,
        start,
        place,
      };
      this.#edges.set(key, edge);
      const all = this.#from.get(object) ?? [];
      this.#from.set(object, all);
      all.push(edge);
      this.#search(e, edge);
    }
  }

  #isTry(place: string): void {
    if (this.#tries.has(place)) return;
    this.#tries.add(place);
    for (const [key, edge] of this.#edges) {
      if (edge.place !== place) continue;
      this.#edges.delete(key);
      const all = this.#from.get(edge.from)!;
      all.splice(all.indexOf(edge), 1);
    }
  }

  /** Searches a path from the new edge's end back to its start. The shortest is reported. */
  #search(e: Happening, last: Edge): void {
    let steps = 0;
    let paths: Edge[][] = [[last]];
    for (let length = 2; length <= LONGEST && paths.length > 0; length++) {
      const longer: Edge[][] = [];
      for (const path of paths) {
        for (const next of this.#from.get(path.at(-1)!.to) ?? []) {
          if (++steps > MOST_STEPS) return;
          if (!this.#fits(path, next)) continue;
          const circle = [...path, next];
          if (next.to !== last.from) longer.push(circle);
          else if (!this.#hasGate(circle)) {
            this.#tell(e, circle);
            return;
          }
        }
      }
      paths = longer;
    }
  }

  #fits(path: readonly Edge[], next: Edge): boolean {
    const { order } = this.#scene;
    const [last] = path;
    return (
      path.every(
        (edge) =>
          edge.thread !== next.thread &&
          edge.from !== next.from &&
          !edge.gates.some((gate) => this.#isLock(gate) && holdsAll(next, gate)),
      ) && !order.isDecided(next.start, last!.thread)
    );
  }

  #isLock(object: ObjectIndex): boolean {
    return this.#scene.standings.things[object]?.isLock === true;
  }

  /** A semaphore with fewer permits than the cycle needs. */
  #hasGate(circle: readonly Edge[]): boolean {
    const { things } = this.#scene.standings;
    return circle[0]!.gates.some((gate) => {
      const permits = things[gate]?.first ?? Infinity;
      return permits < circle.length && circle.every(({ gates }) => gates.includes(gate));
    });
  }

  #tell(e: Happening, circle: readonly Edge[]): void {
    const locks = circle.map(({ from }) => from).toSorted((a, b) => a - b);
    const count = circle.length;
    const parts = circle.map(({ from, to, thread, held, seq }) =>
      clause('order.edge', seq, {
        thread: { thread },
        first: { object: from },
        second: { object: to },
        time: { time: held },
      }),
    );
    this.#scene.ledger.add('lock-order', locks.join(), {
      seq: e.seq,
      says: [clause('order.circle', e.seq, { count }), ...parts],
      threads: circle.map(({ thread }) => thread),
      objects: locks,
    });
  }
}

const holdsAll = (edge: Edge, gate: ObjectIndex): boolean =>
  edge.gates.includes(gate) || edge.from === gate || edge.to === gate;

const placeOf = ({ trace, seq, line, object }: Happening): string =>
  line > 0 ? `${trace.source(seq)}:${line}` : `o${object}`;
