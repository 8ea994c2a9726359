/** Waiters of a socket: which are woken, what shutdown() discards, reused descriptors, failing connects. Case 179. */
import { print, PyError } from '../program/builtins.ts';
import * as os from '../program/os.ts';
import {
  createConnection,
  createServer,
  SO_ERROR,
  SOL_SOCKET,
  Socket,
  socketpair,
} from '../program/socket.ts';
import type { Steps } from '../program/steps.ts';
import { Thread } from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { connected as tcp } from './connected.ts';
import { get, type Row, since } from './row.ts';

const LOCAL = ['127.0.0.1', 0] as const;
const LARGE = 'x'.repeat(300_000);

/** Prints the result and the time. */
function* receives(s: Socket, who: string): Steps<void> {
  const start = yield* monotonic();
  yield* print(who, yield* get(s.recv(9)), yield* since(start));
}
function* accepts(s: Socket, who: string): Steps<void> {
  const start = yield* monotonic();
  const told = yield* get(s.accept());
  yield* print(who, told instanceof PyError ? told : 'accepted', yield* since(start));
}
function* sends(s: Socket, who: string): Steps<void> {
  yield* print(who, (yield* get(s.sendall(LARGE))) ?? null);
}
const bodies = { receives, accepts, sends };

/** A daemon thread that waits on the socket. */
function* waits(target: (s: Socket, who: string) => Steps<void>, s: Socket, who = 'w') {
  const thread = yield* new Thread({ target, args: [s, who], daemon: true });
  yield* thread.start();
  yield* sleep(0.2);
  return thread;
}

const PY = `
      from socket import *
      def plain(value): return value.decode() if isinstance(value, bytes) else value
      def get(f, *args):
          try: return plain(f(*args))
          except Exception as error: return error
      def tcp():
          s = create_server(('127.0.0.1', 0))
          c = create_connection(s.getsockname())
          d = s.accept()[0]
          s.close()
          return c, d
      def receives(s, who):
          start = time.monotonic()
          print(who, get(s.recv, 9), since(start))
      def accepts(s, who):
          start = time.monotonic()
          told = get(s.accept)
          print(who, told if isinstance(told, Exception) else 'accepted', since(start))
      def sends(s, who): print(who, get(s.sendall, b'x' * 30_000_000))
      def waits(target, s, who='w'):
          thread = threading.Thread(target=target, args=(s, who), daemon=True)
          thread.start()
          time.sleep(.2)
          return thread
`;

const row = (
  name: string,
  main: () => Steps<void>,
  expected: Pick<Row, 'out' | 'oneOf'>,
  python: string,
): Row => ({
  name: `179 ${name}`,
  program: () => ({ main, ...bodies }),
  ...expected,
  python: PY + python,
});

const REFUSED = '[Errno 111] Connection refused';
const ABORTED = '[Errno 103] Software caused connection abort';
const UNCONNECTED = '[Errno 107] Transport endpoint is not connected';
const BROKEN = '[Errno 32] Broken pipe';
const RESET = '[Errno 104] Connection reset by peer';
const BAD = '[Errno 9] Bad file descriptor';

