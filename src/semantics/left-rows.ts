/** Data left unread at a close, and closing while another thread waits. Cases 136, 137, 179. */
import { print, repr, reprOf } from '../program/builtins.ts';
import { Process, type Connection, pipe, SimpleQueue } from '../program/multiprocessing.ts';
import {
  createConnection,
  createServer,
  SHUT_RD,
  SO_ERROR,
  Socket,
  socketpair,
  SOL_SOCKET,
} from '../program/socket.ts';
import * as os from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import { sleep } from '../program/time.ts';
import { connected as tcp } from './connected.ts';
import { getOrNone as get, type Row, spawn } from './row.ts';

/** Prints the result of each step. */
function* show(...all: readonly (() => Steps<unknown>)[]): Steps<void> {
  const told = [];
  for (const each of all) {
    told.push(yield* get(each()));
    yield* sleep(0.02);
  }
  yield* print(repr(told));
}

/** In a thread: a blocking call and its result. */
function* waits(of: Connection | SimpleQueue | Socket, what: string): Steps<void> {
  const steps: Record<string, () => Steps<unknown>> = {
    get: () => (of as SimpleQueue).get(),
    recv: () => (of as Connection).recv(),
    poll: () => (of as Connection).poll(null),
    recv5: () => (of as Socket).recv(5),
    accept: () => (of as Socket).accept(),
    *part() {
      const sent = yield* (of as Socket).send('x'.repeat(1_000_000));
      return 0 < sent && sent < 1_000_000;
    },
    all: () => (of as Socket).sendall('x'.repeat(1_000_000)),
    *fill() {
      for (;;) yield* (of as Socket).send('x'.repeat(1000));
    },
  };
  yield* print(what, repr(yield* get(steps[what]!())));
}
function* started(of: Connection | SimpleQueue | Socket, what: string): Steps<void> {
  yield* spawn(waits, of, what);
  yield* sleep(0.2);
}
function* leaves(connection: Connection): Steps<void> {
  yield* connection.close();
}

const PY = `
      import multiprocessing as mp, socket
      from multiprocessing import SimpleQueue, Pipe
      from socket import socketpair, create_server, create_connection, SHUT_RD, SOL_SOCKET, SO_ERROR
      def get(f):
          try:
              value = f()
              return value.decode() if isinstance(value, bytes) else value
          except Exception as error: return error
      def show(*fs):
          told = []
          for f in fs:
              told.append(get(f))
              time.sleep(.02)
          print(told)
      def tcp():
          s = create_server(('127.0.0.1', 0))
          c = create_connection(s.getsockname())
          d = s.accept()[0]
          s.close()
          return c, d
      LARGE = b'x' * 20000000
      def fill(of):
          while True: of.send(b'x' * 1000)
      def waits(of, what):
          print(what, repr(get({'get': lambda: of.get(), 'recv': lambda: of.recv(), 'poll': lambda: of.poll(None),
              'recv5': lambda: of.recv(5), 'accept': lambda: of.accept(), 'fill': lambda: fill(of), 'part': lambda: 0 < of.send(LARGE) < len(LARGE),
              'all': lambda: of.sendall(LARGE)}[what])))
      def started(of, what):
          threading.Thread(target=waits, args=(of, what), daemon=True).start()
          time.sleep(.2)
      def leaves(connection): connection.close()
`;

const row = (
  name: string,
  main: () => Steps<unknown>,
  out: readonly string[],
  python: string,
): Row => ({ name, program: () => ({ main, waits, leaves }), out, python: PY + python });

const RESET = "ConnectionResetError(104, 'Connection reset by peer')";
const BROKEN = "BrokenPipeError(32, 'Broken pipe')";
const BAD = "OSError(9, 'Bad file descriptor')";
const CLOSED = "OSError('handle is closed')";
const NONE = `TypeError("'NoneType' object cannot be interpreted as an integer")`;

/** Accepts its lines in any order. */
function inAnyOrder({ out = [], ...rest }: Row): Row {
  return { ...rest, anyOrder: out };
}

