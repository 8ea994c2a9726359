/** Events of a trace as plain objects with names in place of indices. */
import type { EventIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Names } from '../../views/names.ts';
import type { EventInfo } from './weft-api.ts';

const kinds = Object.fromEntries(Object.entries(Phase).map(([name, phase]) => [phase, name]));

/**
 * Walks a trace from its start, since a thread's waker is in an earlier event than the one with which the thread
 * continues.
 */
export class EventReader {
  readonly #trace: Trace;
  readonly #wakers = new Map<ThreadIndex, ThreadIndex>();
  #read = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Events from `since` on, with these names. Continuing where the last call ended costs only the new events. */
  readFrom(since: EventIndex, names: Names): EventInfo[] {
    if (since < this.#read) {
      this.#read = 0;
      this.#wakers.clear();
    }
    const events: EventInfo[] = [];
    for (; this.#read < this.#trace.length; this.#read += 1) {
      const waker = this.#follow(this.#read);
      if (this.#read >= since) events.push(this.#plain(this.#read, waker, names));
    }
    return events;
  }

  /** The waker of the event's thread, if the event continues a wait. */
  #follow(seq: EventIndex): ThreadIndex | undefined {
    const phase = this.#trace.phase(seq);
    const thread = this.#trace.thread(seq);
    if (phase === Phase.wake) {
      this.#wakers.set(this.#trace.other(seq), thread);
      return undefined;
    }
    const waker = this.#wakers.get(thread);
    this.#wakers.delete(thread);
    return waker;
  }

  #plain(seq: EventIndex, waker: ThreadIndex | undefined, names: Names): EventInfo {
    const trace = this.#trace;
    const event = trace.event(seq);
    const { phase } = event;
    const process =
      phase === Phase.process ? event.value : (trace.threads[processThread(event)]?.process ?? -1);
    return {
      seq,
      time: event.time,
      kind: kinds[phase] ?? 'unknown',
      op: event.op < 0 ? null : trace.opName(event.op),
      thread: nameOrNull(event.thread, (index) => names.thread(index)),
      process: nameOrNull(process, (index) => names.process(index)),
      object: nameOrNull(event.object, (index) => names.object(index)),
      other: nameOrNull(event.other, (index) => names.thread(index)),
      value: event.value,
      text: phase <= Phase.object ? '' : event.text,
      blockedBy:
        phase === Phase.block ? nameOrNull(event.other, (index) => names.thread(index)) : null,
      wokenBy: nameOrNull(waker ?? -1, (index) => names.thread(index)),
      cause: event.cause < 0 ? null : event.cause,
      line: event.line,
    };
  }
}

/** The thread whose process an event belongs to. */
function processThread({ phase, thread, other }: { phase: Phase; thread: number; other: number }) {
  return phase === Phase.exit || phase === Phase.thread ? other : thread;
}

function nameOrNull(index: number, nameOf: (index: number) => string): string | null {
  return index < 0 ? null : nameOf(index);
}
