/** Sockets: shutdown, timeouts, half-close, effects of a close. Case 179. */
import { print, PyError, repr } from '../program/builtins.ts';
import {
  createConnection,
  createServer,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  type Socket,
  socketpair,
} from '../program/socket.ts';
import type { Steps } from '../program/steps.ts';
import { Queue } from '../program/queue.ts';
import { monotonic, sleep } from '../program/time.ts';
import { connected as pair } from './connected.ts';
import { get, type Row, since, spawn } from './row.ts';

/** Prints each result, with pauses in which the network delivers. */
function* show(...all: readonly (() => Steps<unknown>)[]): Steps<void> {
  const told = [];
  for (const each of all) {
    const value = yield* get(each());
    if (value !== undefined) told.push(value);
    yield* sleep(0.02);
  }
  yield* print(repr(told));
}

/** Receives twice, or accepts, and prints the result. */
function* receive(socket: Socket, said: Queue, times: number): Steps<void> {
  for (let n = 0; n < times; n++) yield* said.put(yield* get(socket.recv(9)));
}
function* sendMuch(socket: Socket, said: Queue): Steps<void> {
  yield* said.put(yield* get(socket.sendall('x'.repeat(300_000))));
}
function* accept(server: Socket, said: Queue): Steps<void> {
  const told = yield* get(server.accept());
  yield* said.put(told instanceof PyError ? told : 'accepted');
}

const PY = `
      import socket, time
      from socket import SHUT_RD, SHUT_WR, SHUT_RDWR, create_server, create_connection, socketpair
      def plain(value): return value.decode() if isinstance(value, bytes) else value
      def get(f, *args):
          try: return plain(f(*args))
          except Exception as error: return error
      def show(*all):
          told = []
          for each in all:
              value = get(each)
              if value is not None: told.append(value)
              time.sleep(.02)
          print(repr(told))
      def pair():
          s = create_server(('127.0.0.1', 0))
          c = create_connection(s.getsockname())
          d, _ = s.accept()
          s.close()
          return c, d
      def receive(s, said, times):
          for n in range(times): said.put(get(s.recv, 9))
      def accept(s, said):
          told = get(s.accept)
          said.put(told if isinstance(told, Exception) else 'accepted')
`;

/** A row of calls, one step apart. */
const calls = (
  name: string,
  make: () => Steps<readonly [Socket, Socket]>,
  all: (c: Socket, d: Socket) => readonly (() => Steps<unknown>)[],
  out: string,
  python: string,
): Row => ({
  name: `179 ${name}`,
  program() {
    function* main(): Steps<void> {
      const [c, d] = yield* make();
      yield* show(...all(c, d));
    }
    return { main };
  },
  out: [out],
  python: `${PY}
      c, d = ${make === pair ? 'pair' : 'socketpair'}()
      show(${python})`,
});

const RESET = "ConnectionResetError(104, 'Connection reset by peer')";
const BROKEN = "BrokenPipeError(32, 'Broken pipe')";
const UNCONNECTED = "OSError(107, 'Transport endpoint is not connected')";
const BAD = "OSError(9, 'Bad file descriptor')";

