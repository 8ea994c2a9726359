/** socket.socket(): bind, listen, connect, accept, makefile, names, options, reprs. Case 179. */
import { print, repr, reprOf } from '../program/builtins.ts';
import { Process } from '../program/multiprocessing.ts';
import {
  AF_INET,
  createConnection,
  createServer,
  SHUT_RDWR,
  SHUT_WR,
  SO_ACCEPTCONN,
  SO_ERROR,
  SO_KEEPALIVE,
  SO_REUSEADDR,
  SO_TYPE,
  SOCK_STREAM,
  Socket,
  socketpair,
  SOL_SOCKET,
} from '../program/socket.ts';
import type { Steps } from '../program/steps.ts';
import { sleep } from '../program/time.ts';
import { getOrNone as get, type Row, spawn } from './row.ts';

/** Prints the values with port and descriptor numbers masked. */
function* show(...values: readonly unknown[]): Steps<void> {
  const shown = yield* reprOf(values);
  yield* print(shown.replaceAll(/\b[45]\d{4}\b/g, 'PORT').replaceAll(/\b(fd|name)=\d+/g, '$1=N'));
}

const PY = `
      import socket, re
      from socket import *
      def plain(value):
          if isinstance(value, bytes): return value.decode()
          if isinstance(value, int) and not isinstance(value, bool): return int(value)
          return value
      def get(f, *args):
          try: return plain(f(*args))
          except Exception as error: return error
      def show(*values):
          print(re.sub(r'\\b(fd|name)=\\d+', r'\\1=N', re.sub(r'(?<!-)\\b[1-6]\\d{4}\\b|\\b[1-9]\\d{3}\\b', 'PORT', repr([plain(v) for v in values]))))
`;

const row = (
  name: string,
  main: () => Steps<unknown>,
  out: readonly string[],
  python: string,
  others: Readonly<Record<string, unknown>> = {},
): Row => ({ name: `179 ${name}`, program: () => ({ main, ...others }), out, python: PY + python });

const LOCAL = '127.0.0.1';

function* serving(): Steps<Socket> {
  const s = yield* new Socket(AF_INET, SOCK_STREAM);
  yield* s.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
  yield* s.bind([LOCAL, 0]);
  yield* s.listen();
  return s;
}

/** A client as programs write it. */
function* upper(s: Socket): Steps<void> {
  yield* s.listen(1);
  const [c] = yield* s.accept();
  yield* c.with(function* () {
    for (;;) {
      const text = yield* c.recv(1024);
      if (text === '') break;
      yield* c.sendall(text.toUpperCase());
    }
  });
}

function* connects(s: Socket, address: readonly [string, number]): Steps<void> {
  yield* s.connect(address);
}

