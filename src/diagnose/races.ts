/**
 * Unsynchronised access: two threads use a variable, at least one writes it, and nothing orders the two accesses (see
 * `happens-before.ts`). After FastTrack (Flanagan and Freund, PLDI 2009). That it went well this time is luck.
 *
 * Where only one thread writes, as it is with a flag that others look at, each read and write is whole in Python and nothing
 * can get lost: a note that an old value may be seen. Of a number in shared memory each access is ordered by its own lock,
 * and what a list or dict does is one step: there it is an update that gets lost, which `lost-updates.ts` finds.
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
  /** The last write of each that has written it. */
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

  /** Its first value is a write, too; but what a new process has of its parent's memory is its own from the start. */
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

  /** What it reads it had written itself, before another wrote over it. */
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