export const socketRows: readonly Row[] = [
  calls(
    'half-close: who has said that it sends no more still receives',
    pair,
    (c, d) => [
      () => c.shutdown(SHUT_WR),
      () => d.recv(9),
      () => c.send('x'),
      () => d.send('yy'),
      () => c.recv(9),
      () => c.shutdown(SHUT_WR),
      () => c.shutdown(SHUT_RD),
      () => c.recv(5),
      () => d.close(),
      () => c.shutdown(SHUT_RDWR),
      () => c.recv(4),
      () => c.send('x'),
    ],
    `['', ${BROKEN}, 2, 'yy', '', ${UNCONNECTED}, '', ${BROKEN}]`,
    `lambda: c.shutdown(SHUT_WR), lambda: d.recv(9), lambda: c.send(b'x'), lambda: d.send(b'yy'), lambda: c.recv(9),
          lambda: c.shutdown(SHUT_WR), lambda: c.shutdown(SHUT_RD), lambda: c.recv(5), lambda: d.close(),
          lambda: c.shutdown(SHUT_RDWR), lambda: c.recv(4), lambda: c.send(b'x')`,
  ),
  calls(
    'SHUT_RD: what is there is read, then nothing is waited for',
    pair,
    (c, d) => [
      () => d.send('abc'),
      () => c.shutdown(SHUT_RD),
      () => c.recv(2),
      () => c.recv(9),
      () => c.recv(9),
      () => d.send('late'),
      () => c.recv(9),
      () => c.send('hi'),
      () => d.recv(9),
    ],
    "[3, 'ab', 'c', '', 4, 'late', 2, 'hi']",
    `lambda: d.send(b'abc'), lambda: c.shutdown(SHUT_RD), lambda: c.recv(2), lambda: c.recv(9), lambda: c.recv(9),
          lambda: d.send(b'late'), lambda: c.recv(9), lambda: c.send(b'hi'), lambda: d.recv(9)`,
  ),
  calls(
    'the first send after the peer closed returns, the second raises',
    pair,
    (c, d) => [
      () => d.close(),
      () => c.recv(9),
      () => c.send('1'),
      () => c.send('2'),
      () => c.send('3'),
      () => c.recv(9),
      () => c.shutdown(SHUT_RDWR),
    ],
    `['', 1, ${BROKEN}, ${BROKEN}, '', ${UNCONNECTED}]`,
    `lambda: d.close(), lambda: c.recv(9), lambda: c.send(b'1'), lambda: c.send(b'2'), lambda: c.send(b'3'),
          lambda: c.recv(9), lambda: c.shutdown(SHUT_RDWR)`,
  ),
  calls(
    'a peer that closes with bytes unread resets: told to the next send',
    pair,
    (c, d) => [
      () => c.send('unread'),
      () => d.close(),
      () => c.send('1'),
      () => c.send('2'),
      () => c.recv(9),
    ],
    `[6, ${RESET}, ${BROKEN}, '']`,
    `lambda: c.send(b'unread'), lambda: d.close(), lambda: c.send(b'1'), lambda: c.send(b'2'), lambda: c.recv(9)`,
  ),
  calls(
    'a peer that closes with bytes unread resets: told to a recv once all is read',
    pair,
    (c, d) => [
      () => d.send('data'),
      () => c.send('unread'),
      () => d.close(),
      () => c.recv(9),
      () => c.recv(9),
      () => c.recv(9),
      () => c.send('x'),
    ],
    `[4, 6, 'data', ${RESET}, '', ${BROKEN}]`,
    `lambda: d.send(b'data'), lambda: c.send(b'unread'), lambda: d.close(), lambda: c.recv(9), lambda: c.recv(9),
          lambda: c.recv(9), lambda: c.send(b'x')`,
  ),
  calls(
    'a peer that has shut both ways answers as one that is gone',
    pair,
    (c, d) => [
      () => d.shutdown(SHUT_RDWR),
      () => c.recv(9),
      () => c.send('1'),
      () => c.send('2'),
      () => d.recv(9),
      () => c.recv(1),
      () => d.shutdown(SHUT_RD),
    ],
    `['', 1, ${BROKEN}, ${RESET}, '', ${UNCONNECTED}]`,
    `lambda: d.shutdown(SHUT_RDWR), lambda: c.recv(9), lambda: c.send(b'1'), lambda: c.send(b'2'), lambda: d.recv(9),
          lambda: c.recv(1), lambda: d.shutdown(SHUT_RD)`,
  ),
  calls(
    'a closed socket has no file descriptor',
    pair,
    (c) => [
      () => c.close(),
      () => c.recv(1),
      () => c.send('x'),
      () => c.send(''),
      () => c.recv(0),
      () => c.shutdown(SHUT_RDWR),
      () => c.close(),
    ],
    `[${BAD}, ${BAD}, ${BAD}, '', ${BAD}]`,
    `lambda: c.close(), lambda: c.recv(1), lambda: c.send(b'x'), lambda: c.send(b''), lambda: c.recv(0), lambda: c.shutdown(SHUT_RDWR), lambda: c.close()`,
  ),
  calls(
    'a socketpair knows at once',
    socketpair,
    (c, d) => [
      () => c.send('x'),
      () => d.send('y'),
      () => c.recv(9),
      () => d.close(),
      () => c.recv(1),
      () => c.recv(1),
      () => c.send('z'),
    ],
    `[1, 1, 'y', ${RESET}, '', ${BROKEN}]`,
    `lambda: c.send(b'x'), lambda: d.send(b'y'), lambda: c.recv(9), lambda: d.close(), lambda: c.recv(1),
          lambda: c.recv(1), lambda: c.send(b'z')`,
  ),
  calls(
    'a socketpair half-closed',
    socketpair,
    (c, d) => [
      () => c.shutdown(SHUT_WR),
      () => d.recv(1),
      () => c.send('x'),
      () => d.send('y'),
      () => c.recv(1),
      () => c.shutdown(SHUT_WR),
      () => d.close(),
      () => c.recv(1),
      () => c.shutdown(SHUT_RDWR),
    ],
    `['', ${BROKEN}, 1, 'y', '']`,
    `lambda: c.shutdown(SHUT_WR), lambda: d.recv(1), lambda: c.send(b'x'), lambda: d.send(b'y'), lambda: c.recv(1),
          lambda: c.shutdown(SHUT_WR), lambda: d.close(), lambda: c.recv(1), lambda: c.shutdown(SHUT_RDWR)`,
  ),
  {
    name: '179 a peer that closes in the middle of a sendall() resets it',
    program() {
      function* main(): Steps<void> {
        const said = yield* new Queue();
        const [c, d] = yield* pair();
        const t = yield* spawn(sendMuch, c, said);
        yield* sleep(0.2);
        yield* d.close();
        yield* t.join();
        yield* print(repr([yield* said.get(), yield* get(c.send('x')), yield* get(c.recv(1))]));
      }
      return { main, sendMuch };
    },
    out: [`[${RESET}, ${BROKEN}, '']`],
    python: `${PY}
      said = Queue()
      c, d = pair()
      t = spawn(lambda: said.put(get(c.sendall, b'x' * 30_000_000)))
      time.sleep(.2)
      d.close()
      t.join()
      print(repr([said.get(), get(c.send, b'x'), get(c.recv, 1)]))`,
  },
  {
    name: "179 another thread's close() wakes no recv, and the peer hears of it after",
    program() {
      function* main(): Steps<void> {
        const said = yield* new Queue();
        const [c, d] = yield* pair();
        const t = yield* spawn(receive, c, said, 2);
        yield* sleep(0.2);
        yield* c.close();
        yield* sleep(0.2);
        yield* d.settimeout(0.2);
        yield* print(yield* t.isAlive(), repr(yield* get(d.recv(1))));
        yield* d.send('still');
        yield* t.join();
        yield* print(repr([yield* said.get(), yield* said.get(), yield* get(d.recv(1))]));
      }
      return { main, receive };
    },
    out: ["True TimeoutError('timed out')", `['still', ${BAD}, '']`],
    python: `${PY}
      said = Queue()
      c, d = pair()
      t = spawn(receive, c, said, 2)
      time.sleep(.2)
      c.close()
      time.sleep(.2)
      d.settimeout(.2)
      print(t.is_alive(), repr(get(d.recv, 1)))
      d.send(b'still')
      t.join()
      print(repr([said.get(), said.get(), get(d.recv, 1)]))`,
  },
  ...(
    [
      ['SHUT_RD', SHUT_RD, ["['']"]],
      ['SHUT_RDWR', SHUT_RDWR, ["['']"]],
    ] as const
  ).map(([name, how, out]): Row => ({
    name: `179 shutdown(${name}) wakes a recv`,
    program() {
      function* main(): Steps<void> {
        const said = yield* new Queue();
        const [c] = yield* pair();
        const t = yield* spawn(receive, c, said, 1);
        yield* sleep(0.2);
        yield* c.shutdown(how);
        yield* t.join();
        yield* print(repr([yield* said.get()]));
      }
      return { main, receive };
    },
    out,
    python: `${PY}
      said = Queue()
      c, d = pair()
      t = spawn(receive, c, said, 1)
      time.sleep(.2)
      c.shutdown(${name})
      t.join()
      print(repr([said.get()]))`,
  })),
  {
    name: "179 another thread's close() wakes no accept; the next client is let in, and no other",
    program() {
      function* main(): Steps<void> {
        const said = yield* new Queue();
        const server = yield* createServer(['127.0.0.1', 0]);
        const address = yield* server.getsockname();
        const t = yield* spawn(accept, server, said);
        yield* sleep(0.2);
        yield* server.close();
        yield* sleep(0.2);
        yield* print(yield* t.isAlive());
        yield* createConnection(address);
        yield* t.join();
        yield* sleep(0.1);
        const refused = yield* get(createConnection(address));
        yield* print(repr([yield* said.get(), refused, yield* get(server.accept())]));
      }
      return { main, accept };
    },
    out: ['True', `['accepted', ConnectionRefusedError(111, 'Connection refused'), ${BAD}]`],
    python: `${PY}
      said = Queue()
      s = create_server(('127.0.0.1', 0))
      address = s.getsockname()
      t = spawn(accept, s, said)
      time.sleep(.2)
      s.close()
      time.sleep(.2)
      print(t.is_alive())
      c = create_connection(address)
      t.join()
      time.sleep(.1)
      print(repr([said.get(), get(create_connection, address), get(s.accept)]))`,
  },
  {
    name: '179 a listening socket that is shut wakes accept with an error',
    program() {
      function* main(): Steps<void> {
        const said = yield* new Queue();
        const server = yield* createServer(['127.0.0.1', 0]);
        const address = yield* server.getsockname();
        const t = yield* spawn(accept, server, said);
        yield* sleep(0.2);
        yield* server.shutdown(SHUT_RDWR);
        yield* t.join();
        const refused = yield* get(createConnection(address));
        yield* print(repr([yield* said.get(), refused, yield* get(server.accept())]));
        const other = yield* createServer(['127.0.0.1', 0]);
        yield* print(repr([yield* get(other.recv(1)), yield* get(other.send('x'))]));
      }
      return { main, accept };
    },
    out: [
      "[OSError(22, 'Invalid argument'), ConnectionRefusedError(111, 'Connection refused'), OSError(22, 'Invalid argument')]",
      `[${UNCONNECTED}, ${BROKEN}]`,
    ],
    python: `${PY}
      said = Queue()
      s = create_server(('127.0.0.1', 0))
      t = spawn(accept, s, said)
      time.sleep(.2)
      address = s.getsockname()
      s.shutdown(SHUT_RDWR)
      t.join()
      print(repr([said.get(), get(create_connection, address), get(s.accept)]))
      s = create_server(('127.0.0.1', 0))
      print(repr([get(s.recv, 1), get(s.send, b'x')]))`,
  },
  {
    name: '179 time limits of accept, recv, send and connect',
    program() {
      function* main(): Steps<void> {
        const start = yield* monotonic();
        const server = yield* createServer(['127.0.0.1', 0], { backlog: 0 });
        yield* server.settimeout(0.2);
        yield* print(repr(yield* get(server.accept())), yield* since(start));
        yield* server.setblocking(false);
        yield* print(repr(yield* get(server.accept())), yield* server.getblocking());
        yield* server.settimeout(null);
        yield* print(repr(yield* get(server.settimeout(-1))), yield* server.gettimeout());
        const address = yield* server.getsockname();
        const c = yield* createConnection(address, 2);
        yield* print(repr(yield* get(createConnection(address, 0.3))), yield* c.gettimeout());
        const [d] = yield* server.accept();
        yield* print(yield* d.gettimeout());
        yield* d.settimeout(0.2);
        yield* print(repr(yield* get(d.recv(1))));
        yield* d.settimeout(0);
        yield* print(repr(yield* get(d.recv(1))));
        yield* c.settimeout(0.2);
        yield* print(repr(yield* get(c.sendall('x'.repeat(20_000_000 / 100)))));
      }
      return { main };
    },
    out: [
      "TimeoutError('timed out') 0.2",
      "BlockingIOError(11, 'Resource temporarily unavailable') False",
      "ValueError('Timeout value out of range') None",
      "TimeoutError('timed out') 2.0",
      'None',
      "TimeoutError('timed out')",
      "BlockingIOError(11, 'Resource temporarily unavailable')",
      "TimeoutError('timed out')",
    ],
    python: `${PY}
      start = time.monotonic()
      s = create_server(('127.0.0.1', 0), backlog=0)
      s.settimeout(.2)
      print(repr(get(s.accept)), since(start))
      s.setblocking(False)
      print(repr(get(s.accept)), s.getblocking())
      s.settimeout(None)
      print(repr(get(s.settimeout, -1)), s.gettimeout())
      address = s.getsockname()
      c = create_connection(address, 2)
      print(repr(get(create_connection, address, .3)), c.gettimeout())
      d, _ = s.accept()
      print(d.gettimeout())
      d.settimeout(.2)
      print(repr(get(d.recv, 1)))
      d.settimeout(0)
      print(repr(get(d.recv, 1)))
      c.settimeout(.2)
      print(repr(get(c.sendall, b'x' * 20_000_000)))`,
  },
];
