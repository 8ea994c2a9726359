/** Connections to listening sockets: who called, who answered, and which of the two directions is which. */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';

export interface Connection {
  /** As the kernel calls it: 'connection-2'. */
  readonly name: string;
  readonly listener: ObjectIndex;
  readonly client: ThreadIndex;
  readonly connected: EventIndex;
  /** From the client to the server. */
  readonly request: ObjectIndex;
  /** From the server to the client. */
  readonly response: ObjectIndex;
  /** undefined while it stands in the backlog. */
  readonly accepted?: EventIndex;
}

export class Connections {
  readonly #all: Connection[] = [];

  eat(trace: Trace, seq: EventIndex): void {
    if (trace.phase(seq) !== Phase.done) return;
    const name = trace.opInfo(seq)?.name;
    if (name === 'connect') this.#connect(trace, seq);
    if (name !== 'accept') return;
    const cause = trace.cause(seq);
    const at = this.#all.findIndex(({ connected }) => connected === cause);
    if (at >= 0) this.#all[at] = { ...this.#all[at]!, accepted: seq };
  }

  /** Those to a listening socket after the first `count` events, in the order of their calls. */
  at(listener: ObjectIndex, count: number): Connection[] {
    return this.#all
      .filter((one) => one.listener === listener && one.connected < count)
      .map(({ accepted, ...one }) =>
        accepted === undefined || accepted >= count ? one : { ...one, accepted },
      );
  }

  #connect(trace: Trace, seq: EventIndex): void {
    const name = trace.text(seq);
    const request = trace.objects.findIndex((object) => object.name === `${name} →`);
    if (request < 0) return;
    this.#all.push({
      name,
      listener: trace.object(seq),
      client: trace.thread(seq),
      connected: seq,
      request,
      response: request + 1,
    });
  }
}
