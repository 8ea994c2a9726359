/** TCP makes an ordered stream of bytes out of packets that get lost and overtake each other. */
import { print } from '../../program/builtins.ts';
import { except } from '../../program/exceptions.ts';
import { PriorityQueue, Queue } from '../../program/queue.ts';
import { random } from '../../program/random.ts';
import type { Steps } from '../../program/steps.ts';
import { Thread } from '../../program/threading.ts';
import { monotonic, sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

/** Bytes of data in a segment, at most. */
const SIZE = 3;
/** Seconds to put a packet on the wire. */
const PACE = 0.4;
/** Seconds that a packet may live. */
const MSL = 2;
/** Seconds that a timer waits, at most. */
const LONGEST = 60;

type Flags = 'SYN' | 'FIN' | '';
/** From whom, its number among the sender's packets, flags, number of its first byte, acknowledgement, data. */
type Packet = [string, number, Flags, number, number, string];
type Flight = [number, Packet];

interface Network {
  readonly wire: Queue<Packet | null>;
  readonly flying: PriorityQueue<Flight>;
  readonly lost: Queue<Packet>;
  readonly toClient: Queue<Packet>;
  readonly toServer: Queue<Packet>;
}

export function* main(params: Params): Steps<void> {
  const wire = yield* new Queue<Packet | null>(); // [wire]
  const flying = yield* new PriorityQueue<Flight>(); // [flying]
  const lost = yield* new Queue<Packet>(); // [lost]
  const toClient = yield* new Queue<Packet>(); // [to-client]
  const toServer = yield* new Queue<Packet>(); // [to-server]
  const network = { wire, flying, lost, toClient, toServer };

  const link = yield* new Thread({ target: ip, args: [network, params], name: 'ip' }); // [create-ip]
  const server = yield* new Thread({ target: listen, args: [network, params], name: 'server' }); // [create-server]
  const client = yield* new Thread({ target: connect, args: [network, params], name: 'client' }); // [create-client]
  yield* link.start(); // [start-ip]
  yield* server.start(); // [start-server]
  yield* client.start(); // [start-client]
  yield* client.join(); // [join-client]
  yield* server.join(); // [join-server]
  yield* wire.put(null); // [stop-ip]
  yield* link.join(); // [join-ip]
  yield* print(`${yield* lost.qsize()} packets were lost`); // [count-lost]
}

/** The network: drops packets, and delivers the others when it likes. */
export function* ip(network: Network, { loss, reorder }: Params): Steps<void> {
  const { wire, flying, lost, toClient, toServer } = network;
  let first: Flight | undefined;
  while (true) {
    let packet: Packet | null | undefined;
    try {
      const wait = first && Math.max(0, first[0] - (yield* monotonic())); // [look-at-clock]
      packet = yield* wire.get(true, wait); // [take]
    } catch (error) {
      except(error, 'Empty');
      const [, arrived] = first!;
      yield* (arrived[0] === 'client' ? toServer : toClient).put(arrived); // [deliver]
      first = undefined;
    }
    if (packet === null) break;
    if (packet !== undefined) {
      if ((yield* random()) * 100 < loss /* [chance] */) {
        yield* lost.put(packet); // [lose]
      } else {
        const delay = reorder ? 0.5 + (yield* random()) : 1; // [delay]
        yield* flying.put([(yield* monotonic()) + delay, packet]); // [fly]
        if (first) yield* flying.put(first); // [not-first]
        first = undefined;
      }
    }
    if (first === undefined && !(yield* flying.empty()) /* [any-flying] */) {
      first = yield* flying.get(); // [next]
    }
  }
}

type Segment = readonly [number: number, flags: Flags, data: string];

export function* connect(network: Network, params: Params): Steps<void> {
  yield* host('client', network, params);
}

export function* listen(network: Network, params: Params): Steps<void> {
  yield* host('server', network, params);
}

/** One end. SYN and FIN take one number of the stream each, every byte of the text takes one. */
function* host(name: 'client' | 'server', network: Network, params: Params): Steps<void> {
  const calls = name === 'client';
  const inbox = calls ? network.toClient : network.toServer;
  const unsent: [Flags, string][] = [
    ['SYN', ''],
    ...cut(calls ? params.message : '').map((data): [Flags, string] => ['', data]),
    ['FIN', ''],
  ];
  /** Not acknowledged yet. */
  let sent: Segment[] = [];
  /** Of the next byte to send. */
  let number = calls ? 100 : 500;
  /** Bytes that the other side has room for; only SYN, until that is acknowledged. */
  let room = 1;
  /** Number of the next byte to receive; 0 before the SYN. */
  let expected = 0;
  /** What came before its turn. */
  const early = new Map<number, readonly [Flags, string]>();
  /** The other side has sent everything. */
  let closed = false;
  let timeout = params.timeout;
  let due: number | undefined;
  let tries = 0;
  let ids = 0;

  function* send(first: number, flags: Flags, data: string): Steps<void> {
    ids += 1;
    yield* network.wire.put([name, ids, flags, first, expected, data]); // [send]
    yield* sleep(PACE); // [pace]
  }

  while (true) {
    const oldest = sent[0]?.[0] ?? number;
    while (unsent[0]) {
      const [flags, data] = unsent[0];
      if (flags === 'SYN' && !calls && expected === 0) break;
      if (number + lengthOf(flags, data) > oldest + room) break;
      if (flags === 'FIN' && !calls && !closed) break;
      unsent.shift();
      sent.push([number, flags, data]);
      yield* send(number, flags, data);
      number += lengthOf(flags, data);
      due ??= (yield* monotonic()) + timeout; // [set-timer]
    }
    const finished = unsent.length === 0 && sent.length === 0 && closed;
    if (finished && !calls) break;
    let packet: Packet;
    try {
      let wait = finished ? 2 * MSL : undefined;
      if (due !== undefined) wait = Math.max(0, due - (yield* monotonic())); // [time-left]
      packet = yield* inbox.get(true, wait); // [receive]
    } catch (error) {
      except(error, 'Empty');
      if (finished) break;
      if (closed && unsent.length === 0 && tries === 4) {
        yield* print(`${name} gives up: its FIN is never acknowledged`); // [give-up]
        break;
      }
      tries += 1;
      timeout = Math.min(2 * timeout, LONGEST);
      yield* print(`${name} sends ${sent[0]![0]} again`); // [say-again]
      yield* send(...sent[0]!);
      due = (yield* monotonic()) + timeout; // [set-timer-again]
      continue;
    }
    const [, , flags, start, acknowledged, data] = packet;
    if (expected === 0 && flags !== 'SYN') continue;
    if (acknowledged > oldest) {
      sent = sent.filter(([first]) => first >= acknowledged);
      room = params.window * SIZE;
      timeout = params.timeout;
      tries = 0;
      due = sent.length > 0 ? (yield* monotonic()) + timeout : undefined; // [restart-timer]
    }
    if (lengthOf(flags, data) === 0) continue;
    if (expected === 0) expected = start;
    if (start >= expected) early.set(start, [flags, data]);
    for (let next = early.get(expected); next !== undefined; next = early.get(expected)) {
      early.delete(expected);
      expected += lengthOf(...next);
      closed ||= next[0] === 'FIN';
      yield* print(`${name} has ${next[0] || `'${next[1]}'`}`); // [have]
    }
    // A SYN that is still to be sent carries the acknowledgement.
    if (unsent[0]?.[0] !== 'SYN') yield* send(number, '', '');
  }
  yield* print(`${name} is closed`); // [closed]
}

const lengthOf = (flags: Flags, data: string): number => data.length + (flags === '' ? 0 : 1);

function cut(text: string): string[] {
  const count = Math.ceil(text.length / SIZE);
  return Array.from({ length: count }, (_, i) => text.slice(i * SIZE, (i + 1) * SIZE));
}
