/**
 * TCP segments over a network that loses, delays and reorders them, read off the queues that they go through: a packet is
 * put on the wire, then among the lost, or among the flying (with the time at which it will arrive) and later into the
 * inbox of the other host, which gets it from there. The queues' items are
 * [from, number of the packet, flags, sequence number, acknowledgement number, data].
 */
import type { EventIndex, Ms, ObjectIndex } from '../../../../base/units.ts';
import { Phase } from '../../../../trace/format.ts';
import type { Trace } from '../../../../trace/trace.ts';

export interface Packet {
  readonly from: string;
  readonly flags: string;
  /** Sequence number of its first byte. SYN and FIN take one number each, like a byte of data. */
  readonly first: number;
  /** Number of sequence numbers that it takes. */
  readonly length: number;
  /** Acknowledgement number; 0 if the sender has received nothing yet. */
  readonly acknowledged: number;
  readonly data: string;
  /** A retransmission. */
  readonly again: boolean;
  readonly sent: EventIndex;
  readonly sentAt: Ms;
  readonly lost?: EventIndex;
  /** Time of arrival, once known. */
  readonly due?: Ms;
  readonly flying?: EventIndex;
  readonly arrived?: EventIndex;
  readonly arrivedAt?: Ms;
  /** The host has taken it from its inbox. */
  readonly read?: EventIndex;
}

/** The queues: objects of the trace. */
export interface Network {
  readonly wire: ObjectIndex;
  readonly flying: ObjectIndex;
  readonly lost: ObjectIndex;
  readonly inboxes: readonly [left: ObjectIndex, right: ObjectIndex];
}

const PACKET = /\['(\w+)', (\d+), '(\w*)', (\d+), (\d+), '([^']*)'\]/;
const FLIGHT = /^\[([\d.]+), /;

type Open = { -readonly [K in keyof Packet]: Packet[K] };

/** All packets of a trace, in order of sending. */
export class Packets {
  readonly #all: Open[] = [];
  readonly #byNumber = new Map<string, Open>();
  readonly #trace: Trace;
  #read = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Reads the first `count` events, or more. */
  upTo(count: number, network: Network): void {
    for (; this.#read < count; this.#read++) this.#eat(this.#trace, this.#read, network);
  }

  /** Packets sent among the first `count` events, as known then. */
  at(count: number): Packet[] {
    return this.#all
      .filter(({ sent }) => sent < count)
      .map((packet) => ({
        ...packet,
        ...unless(packet.lost, count, { lost: undefined }),
        ...unless(packet.flying, count, { flying: undefined, due: undefined }),
        ...unless(packet.arrived, count, { arrived: undefined, arrivedAt: undefined }),
        ...unless(packet.read, count, { read: undefined }),
      })) as Packet[];
  }

  #eat(trace: Trace, seq: EventIndex, { wire, flying, lost, inboxes }: Network): void {
    if (trace.phase(seq) !== Phase.done) return;
    const object = trace.object(seq);
    const flow = trace.opInfo(seq)?.flow;
    const isInbox = inboxes.includes(object);
    if (flow === 'send' && object === wire) this.#send(trace, seq);
    else if (
      flow === 'receive' ? isInbox : flow === 'send' && (isInbox || [flying, lost].includes(object))
    ) {
      const packet = this.#find(trace.text(seq));
      if (packet === undefined) return;
      if (flow === 'receive') packet.read = seq;
      else if (object === lost) packet.lost = seq;
      else if (isInbox) {
        packet.arrived = seq;
        packet.arrivedAt = trace.time(seq);
      } else if (packet.flying === undefined) {
        packet.flying = seq;
        packet.due = Number(FLIGHT.exec(trace.text(seq))?.[1]) * 1000;
      }
    }
  }

  #find(text: string): Open | undefined {
    const [, from, number] = PACKET.exec(text) ?? [];
    return this.#byNumber.get(`${from} ${number}`);
  }

  #send(trace: Trace, seq: EventIndex): void {
    const found = PACKET.exec(trace.text(seq));
    if (found === null) return;
    const [, from = '', number, flags = '', first, acknowledged, data = ''] = found;
    const length = data.length + (flags === '' ? 0 : 1);
    const isBefore = (other: Packet) => other.from === from && other.first === Number(first);
    const packet: Open = {
      from,
      flags,
      first: Number(first),
      length,
      acknowledged: Number(acknowledged),
      data,
      again: length > 0 && this.#all.some((other) => isBefore(other) && other.length > 0),
      sent: seq,
      sentAt: trace.time(seq),
    };
    this.#all.push(packet);
    this.#byNumber.set(`${from} ${number}`, packet);
  }
}

const unless = <T>(event: EventIndex | undefined, count: number, without: T): T | undefined =>
  event === undefined || event < count ? undefined : without;

/** A byte of a stream: its state at both ends. */
export interface Byte {
  readonly number: number;
  readonly letter: string;
  /** The sender has received the acknowledgement. */
  readonly acknowledged: boolean;
  /** missing: a hole, or not yet arrived. early: arrived out of order. */
  readonly receiver: 'missing' | 'early' | 'in-order';
}

export interface Stream {
  /** The bytes of data that were sent, in order. */
  readonly bytes: readonly Byte[];
  /** Oldest unacknowledged number (SND.UNA) and next number to send (SND.NXT); 0 before the SYN. */
  readonly unacknowledged: number;
  readonly next: number;
  /** Next expected number (RCV.NXT); 0 before the SYN has arrived. */
  readonly expected: number;
}

/** The stream that one host sends and the other receives. */
export function streamOf(packets: readonly Packet[], from: string): Stream {
  const own = packets.filter((packet) => packet.from === from && packet.length > 0);
  const first = own[0]?.first ?? 0;
  const acks = packets.filter(
    (packet) => packet.from !== from && packet.read !== undefined && packet.acknowledged > 0,
  );
  const unacknowledged = Math.max(first, ...acks.map((packet) => packet.acknowledged));
  const there = new Map(
    own.filter(({ read }) => read !== undefined).map((packet) => [packet.first, packet]),
  );
  let expected = there.has(first) ? first : 0;
  for (let next = there.get(expected); next; next = there.get(expected)) expected += next.length;
  const bytes = new Map<number, Byte>();
  for (const packet of own) {
    packet.data.split('').forEach((letter, i) => {
      const number = packet.first + i;
      const acknowledged = number < unacknowledged;
      const early = there.has(packet.first) ? 'early' : 'missing';
      bytes.set(number, {
        number,
        letter,
        acknowledged,
        receiver: number < expected ? 'in-order' : early,
      });
    });
  }
  const next = Math.max(0, ...own.map((packet) => packet.first + packet.length));
  return { bytes: [...bytes.values()], unacknowledged, next, expected };
}

/** Label of a packet, as in textbooks. */
export function labelOf({ flags, first, acknowledged, data }: Packet): string {
  const says = [
    flags === '' && data === '' ? '' : flags === '' ? `${first}` : `${flags} ${first}`,
    data === '' ? '' : `“${data}”`,
    data === '' && flags !== 'FIN' && acknowledged > 0 ? `ACK ${acknowledged}` : '',
  ];
  return says.filter((part) => part !== '').join(' ');
}
