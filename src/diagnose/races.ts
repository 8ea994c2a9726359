/**
 * Data races: two threads access a variable, at least one writes it, and neither access happens before the other (see
 * `happens-before.ts`). After FastTrack (Flanagan and Freund, PLDI 2009). That the run went well is luck.
 *
 * If only one thread writes, as with a flag that others poll, each read and write is atomic in Python and nothing can
 * get lost: a note that an old value may be seen. Accesses to a number in shared memory are ordered by its own lock,
 * and methods of a list or dict are atomic: there an update gets lost, which `lost-updates.ts` finds.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause, type Clause } from './finding.ts';
import type { Happening } from './happening.ts';
import type { Instant } from './happens-before.ts';

interface Access {
  readonly instant: Instant;
  readonly seq: EventIndex;
}

interface Variable {
  write: Access | undefined;
  /** Since the last write, the last read of each thread. */
  readonly reads: Map<ThreadIndex, Access>;
  /** The last write of each thread that has written it. */
  readonly last: Map<ThreadIndex, EventIndex>;
}

export class Races implements Detector {
  readonly #scene: Scene;
  readonly #variables = new Map<ObjectIndex, Variable>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  eat(e: Happening): void {
    const thing = this.#scene.standings.things[e.object];
    if (thing?.details.kind !== 'variable') return;
    if (e.phase === Phase.object) {
      this.#variables.set(e.object, this.#begin(e));
      return;
    }
    const variable = this.#variables.get(e.object);
    if (variable === undefined || e.phase !== Phase.done) return;
    if (e.info.access === 'read') {
      this.#check(e, variable, variable.write, 'race.read');
      variable.reads.set(e.thread, this.#access(e));
    } else if (e.info.access !== undefined) {
      this.#check(e, variable, variable.write, 'race.writes');
      for (const read of variable.reads.values()) this.#check(e, variable, read, 'race.write');
      variable.write = this.#access(e);
      variable.reads.clear();
      variable.last.set(e.thread, e.seq);
    }
  }

  /**
   * The initial value counts as a write, too; but a new process's copy of its parent's memory is its own from the
   * start.
   */
  #begin(e: Happening): Variable {
    const { standings } = this.#scene;
    const maker = standings.threads[e.thread]?.process;
    const isCopy = maker !== standings.things[e.object]?.details.process;
    return {
      write: isCopy ? undefined : this.#access(e),
      reads: new Map(),
      last: new Map(),
    };
  }

  #access(e: Happening): Access {
    return { instant: this.#scene.order.now(e.thread), seq: e.seq };
  }

  /** The thread's own write that it expects to read, which another thread has overwritten. */
  #own(e: Happening, { last }: Variable, values: Clause['values']): Clause[] {
    const own = last.get(e.thread);
    return own === undefined ? [] : [clause('race.own', own, values)];
  }

  #check(
    e: Happening,
    variable: Variable,
    earlier: Access | undefined,
    key: 'race.read' | 'race.write' | 'race.writes',
  ): void {
    const { ledger, order } = this.#scene;
    if (earlier === undefined || order.isOrdered(earlier.instant, e.thread)) return;
    const other = earlier.instant.thread;
    const { last } = variable;
    const isFirst = key !== 'race.read' && !last.has(e.thread);
    const writes = key !== 'race.read' || last.has(e.thread);
    const isOne = last.size + Number(isFirst) < 2 || !writes || !last.has(other);
    const [writer, reader] = key === 'race.read' ? [other, e.thread] : [e.thread, other];
    const object = { object: e.object };
    const values = { thread: { thread: e.thread }, other: { thread: other }, object };
    const time = { time: earlier.seq };
    if (isOne && key !== 'race.writes') {
      const [readAt, written] = key === 'race.read' ? [e.seq, earlier.seq] : [earlier.seq, e.seq];
      const old = {
        object,
        thread: { thread: reader },
        other: { thread: writer },
        time: { time: written },
      };
      ledger.add('unordered-read', e.object, {
        seq: e.seq,
        says: [clause('race.old', readAt, old)],
        threads: [reader, writer],
        objects: [e.object],
      });
      return;
    }
    ledger.add('race', e.object, {
      seq: e.seq,
      says: [
        clause(key, e.seq, { ...values, time }),
        clause('race.before', earlier.seq, values),
        ...(key === 'race.read' ? this.#own(e, variable, { ...values, time }) : []),
      ],
      threads: [e.thread, other],
      objects: [e.object],
    });
  }
}