export const socketPlainRows: readonly Row[] = [
  row(
    'a server and a client, each made with socket()',
    function* () {
      const s = yield* new Socket();
      yield* s.bind(['localhost', 0]);
      const t = yield* spawn(upper, s);
      yield* sleep(0.1);
      const c = yield* new Socket(AF_INET, SOCK_STREAM);
      yield* c.connect(yield* s.getsockname());
      yield* c.sendall('hello');
      yield* print(yield* c.recv(1024));
      yield* c.close();
      yield* t.join();
      yield* show(s, c, (yield* s.fileno()) > 2, yield* c.fileno());
      yield* s.close();
      yield* show(yield* get(s.accept()), yield* get(s.getsockname()), s);
    },
    [
      'HELLO',
      "[<socket.socket fd=N, family=2, type=1, proto=0, laddr=('127.0.0.1', PORT)>, <socket.socket [closed] fd=-1, family=2, type=1, proto=0>, True, -1]",
      "[OSError(9, 'Bad file descriptor'), OSError(9, 'Bad file descriptor'), <socket.socket [closed] fd=-1, family=2, type=1, proto=0>]",
    ],
    `
      def upper(s):
          s.listen(1)
          c, _ = s.accept()
          with c:
              while data := c.recv(1024): c.sendall(data.upper())
      s = socket()
      s.bind(('localhost', 0))
      t = spawn(upper, s)
      time.sleep(.1)
      c = socket(AF_INET, SOCK_STREAM)
      c.connect(s.getsockname())
      c.sendall(b'hello')
      print(c.recv(1024).decode())
      c.close()
      t.join()
      show(s, c, s.fileno() > 2, c.fileno())
      s.close()
      show(get(s.accept), get(s.getsockname), s)`,
    { upper },
  ),
  row(
    'a socket that is neither connected nor listening',
    function* () {
      const s = yield* new Socket();
      yield* show(s, yield* s.getsockname(), yield* get(s.getpeername()));
      yield* show(
        yield* get(s.recv(1)),
        yield* get(s.send('x')),
        yield* get(s.accept()),
        yield* get(s.shutdown(SHUT_WR)),
      );
      yield* s.bind([LOCAL, 0]);
      yield* show(s, yield* get(s.bind([LOCAL, 0])), yield* get(s.accept()));
      const other = yield* new Socket();
      yield* show(
        yield* get(other.bind(yield* s.getsockname())),
        yield* get(other.connect(yield* s.getsockname())),
        yield* other.connectEx(yield* s.getsockname()),
      );
      yield* s.close();
      yield* s.close();
      yield* show(
        yield* get(s.bind([LOCAL, 0])),
        yield* get(s.listen()),
        yield* get(s.connect([LOCAL, 1])),
        yield* get(s.settimeout(1)),
        yield* get(s.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)),
        yield* get(s.getsockopt(SOL_SOCKET, SO_REUSEADDR)),
        yield* get(s.recv(1)),
        yield* get(s.send('x')),
        yield* s.gettimeout(),
      );
    },
    [
      "[<socket.socket fd=N, family=2, type=1, proto=0, laddr=('0.0.0.0', 0)>, ('0.0.0.0', 0), OSError(107, 'Transport endpoint is not connected')]",
      "[OSError(107, 'Transport endpoint is not connected'), BrokenPipeError(32, 'Broken pipe'), OSError(22, 'Invalid argument'), OSError(107, 'Transport endpoint is not connected')]",
      "[<socket.socket fd=N, family=2, type=1, proto=0, laddr=('127.0.0.1', PORT)>, OSError(22, 'Invalid argument'), OSError(22, 'Invalid argument')]",
      "[OSError(98, 'Address already in use'), ConnectionRefusedError(111, 'Connection refused'), 111]",
      `[${Array.from({ length: 8 }, () => "OSError(9, 'Bad file descriptor')").join(', ')}, 1.0]`,
    ],
    `
      s = socket()
      show(s, s.getsockname(), get(s.getpeername))
      show(get(s.recv, 1), get(s.send, b'x'), get(s.accept), get(s.shutdown, SHUT_WR))
      s.bind(('127.0.0.1', 0))
      show(s, get(s.bind, ('127.0.0.1', 0)), get(s.accept))
      other = socket()
      show(get(other.bind, s.getsockname()), get(other.connect, s.getsockname()), other.connect_ex(s.getsockname()))
      s.close()
      s.close()
      show(get(s.bind, ('127.0.0.1', 0)), get(s.listen), get(s.connect, ('127.0.0.1', 1)), get(s.settimeout, 1),
          get(s.setsockopt, SOL_SOCKET, SO_REUSEADDR, 1), get(s.getsockopt, SOL_SOCKET, SO_REUSEADDR),
          get(s.recv, 1), get(s.send, b'x'), s.gettimeout())`,
  ),
  row(
    'what a listening and a connected socket refuse, and what they say of themselves',
    function* () {
      const s = yield* serving();
      const address = yield* s.getsockname();
      yield* show(
        s,
        yield* get(s.connect(address)),
        yield* get(s.getpeername()),
        yield* get(s.recv(1)),
        yield* get(s.send('x')),
        yield* get(s.bind([LOCAL, 0])),
        yield* get(s.listen(3)),
      );
      const c = yield* new Socket();
      yield* c.connect(address);
      const [d, peer] = yield* s.accept();
      yield* show(
        yield* get(c.connect(address)),
        yield* c.connectEx(address),
        yield* get(c.bind([LOCAL, 0])),
        yield* get(c.listen()),
        yield* get(c.accept()),
      );
      yield* show(
        repr(peer) === repr(yield* c.getsockname()),
        repr(yield* d.getpeername()) === repr(peer),
        repr(yield* c.getpeername()) === repr(address),
        repr(yield* d.getsockname()) === repr(address),
      );
      yield* show(c, d);
      yield* show(
        yield* s.getsockopt(SOL_SOCKET, SO_REUSEADDR),
        yield* s.getsockopt(SOL_SOCKET, SO_ACCEPTCONN),
        yield* c.getsockopt(SOL_SOCKET, SO_ACCEPTCONN),
        yield* c.getsockopt(SOL_SOCKET, SO_TYPE),
        yield* c.getsockopt(SOL_SOCKET, SO_ERROR),
        yield* c.setsockopt(SOL_SOCKET, SO_KEEPALIVE, 7),
        yield* c.getsockopt(SOL_SOCKET, SO_KEEPALIVE),
        yield* get(c.getsockopt(SOL_SOCKET, 999)),
        yield* get(c.connect([LOCAL, 70_000])),
        yield* get(c.bind([LOCAL, -1])),
      );
    },
    [
      "[<socket.socket fd=N, family=2, type=1, proto=0, laddr=('127.0.0.1', PORT)>, OSError(106, 'Transport endpoint is already connected'), OSError(107, 'Transport endpoint is not connected'), OSError(107, 'Transport endpoint is not connected'), BrokenPipeError(32, 'Broken pipe'), OSError(22, 'Invalid argument'), None]",
      "[OSError(106, 'Transport endpoint is already connected'), 106, OSError(22, 'Invalid argument'), OSError(22, 'Invalid argument'), OSError(22, 'Invalid argument')]",
      '[True, True, True, True]',
      "[<socket.socket fd=N, family=2, type=1, proto=0, laddr=('127.0.0.1', PORT), raddr=('127.0.0.1', PORT)>, <socket.socket fd=N, family=2, type=1, proto=0, laddr=('127.0.0.1', PORT), raddr=('127.0.0.1', PORT)>]",
      "[1, 1, 0, 1, 0, None, 1, OSError(92, 'Protocol not available'), OverflowError('connect(): port must be 0-65535.'), OverflowError('bind(): port must be 0-65535.')]",
    ],
    `
      def serving():
          s = socket(AF_INET, SOCK_STREAM)
          s.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
          s.bind(('127.0.0.1', 0))
          s.listen()
          return s
      s = serving()
      address = s.getsockname()
      show(s, get(s.connect, address), get(s.getpeername), get(s.recv, 1), get(s.send, b'x'), get(s.bind, ('127.0.0.1', 0)), get(s.listen, 3))
      c = socket()
      c.connect(address)
      d, peer = s.accept()
      show(get(c.connect, address), c.connect_ex(address), get(c.bind, ('127.0.0.1', 0)), get(c.listen), get(c.accept))
      print([repr(peer) == repr(c.getsockname()), repr(d.getpeername()) == repr(peer), repr(c.getpeername()) == repr(address), repr(d.getsockname()) == repr(address)])
      show(c, d)
      show(s.getsockopt(SOL_SOCKET, SO_REUSEADDR), s.getsockopt(SOL_SOCKET, SO_ACCEPTCONN), c.getsockopt(SOL_SOCKET, SO_ACCEPTCONN),
          c.getsockopt(SOL_SOCKET, SO_TYPE), c.getsockopt(SOL_SOCKET, SO_ERROR), c.setsockopt(SOL_SOCKET, SO_KEEPALIVE, 7),
          c.getsockopt(SOL_SOCKET, SO_KEEPALIVE), get(c.getsockopt, SOL_SOCKET, 999), get(c.connect, ('127.0.0.1', 70000)), get(c.bind, ('127.0.0.1', -1)))`,
  ),
  row(
    'two sockets at one port: one may be bound, more with SO_REUSEADDR, one may listen',
    function* () {
      const [a, b, c] = [yield* new Socket(), yield* new Socket(), yield* new Socket()];
      for (const s of [a, b]) yield* s.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
      yield* a.bind([LOCAL, 0]);
      const address = yield* a.getsockname();
      yield* show(yield* get(b.bind(address)), yield* get(c.bind(address)));
      yield* a.listen();
      yield* show(yield* get(b.listen()), yield* get(createServer(address)));
      yield* a.close();
      yield* show(yield* get(b.listen()), yield* get(createConnection([LOCAL, 1])));
      const free = yield* new Socket();
      yield* free.listen();
      yield* show(free);
      const any = yield* new Socket();
      yield* any.bind(['', 0]);
      yield* show(any);
    },
    [
      "[None, OSError(98, 'Address already in use')]",
      `[OSError(98, 'Address already in use'), OSError(98, "Address already in use (while attempting to bind on address ('127.0.0.1', PORT))")]`,
      "[None, ConnectionRefusedError(111, 'Connection refused')]",
      "[<socket.socket fd=N, family=2, type=1, proto=0, laddr=('0.0.0.0', PORT)>]",
      "[<socket.socket fd=N, family=2, type=1, proto=0, laddr=('0.0.0.0', PORT)>]",
    ],
    `
      a, b, c = socket(), socket(), socket()
      for s in (a, b): s.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
      a.bind(('127.0.0.1', 0))
      address = a.getsockname()
      show(get(b.bind, address), get(c.bind, address))
      a.listen()
      show(get(b.listen), get(create_server, address))
      a.close()
      show(get(b.listen), get(create_connection, ('127.0.0.1', 1)))
      free = socket()
      free.listen()
      show(free)
      any = socket()
      any.bind(('', 0))
      show(any)`,
  ),
  row(
    'makefile: lines and texts; what is written is sent by flush() and close()',
    function* () {
      const [a, b] = yield* socketpair();
      const r = yield* a.makefile('r');
      const w = yield* b.makefile('w');
      yield* w.write('one\ntwo\nthr');
      yield* a.settimeout(0.1);
      yield* show(yield* get(a.recv(9)));
      yield* a.settimeout(null);
      yield* w.flush();
      yield* show(yield* r.readline(), yield* r.read(2), yield* r.readline());
      yield* w.write('ee\nrest');
      yield* w.close();
      yield* b.close();
      yield* show(yield* r.readlines(), yield* r.read(), yield* r.readline());
      yield* show(r.readable(), r.writable(), yield* get(r.write('x')), w.closed);
      yield* r.close();
      yield* show(
        yield* get(r.readline()),
        yield* get(r.read()),
        yield* get(w.write('x')),
        yield* get(w.flush()),
      );
      yield* show(yield* get(a.makefile('x')), yield* get(w.close()), w);
    },
    [
      "[TimeoutError('timed out')]",
      "['one\\n', 'tw', 'o\\n']",
      "[['three\\n', 'rest'], '', '']",
      "[True, False, UnsupportedOperation('not writable'), True]",
      `[${Array.from({ length: 4 }, () => "ValueError('I/O operation on closed file.')").join(', ')}]`,
      `[ValueError("invalid mode 'x' (only r, w, b allowed)"), None, <_io.TextIOWrapper name=-1 mode='w' encoding='UTF-8'>]`,
    ],
    `
      a, b = socketpair()
      r = a.makefile('r')
      w = b.makefile('w')
      w.write('one\\ntwo\\nthr')
      a.settimeout(.1)
      show(get(a.recv, 9))
      a.settimeout(None)
      w.flush()
      show(r.readline(), r.read(2), r.readline())
      w.write('ee\\nrest')
      w.close()
      b.close()
      show(r.readlines(), r.read(), r.readline())
      show(r.readable(), r.writable(), get(r.write, 'x'), w.closed)
      r.close()
      show(get(r.readline), get(r.read), get(w.write, 'x'), get(w.flush))
      show(get(a.makefile, 'x'), get(w.close), w)`,
  ),
  row(
    'a closed socket lives as long as its files',
    function* () {
      const [a, b] = yield* socketpair();
      const f = yield* a.makefile('rw');
      const g = yield* a.makefile('rb');
      yield* show(f, g);
      yield* a.close();
      yield* show(a, (yield* a.fileno()) > 2);
      yield* f.write('q');
      yield* f.close();
      yield* show(yield* b.recv(9), a);
      yield* b.send('z\n');
      yield* show(yield* g.readline());
      yield* g.close();
      yield* show(yield* b.recv(9), a, yield* get(a.recv(1)));
      const [c, d] = yield* socketpair();
      const h = yield* c.makefile('w');
      yield* d.close();
      yield* show(yield* h.write('x'), yield* get(h.flush()), yield* get(h.close()), h.closed);
    },
    [
      "[<_io.TextIOWrapper mode='rw' encoding='UTF-8'>, <_io.BufferedReader name=N>]",
      '[<socket.socket [closed] fd=N, family=1, type=1, proto=0>, True]',
      "['q', <socket.socket [closed] fd=N, family=1, type=1, proto=0>]",
      "['z\\n']",
      "['', <socket.socket [closed] fd=-1, family=1, type=1, proto=0>, OSError(9, 'Bad file descriptor')]",
      "[1, BrokenPipeError(32, 'Broken pipe'), BrokenPipeError(32, 'Broken pipe'), True]",
    ],
    `
      a, b = socketpair()
      f = a.makefile('rw')
      g = a.makefile('rb')
      show(f, g)
      a.close()
      show(a, a.fileno() > 2)
      f.write('q')
      f.close()
      show(b.recv(9), a)
      b.send(b'z\\n')
      show(g.readline())
      g.close()
      show(b.recv(9), a, get(a.recv, 1))
      c, d = socketpair()
      h = c.makefile('w')
      d.close()
      show(h.write('x'), get(h.flush), get(h.close), h.closed)`,
  ),
  row(
    'a file whose time was up reads no more',
    function* () {
      const [a, b] = yield* socketpair();
      yield* a.settimeout(0.1);
      const f = yield* a.makefile('r');
      yield* show(yield* get(f.readline()));
      yield* b.send('x\n');
      yield* show(yield* get(f.readline()), yield* a.recv(9));
    },
    ["[TimeoutError('timed out')]", "[OSError('cannot read from timed out object'), 'x\\n']"],
    `
      a, b = socketpair()
      a.settimeout(.1)
      f = a.makefile('r')
      show(get(f.readline))
      b.send(b'x\\n')
      show(get(f.readline), a.recv(9))`,
  ),
  row(
    'a connect that does not wait is in progress, and the next call tells what came of it',
    function* () {
      const s = yield* serving();
      const address = yield* s.getsockname();
      const c = yield* new Socket();
      yield* c.setblocking(false);
      yield* show(yield* get(c.connect(address)));
      yield* sleep(0.05);
      yield* show(yield* c.connectEx(address), yield* c.connectEx(address));
      const refused = yield* new Socket();
      yield* refused.settimeout(0);
      yield* show(yield* refused.connectEx([LOCAL, 1]));
      yield* sleep(0.05);
      yield* show(
        yield* refused.getsockopt(SOL_SOCKET, SO_ERROR),
        yield* refused.getsockopt(SOL_SOCKET, SO_ERROR),
      );
      yield* show(yield* get(c.recv(1)));
      const patient = yield* new Socket();
      yield* patient.settimeout(2);
      yield* patient.connect(address);
      yield* show(yield* patient.gettimeout(), yield* patient.getblocking());
    },
    [
      "[BlockingIOError(115, 'Operation now in progress')]",
      '[0, 106]',
      '[115]',
      '[111, 0]',
      "[BlockingIOError(11, 'Resource temporarily unavailable')]",
      '[2.0, True]',
    ],
    `
      s = create_server(('127.0.0.1', 0))
      address = s.getsockname()
      c = socket()
      c.setblocking(False)
      show(get(c.connect, address))
      time.sleep(.05)
      show(c.connect_ex(address), c.connect_ex(address))
      refused = socket()
      refused.settimeout(0)
      show(refused.connect_ex(('127.0.0.1', 1)))
      time.sleep(.05)
      show(refused.getsockopt(SOL_SOCKET, SO_ERROR), refused.getsockopt(SOL_SOCKET, SO_ERROR))
      show(get(c.recv, 1))
      patient = socket()
      patient.settimeout(2)
      patient.connect(address)
      show(patient.gettimeout(), patient.getblocking())`,
  ),
  row(
    'a socket that another thread connects, and one that a process is given before it listens',
    function* () {
      const s = yield* serving();
      const c = yield* new Socket();
      const t = yield* spawn(connects, c, yield* s.getsockname());
      yield* t.join();
      const [d] = yield* s.accept();
      yield* c.send('hi');
      yield* show(yield* d.recv(9), c);
      yield* c.close();
      yield* show(yield* d.recv(9));
      const plain = yield* new Socket();
      yield* plain.bind([LOCAL, 0]);
      const p = yield* new Process({ target: upper, args: [plain] });
      yield* p.start();
      yield* sleep(0.3);
      const e = yield* new Socket();
      yield* e.connect(yield* plain.getsockname());
      yield* plain.close();
      yield* e.send('abc');
      yield* show(yield* e.recv(9));
      yield* e.shutdown(SHUT_RDWR);
      yield* p.join();
      yield* show(yield* p.exitcode());
    },
    [
      "['hi', <socket.socket fd=N, family=2, type=1, proto=0, laddr=('127.0.0.1', PORT), raddr=('127.0.0.1', PORT)>]",
      "['']",
      "['ABC']",
      '[0]',
    ],
    `
      import multiprocessing as mp
      s = create_server(('127.0.0.1', 0))
      c = socket()
      t = spawn(c.connect, s.getsockname())
      t.join()
      d, _ = s.accept()
      c.send(b'hi')
      show(d.recv(9), c)
      c.close()
      show(d.recv(9))
      def upper(s):
          s.listen(1)
          c, _ = s.accept()
          with c:
              while data := c.recv(1024): c.sendall(data.upper())
      plain_ = socket()
      plain_.bind(('127.0.0.1', 0))
      p = mp.Process(target=upper, args=(plain_,))
      p.start()
      time.sleep(.3)
      e = socket()
      e.connect(plain_.getsockname())
      plain_.close()
      e.send(b'abc')
      show(e.recv(9))
      e.shutdown(SHUT_RDWR)
      p.join()
      show(p.exitcode)`,
    { upper, connects },
  ),
];