export const socketWaitRows: readonly Row[] = [
  row(
    'of two threads that wait in recv() either gets what comes',
    function* () {
      const [a, b] = yield* tcp();
      yield* waits(receives, a, 'one');
      yield* waits(receives, a, 'two');
      yield* b.send('x');
      yield* sleep(0.2);
      yield* b.close();
      yield* sleep(0.2);
    },
    {
      oneOf: [
        ['one x 0.4', 'two  0.4'],
        ['two x 0.2', 'one  0.6'],
      ],
    },
    `
      a, b = tcp()
      waits(receives, a, 'one')
      waits(receives, a, 'two')
      b.send(b'x')
      time.sleep(.2)
      b.close()
      time.sleep(.2)`,
  ),
  row(
    'of two threads that wait in accept() with a time limit either gets the client',
    function* () {
      const s = yield* createServer(LOCAL);
      yield* s.settimeout(1);
      yield* waits(accepts, s, 'one');
      yield* waits(accepts, s, 'two');
      yield* createConnection(yield* s.getsockname());
      yield* sleep(1);
    },
    {
      oneOf: [
        ['one accepted 0.4', 'two timed out 1.0'],
        ['two accepted 0.2', 'one timed out 1.0'],
      ],
    },
    `
      s = create_server(('127.0.0.1', 0))
      s.settimeout(1.)
      waits(accepts, s, 'one')
      waits(accepts, s, 'two')
      c = create_connection(s.getsockname())
      time.sleep(1.)`,
  ),
  row(
    'without one it is the first in line',
    function* () {
      const s = yield* createServer(LOCAL);
      for (const who of ['one', 'two']) yield* waits(accepts, s, who);
      for (let n = 0; n < 2; n++) {
        yield* createConnection(yield* s.getsockname());
        yield* sleep(0.2);
      }
    },
    { out: ['one accepted 0.4', 'two accepted 0.4'] },
    `
      s = create_server(('127.0.0.1', 0))
      for who in 'one', 'two': waits(accepts, s, who)
      c = create_connection(s.getsockname())
      time.sleep(.2)
      d = create_connection(s.getsockname())
      time.sleep(.2)`,
  ),
  row(
    'shutdown() in another thread ends a sendall(), but for SHUT_RD',
    function* () {
      for (const make of [tcp, socketpair]) {
        for (const how of [0, 1, 2]) {
          const [a, b] = yield* make();
          const t = yield* waits(sends, a);
          yield* a.shutdown(how);
          yield* sleep(0.1);
          yield* print(how, yield* t.isAlive());
          yield* b.close();
          yield* t.join();
        }
      }
    },
    {
      out: [RESET, BROKEN].flatMap((told) => [
        '0 True',
        `w ${told}`,
        `w ${BROKEN}`,
        '1 False',
        `w ${BROKEN}`,
        '2 False',
      ]),
    },
    `
      for make in tcp, socketpair:
          for how in 0, 1, 2:
              a, b = make()
              t = waits(sends, a)
              a.shutdown(how)
              time.sleep(.1)
              print(how, t.is_alive())
              b.close()
              t.join()`,
  ),
  row(
    'shutdown() of the other side ends it over AF_UNIX; over TCP a reset after SHUT_WR is a broken pipe',
    function* () {
      for (const make of [tcp, socketpair]) {
        for (const how of [0, 1, 2]) {
          const [a, b] = yield* make();
          const t = yield* waits(sends, a);
          yield* b.shutdown(how);
          yield* sleep(0.1);
          yield* print(how, yield* t.isAlive());
          yield* b.close();
          yield* t.join();
        }
      }
    },
    {
      out: [
        '0 True',
        `w ${RESET}`,
        '1 True',
        `w ${BROKEN}`,
        '2 True',
        `w ${BROKEN}`,
        `w ${BROKEN}`,
        '0 False',
        '1 True',
        `w ${BROKEN}`,
        `w ${BROKEN}`,
        '2 False',
      ],
    },
    `
      for make in tcp, socketpair:
          for how in 0, 1, 2:
              a, b = make()
              t = waits(sends, a)
              b.shutdown(how)
              time.sleep(.1)
              print(how, t.is_alive())
              b.close()
              t.join()`,
  ),
  row(
    'what shutdown() has cut off does not arrive',
    function* () {
      const [a, b] = yield* tcp();
      yield* waits(sends, a);
      yield* a.shutdown(1);
      yield* sleep(0.1);
      let read = 0;
      for (let text = 'x'; text !== '';) {
        text = yield* b.recv(100_000);
        read += text.length;
      }
      yield* print(read > 60_000, read < LARGE.length);
    },
    { out: [`w ${BROKEN}`, 'True True'] },
    `
      a, b = tcp()
      waits(sends, a)
      a.shutdown(1)
      time.sleep(.1)
      read = 0
      while text := b.recv(100000): read += len(text)
      print(read > 60000, read < 30_000_000)`,
  ),
  row(
    'a socket has a peer as long as one side has something left to say',
    function* () {
      const peer = function* (...sockets: readonly Socket[]): Steps<void> {
        yield* sleep(0.02);
        for (const s of sockets) {
          const told = yield* get(s.getpeername());
          yield* print(told instanceof PyError ? told : 'there');
        }
      };
      const [a, b] = yield* tcp();
      yield* a.shutdown(1);
      yield* peer(a, b);
      yield* b.shutdown(1);
      yield* peer(a, b);
      const [c, d] = yield* tcp();
      yield* d.close();
      yield* peer(c);
      yield* c.shutdown(1);
      yield* peer(c);
    },
    { out: ['there', 'there', UNCONNECTED, UNCONNECTED, 'there', UNCONNECTED] },
    `
      def peer(*sockets):
          time.sleep(.02)
          for s in sockets:
              told = get(s.getpeername)
              print(told if isinstance(told, Exception) else 'there')
      a, b = tcp()
      a.shutdown(1)
      peer(a, b)
      b.shutdown(1)
      peer(a, b)
      c, d = tcp()
      d.close()
      peer(c)
      c.shutdown(1)
      peer(c)`,
  ),
  row(
    'of a connect() with a time limit that failed, or did not, the next one hears again',
    function* () {
      const s = yield* new Socket();
      yield* s.bind(LOCAL);
      const address = yield* s.getsockname();
      const c = yield* new Socket();
      const connect = function* (): Steps<void> {
        yield* print((yield* get(c.connect(address))) ?? null);
      };
      yield* connect();
      yield* c.settimeout(0.5);
      for (let n = 0; n < 3; n++) yield* connect();
      yield* c.settimeout(null);
      for (let n = 0; n < 2; n++) yield* connect();
      yield* s.listen();
      yield* c.settimeout(0.5);
      for (let n = 0; n < 3; n++) yield* connect();
    },
    {
      out: [
        REFUSED,
        REFUSED,
        ABORTED,
        REFUSED,
        ABORTED,
        REFUSED,
        'None',
        'None',
        '[Errno 106] Transport endpoint is already connected',
      ],
    },
    `
      s = socket()
      s.bind(('127.0.0.1', 0))
      address = s.getsockname()
      c = socket()
      connect = lambda: print(get(c.connect, address))
      connect()
      c.settimeout(.5)
      for n in range(3): connect()
      c.settimeout(None)
      for n in range(2): connect()
      s.listen()
      c.settimeout(.5)
      for n in range(3): connect()`,
  ),
  row(
    'that a connect() which did not wait has failed is told once: to recv(), send() or SO_ERROR, too',
    function* () {
      const s = yield* new Socket();
      yield* s.bind(LOCAL);
      const address = yield* s.getsockname();
      for (const ask of ['recv', 'send', 'error'] as const) {
        const c = yield* new Socket();
        yield* c.setblocking(false);
        const told: unknown[] = [yield* c.connectEx(address)];
        yield* sleep(0.02);
        const asks = {
          recv: () => c.recv(1),
          send: () => c.send('x'),
          error: () => c.getsockopt(SOL_SOCKET, SO_ERROR),
        };
        for (let n = 0; n < 2; n++) told.push(yield* get(asks[ask]()));
        for (let n = 0; n < 3; n++) {
          told.push(yield* c.connectEx(address));
          yield* sleep(0.02);
        }
        yield* print(told);
      }
    },
    {
      out: [
        "[115, ConnectionRefusedError(111, 'Connection refused'), '', 103, 115, 111]",
        "[115, ConnectionRefusedError(111, 'Connection refused'), BrokenPipeError(32, 'Broken pipe'), 103, 115, 111]",
        '[115, 111, 0, 103, 115, 111]',
      ],
    },
    `
      s = socket()
      s.bind(('127.0.0.1', 0))
      address = s.getsockname()
      for ask in 'recv', 'send', 'error':
          c = socket()
          c.setblocking(False)
          told = [c.connect_ex(address)]
          time.sleep(.02)
          asks = {'recv': lambda: c.recv(1), 'send': lambda: c.send(b'x'), 'error': lambda: c.getsockopt(SOL_SOCKET, SO_ERROR)}
          for n in range(2): told.append(get(asks[ask]))
          for n in range(3):
              told.append(c.connect_ex(address))
              time.sleep(.02)
          print(told)`,
  ),
  row(
    'who waits with a time limit at what was closed looks at its number: another that is not ready there, and it waits on',
    function* () {
      const [a, b] = yield* socketpair();
      yield* a.settimeout(1);
      const t = yield* waits(receives, a);
      yield* a.close();
      const [c, d] = yield* socketpair();
      yield* b.send('old');
      yield* t.join();
      yield* d.send('new');
      yield* print(yield* c.recv(9));
    },
    { out: ['w timed out 1.0', 'new'] },
    `
      a, b = socketpair()
      a.settimeout(1.)
      t = waits(receives, a)
      a.close()
      c, d = socketpair()
      b.send(b'old')
      t.join()
      d.send(b'new')
      print(plain(c.recv(9)))`,
  ),
  row(
    'another that is ready, once something has come at the old one, and it finds itself closed',
    function* () {
      const [a, b] = yield* socketpair();
      yield* a.settimeout(2);
      const t = yield* waits(receives, a);
      yield* a.close();
      const [c, d] = yield* socketpair();
      yield* d.send('new');
      yield* sleep(0.2);
      yield* b.send('old');
      yield* t.join();
      yield* print(yield* c.recv(9));
    },
    { out: [`w ${BAD} 0.4`, 'new'] },
    `
      a, b = socketpair()
      a.settimeout(2.)
      t = waits(receives, a)
      a.close()
      c, d = socketpair()
      d.send(b'new')
      time.sleep(.2)
      b.send(b'old')
      t.join()
      print(plain(c.recv(9)))`,
  ),
  row(
    'accept() with a time limit, and the number is a listening socket or a pipe by now',
    function* () {
      for (const hasClient of [false, true]) {
        const s = yield* createServer(LOCAL);
        yield* s.settimeout(0.6);
        const t = yield* waits(accepts, s);
        yield* s.close();
        const n = yield* createServer(LOCAL);
        if (hasClient) yield* createConnection(yield* n.getsockname());
        yield* t.join();
      }
      for (const text of ['', 'x']) {
        const s = yield* createServer(LOCAL);
        yield* s.settimeout(0.6);
        const t = yield* waits(accepts, s);
        yield* s.close();
        const [, w] = yield* os.pipe();
        yield* os.write(w, text);
        yield* t.join();
      }
    },
    { out: ['w timed out 0.6', `w ${BAD} 0.6`, 'w timed out 0.6', `w ${BAD} 0.6`] },
    `
      kept = []
      for has_client in False, True:
          s = create_server(('127.0.0.1', 0))
          s.settimeout(.6)
          t = waits(accepts, s)
          s.close()
          n = create_server(('127.0.0.1', 0))
          kept.append(n)
          if has_client: kept.append(create_connection(n.getsockname()))
          t.join()
      for text in b'', b'x':
          s = create_server(('127.0.0.1', 0))
          s.settimeout(.6)
          t = waits(accepts, s)
          s.close()
          r, w = os.pipe()
          os.write(w, text)
          t.join()`,
  ),
];