export const leftRows: readonly Row[] = [
  row(
    '179 detach(): the number stays open without its socket, and another socket can have it',
    function* () {
      const [a, b] = yield* socketpair();
      const fd = yield* a.detach();
      yield* print(fd > 2, yield* reprOf(a), yield* a.gettimeout());
      yield* show(
        () => a.recv(1),
        () => a.send('x'),
        () => a.getsockname(),
        () => a.shutdown(2),
        () => a.fileno(),
        () => a.detach(),
        () => a.close(),
      );
      yield* b.settimeout(0.1);
      yield* show(
        () => b.recv(9),
        () => os.write(fd, 'hello'),
        () => b.recv(9),
        () => b.send('back'),
        () => os.read(fd, 9),
      );
      const c = yield* new Socket(undefined, undefined, { fileno: fd });
      yield* show(
        () => c.send('again'),
        () => b.recv(9),
      );
      yield* print(c.family, (yield* c.fileno()) === fd);
      yield* os.close(fd);
      yield* show(
        () => b.recv(9),
        () => b.send('x'),
        () => c.send('x'),
        () => os.close(fd),
        function* () {
          return yield* (yield* new Socket(undefined, undefined, { fileno: 99 })).send('');
        },
      );
      const server = yield* createServer(['127.0.0.1', 0]);
      const address = yield* server.getsockname();
      const d = yield* new Socket(undefined, undefined, { fileno: yield* server.detach() });
      const e = yield* createConnection(address);
      const [f] = yield* d.accept();
      yield* e.send('through');
      yield* show(
        () => f.recv(9),
        () => server.accept(),
      );
    },
    [
      'True <socket.socket [closed] fd=-1, family=1, type=1, proto=0> None',
      `[${BAD}, ${BAD}, ${BAD}, ${BAD}, -1, -1, None]`,
      "[TimeoutError('timed out'), 5, 'hello', 4, 'back']",
      "[5, 'again']",
      '1 True',
      `['', ${BROKEN}, ${BAD}, ${BAD}, ${BAD}]`,
      `['through', ${BAD}]`,
    ],
    `
      a, b = socketpair()
      fd = a.detach()
      print(fd > 2, a, a.gettimeout())
      show(lambda: a.recv(1), lambda: a.send(b'x'), lambda: a.getsockname(), lambda: a.shutdown(2),
           lambda: a.fileno(), lambda: a.detach(), lambda: a.close())
      b.settimeout(.1)
      show(lambda: b.recv(9), lambda: os.write(fd, b'hello'), lambda: b.recv(9), lambda: b.send(b'back'),
           lambda: os.read(fd, 9))
      c = socket.socket(fileno=fd)
      show(lambda: c.send(b'again'), lambda: b.recv(9))
      print(int(c.family), c.fileno() == fd)
      os.close(fd)
      show(lambda: b.recv(9), lambda: b.send(b'x'), lambda: c.send(b'x'), lambda: os.close(fd),
           lambda: socket.socket(fileno=99).send(b''))
      c.detach()
      server = create_server(('127.0.0.1', 0))
      address = server.getsockname()
      d = socket.socket(fileno=server.detach())
      e = create_connection(address)
      f = d.accept()[0]
      e.send(b'through')
      show(lambda: f.recv(9), lambda: server.accept())`,
  ),
  row(
    '179 a socketpair that is closed with something unread: who sends is told that it is broken, who receives of a reset, once',
    function* () {
      for (const shuts of [false, true]) {
        const [a, b] = yield* socketpair();
        yield* a.send('there');
        yield* b.send('unread');
        if (shuts) yield* b.shutdown(SHUT_RD);
        yield* a.close();
        const send = () => b.send('x');
        const recv = () => b.recv(9);
        yield* show(send, send, recv, recv, recv, send);
      }
    },
    Array.from({ length: 2 }, () => `[${BROKEN}, ${BROKEN}, 'there', ${RESET}, '', ${BROKEN}]`),
    `
      for shuts in False, True:
          a, b = socketpair()
          a.send(b'there')
          b.send(b'unread')
          if shuts: b.shutdown(SHUT_RD)
          a.close()
          send = lambda: b.send(b'x')
          recv = lambda: b.recv(9)
          show(send, send, recv, recv, recv, send)`,
  ),
  row(
    '179 who waits in a socketpair as it is closed with something unread is told of the reset',
    function* () {
      for (const what of ['recv5', 'fill']) {
        const [a, b] = yield* socketpair();
        yield* b.send('unread');
        yield* started(b, what);
        yield* a.close();
        yield* sleep(0.1);
        yield* show(
          () => b.recv(5),
          () => b.send('x'),
        );
      }
      const [a, b] = yield* socketpair();
      yield* started(b, 'fill');
      yield* a.shutdown(SHUT_RD);
      yield* sleep(0.1);
    },
    [`recv5 ${RESET}`, `['', ${BROKEN}]`, `fill ${RESET}`, `['', ${BROKEN}]`, `fill ${BROKEN}`],
    `
      for what in 'recv5', 'fill':
          a, b = socketpair()
          b.send(b'unread')
          started(b, what)
          a.close()
          time.sleep(.1)
          show(lambda: b.recv(5), lambda: b.send(b'x'))
      a, b = socketpair()
      started(b, 'fill')
      a.shutdown(SHUT_RD)
      time.sleep(.1)`,
  ),
  row(
    '179 who is in the middle of a large send as the other side closes hears how much was sent; sendall() raises',
    function* () {
      for (const make of [socketpair, tcp]) {
        const [a, b] = yield* make();
        yield* started(a, 'part');
        yield* b.close();
        yield* sleep(0.1);
        const send = () => a.send('x');
        yield* show(send, send);
      }
      const [a, b] = yield* socketpair();
      yield* started(a, 'all');
      yield* b.close();
      yield* sleep(0.3);
    },
    ['part True', `[${BROKEN}, ${BROKEN}]`, 'part True', `[${RESET}, ${BROKEN}]`, `all ${BROKEN}`],
    `
      for make in socketpair, tcp:
          a, b = make()
          started(a, 'part')
          b.close()
          time.sleep(.1)
          send = lambda: a.send(b'x')
          show(send, send)
      a, b = socketpair()
      started(a, 'all')
      b.close()
      time.sleep(.3)`,
  ),
  row(
    '179 who waits with a time limit at what another thread closes finds it closed, once there is something or time is up',
    function* () {
      for (const make of [socketpair, tcp]) {
        for (const act of ['send', 'leave', 'nothing']) {
          const [a, b] = yield* make();
          yield* a.settimeout(1.4);
          yield* started(a, 'recv5');
          yield* a.close();
          yield* sleep(0.2);
          yield* print(act);
          if (act === 'send') yield* b.send('x');
          if (act === 'leave') yield* b.close();
          yield* sleep(act === 'nothing' ? 1.4 : 0.4);
        }
      }
      const [a, b] = yield* socketpair();
      yield* a.settimeout(1.4);
      yield* started(a, 'all');
      yield* a.close();
      yield* sleep(0.2);
      yield* print('read');
      yield* b.setblocking(false);
      for (let got: unknown = 'some'; typeof got === 'string' && got !== '';) {
        got = yield* get(b.recv(100_000));
      }
      yield* sleep(0.4);
      const server = yield* createServer(['127.0.0.1', 0]);
      yield* server.settimeout(0.4);
      yield* started(server, 'accept');
      yield* server.close();
      yield* sleep(0.4);
    },
    [
      ...[1, 2].flatMap(() => ['send', 'leave', 'nothing'].flatMap((act) => [act, `recv5 ${BAD}`])),
      'read',
      `all ${BAD}`,
      `accept ${BAD}`,
    ],
    `
      for make in socketpair, tcp:
          for act in 'send', 'leave', 'nothing':
              a, b = make()
              a.settimeout(1.4)
              started(a, 'recv5')
              a.close()
              time.sleep(.2)
              print(act)
              if act == 'send': b.send(b'x')
              if act == 'leave': b.close()
              time.sleep(1.4 if act == 'nothing' else .4)
      a, b = socketpair()
      a.settimeout(1.4)
      started(a, 'all')
      a.close()
      time.sleep(.2)
      print('read')
      b.setblocking(False)
      got = 'some'
      while isinstance(got, str) and got: got = get(lambda: b.recv(100000))
      time.sleep(.4)
      server = create_server(('127.0.0.1', 0))
      server.settimeout(.4)
      started(server, 'accept')
      server.close()
      time.sleep(.4)`,
  ),
  row(
    '179 SO_ERROR tells a reset, and then nobody else does',
    function* () {
      for (const make of [socketpair, tcp]) {
        const [a, b] = yield* make();
        yield* b.send('unread');
        yield* sleep(0.02);
        yield* a.close();
        yield* sleep(0.02);
        const error = () => b.getsockopt(SOL_SOCKET, SO_ERROR);
        yield* show(
          error,
          error,
          () => b.recv(1),
          () => b.send('x'),
          error,
        );
      }
    },
    [`[104, 0, '', ${BROKEN}, 0]`, `[104, 0, '', ${BROKEN}, 0]`],
    `
      for make in socketpair, tcp:
          a, b = make()
          b.send(b'unread')
          time.sleep(.02)
          a.close()
          time.sleep(.02)
          error = lambda: b.getsockopt(SOL_SOCKET, SO_ERROR)
          show(error, error, lambda: b.recv(1), lambda: b.send(b'x'), error)`,
  ),
  row(
    '136 a Pipe that goes both ways and is closed with something unread: ConnectionResetError once, then EOFError',
    function* () {
      const [a, b] = yield* pipe();
      yield* a.send('there');
      yield* b.send('unread');
      yield* a.close();
      const recv = () => b.recv();
      yield* show(
        () => b.send(1),
        recv,
        () => b.poll(),
        recv,
        recv,
        () => b.poll(),
      );
      const [r, w] = yield* pipe(false);
      yield* w.send('unread');
      yield* r.close();
      yield* show(
        () => w.send(1),
        () => w.send(1),
      );
    },
    [`[${BROKEN}, 'there', True, ${RESET}, EOFError(), True]`, `[${BROKEN}, ${BROKEN}]`],
    `
      a, b = Pipe()
      a.send('there')
      b.send('unread')
      a.close()
      recv = lambda: b.recv()
      show(lambda: b.send(1), recv, lambda: b.poll(), recv, recv, lambda: b.poll())
      r, w = Pipe(False)
      w.send('unread')
      r.close()
      show(lambda: w.send(1), lambda: w.send(1))`,
  ),
  row(
    '136 a child that ends without reading what it was sent resets the pipe',
    function* () {
      const [a, b] = yield* pipe();
      const p = yield* new Process({ target: leaves, args: [b] });
      yield* a.send('unread');
      yield* p.start();
      yield* b.close();
      yield* p.join();
      yield* show(
        () => a.recv(),
        () => a.recv(),
        () => a.send(1),
      );
    },
    [`[${RESET}, EOFError(), ${BROKEN}]`],
    `
      a, b = Pipe()
      p = mp.Process(target=leaves, args=(b,))
      a.send('unread')
      p.start()
      b.close()
      p.join()
      show(lambda: a.recv(), lambda: a.recv(), lambda: a.send(1))`,
  ),
  inAnyOrder(
    row(
      '137 a SimpleQueue that is closed while a thread waits in get(): EOFError there, and then it is closed',
      function* () {
        const q = yield* new SimpleQueue();
        yield* started(q, 'get');
        yield* started(q, 'get');
        yield* q.close();
        yield* sleep(0.1);
        yield* show(
          () => q.get(),
          () => q.empty(),
          () => q.put(1),
          () => q.close(),
        );
      },
      ['get EOFError()', `get ${CLOSED}`, `[${CLOSED}, ${CLOSED}, ${CLOSED}, None]`],
      `
      q = SimpleQueue()
      started(q, 'get')
      started(q, 'get')
      q.close()
      time.sleep(.1)
      show(lambda: q.get(), lambda: q.empty(), lambda: q.put(1), lambda: q.close())`,
    ),
  ),
  row(
    '137 a connection that is closed while a thread waits in recv(): what comes is lost',
    function* () {
      for (const [r, w, both] of [
        [...(yield* pipe(false)), false],
        [...(yield* pipe()), true],
      ] as const) {
        yield* started(r, 'recv');
        yield* r.close();
        yield* show(
          () => w.send('lost'),
          () => w.send('more'),
        );
        if (both) yield* show(() => w.recv());
      }
      const [a, b] = yield* pipe();
      yield* started(a, 'recv');
      yield* a.close();
      yield* show(
        () => a.recv(),
        () => b.close(),
      );
    },
    [
      `recv ${NONE}`,
      `[None, ${BROKEN}]`,
      `recv ${NONE}`,
      `[None, ${BROKEN}]`,
      `[${RESET}]`,
      'recv EOFError()',
      `[${CLOSED}, None]`,
    ],
    `
      for r, w, both in (*Pipe(False), False), (*Pipe(), True):
          started(r, 'recv')
          r.close()
          show(lambda: w.send('lost'), lambda: w.send('more'))
          if both: show(lambda: w.recv())
      a, b = Pipe()
      started(a, 'recv')
      a.close()
      show(lambda: a.recv(), lambda: b.close())`,
  ),
  row(
    '137 poll() goes on after a close, until there is something or nobody',
    function* () {
      for (const ends of [false, true]) {
        const [a, b] = yield* pipe();
        yield* started(a, 'poll');
        yield* a.close();
        yield* sleep(0.1);
        yield* show(() => (ends ? b.close() : b.send(1)));
      }
    },
    ['poll True', '[None]', 'poll True', '[None]'],
    `
      for ends in False, True:
          a, b = Pipe()
          started(a, 'poll')
          a.close()
          time.sleep(.1)
          show(lambda: b.close() if ends else b.send(1))`,
  ),
];
