/**
 * Side of each thread regarding an event flag: waiting or past it. A thread waits if it blocks in wait() or is_set()
 * returned False; it is past if either returned True.
 */
import type { EventIndex, Ms, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { Series } from './series.ts';

export interface Crossing {
  readonly past: boolean;
  /** Time since which it has been on this side. */
  readonly time: Ms;
  /** It never blocked: the flag was set when it arrived. */
  readonly rolling: boolean;
}

export class Crossings {
  readonly #objects = new Map<ObjectIndex, Map<ThreadIndex, Series<Crossing>>>();

  eat(trace: Trace, seq: EventIndex): void {
    const object = trace.object(seq);
    if (object < 0 || trace.objects[object]?.kind !== 'event') return;
    const phase = trace.phase(seq);
    const turn = trace.opInfo(seq)?.turn;
    if (turn !== 'await' && turn !== 'ask') return;
    if (phase !== Phase.block && phase !== Phase.done && phase !== Phase.fail) return;
    const past = phase === Phase.done && (turn === 'await' || trace.value(seq) === 1);
    const series = this.#series(object, trace.thread(seq));
    const before = series.last;
    if (before && !before.past && !past) return;
    const rolling = past && (before === undefined || before.past);
    series.push(seq, { past, time: trace.time(seq), rolling });
  }

  /** Threads that have used the flag, by index. */
  threads(object: ObjectIndex, count: number): readonly ThreadIndex[] {
    const all = this.#objects.get(object);
    if (!all) return [];
    return [...all.keys()].filter((t) => all.get(t)!.changes(count) > 0).toSorted((a, b) => a - b);
  }

  at(object: ObjectIndex, thread: ThreadIndex, count: number): Crossing | undefined {
    return this.#objects.get(object)?.get(thread)?.at(count);
  }

  #series(object: ObjectIndex, thread: ThreadIndex): Series<Crossing> {
    let threads = this.#objects.get(object);
    if (!threads) this.#objects.set(object, (threads = new Map()));
    let series = threads.get(thread);
    if (!series) threads.set(thread, (series = new Series()));
    return series;
  }
}
