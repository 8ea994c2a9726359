/** Connections of listening sockets: client, server, and their two directions. */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';

export interface Connection {
  readonly listener: ObjectIndex;
  readonly client: ThreadIndex;
  readonly connected: EventIndex;
  /** From the client to the server. */
  readonly request: ObjectIndex;
  /** From the server to the client. */
  readonly response: ObjectIndex;
  /** undefined while in the backlog. */
  readonly accepted?: EventIndex;
}

export class Connections {
  readonly #all: Connection[] = [];
  /** By thread: the direction that it has just created, and the opposite one. */
  readonly #made = new Map<ThreadIndex, { request: ObjectIndex; response: ObjectIndex }>();

  eat(trace: Trace, seq: EventIndex): void {
    if (trace.phase(seq) === Phase.object) this.#make(trace, trace.object(seq), trace.thread(seq));
    if (trace.phase(seq) !== Phase.done) return;
    if (trace.objects[trace.object(seq)]?.kind !== 'listener') return;
    const flow = trace.opInfo(seq)?.flow;
    if (flow === 'send') this.#connect(trace, seq);
    if (flow !== 'receive') return;
    const cause = trace.cause(seq);
    const at = this.#all.findIndex(({ connected }) => connected === cause);
    if (at >= 0) this.#all[at] = { ...this.#all[at]!, accepted: seq };
  }

  /** Connections of a listening socket after the first `count` events, in order of connect. */
  at(listener: ObjectIndex, count: number): Connection[] {
    return this.#all
      .filter((one) => one.listener === listener && one.connected < count)
      .map(({ accepted, ...one }) =>
        accepted === undefined || accepted >= count ? one : { ...one, accepted },
      );
  }

  #make(trace: Trace, object: ObjectIndex, thread: ThreadIndex): void {
    const { role, of = -1 } = trace.objects[object] ?? {};
    if (role === 'request') this.#made.set(thread, { request: object, response: -1 });
    const made = this.#made.get(thread);
    if (role === 'response' && made?.request === of) made.response = object;
  }

  #connect(trace: Trace, seq: EventIndex): void {
    const client = trace.thread(seq);
    const made = this.#made.get(client);
    const listener = trace.object(seq);
    if (made === undefined || trace.objects[made.request]?.of !== listener) return;
    this.#made.delete(client);
    this.#all.push({ ...made, listener, client, connected: seq });
  }
}
