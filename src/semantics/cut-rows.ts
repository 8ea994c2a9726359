/**
 * Processes killed in the middle of a message or a send, and calls on their own Process object. Cases 110, 136, 179.
 */
import { print } from '../program/builtins.ts';
import * as mp from '../program/multiprocessing.ts';
import { type Connection, pipe } from '../program/multiprocessing.ts';
import { _exit as leave } from '../program/os.ts';
import { type Socket, socketpair } from '../program/socket.ts';
import type { Steps } from '../program/steps.ts';
import { sleep } from '../program/time.ts';
import { type Row, spawn, tell } from './row.ts';

const LARGE = 'x'.repeat(200_000);

function* sends(connection: Connection): Steps<void> {
  yield* connection.send(LARGE);
}
function* sendsAndLeaves(connection: Connection): Steps<void> {
  yield* spawn(sends, connection);
  yield* sleep(0.3);
  yield* leave(4);
}
function* receives(connection: Connection): Steps<void> {
  yield* print('got', yield* connection.recv());
}
function* sendsAll(socket: Socket, other: Socket): Steps<void> {
  yield* other.close();
  yield* socket.sendall(LARGE);
}
function* ends(): Steps<void> {
  const self = yield* mp.currentProcess();
  yield* tell(self.terminate());
  yield* tell(self.kill());
  yield* print(yield* self.isAlive(), yield* self.exitcode());
}

function* started<A extends readonly unknown[]>(
  target: (...args: A) => Steps<unknown>,
  ...args: A
): Steps<mp.Process<A>> {
  const p = yield* new mp.Process({ target, args });
  yield* p.start();
  return p;
}

function* killed<A extends readonly unknown[]>(p: mp.Process<A>): Steps<void> {
  yield* sleep(0.6);
  yield* p.kill();
  yield* p.join();
}

const PY = `
      import multiprocessing as mp
      from multiprocessing import Pipe
      def sends(connection): connection.send('x' * 200000)
      def sends_and_leaves(connection):
          spawn(sends, connection)
          time.sleep(.3)
          os._exit(4)
      def receives(connection): print('got', connection.recv())
      def sends_all(socket, other):
          other.close()
          socket.sendall(b'x' * 30_000_000)
      def ends():
          self = mp.current_process()
          tell(self.terminate)
          tell(self.kill)
          print(self.is_alive(), self.exitcode)
      def started(target, *args):
          p = mp.Process(target=target, args=args)
          p.start()
          return p
      def killed(p):
          time.sleep(.6)
          p.kill()
          p.join()
`;

const row = (
  name: string,
  main: () => Steps<void>,
  out: readonly string[],
  python: string,
): Row => ({
  name,
  program: () => ({ main, sends, sendsAndLeaves, receives, sendsAll, ends }),
  out,
  python: PY + python,
});

const TORN = 'OSError: got end of file during message';
const NONE = "AttributeError: 'NoneType' object has no attribute";

export const cutRows: readonly Row[] = [
  row(
    '136 of a message whose sender is killed in the middle the end is told, once nobody can send any more',
    function* () {
      const [r, w] = yield* pipe(false);
      const p = yield* started(sends, w);
      yield* w.close();
      yield* killed(p);
      yield* print(yield* r.poll());
      yield* tell(r.recv());
      yield* print(yield* r.poll());
      yield* tell(r.recv());
    },
    ['True', TORN, 'True', 'EOFError'],
    `
      r, w = Pipe(False)
      p = started(sends, w)
      w.close()
      killed(p)
      print(r.poll())
      tell(r.recv)
      print(r.poll())
      tell(r.recv)`,
  ),
  row(
    '136 the same where another thread of it leaves',
    function* () {
      const [r, w] = yield* pipe(false);
      const p = yield* started(sendsAndLeaves, w);
      yield* w.close();
      yield* p.join();
      yield* tell(r.recv());
      yield* print(yield* p.exitcode());
    },
    [TORN, '4'],
    `
      r, w = Pipe(False)
      p = started(sends_and_leaves, w)
      w.close()
      p.join()
      tell(r.recv)
      print(p.exitcode)`,
  ),
  row(
    '136 as long as somebody can, whoever receives waits for the rest',
    function* () {
      const [r, w] = yield* pipe(false);
      yield* killed(yield* started(sends, w));
      yield* print(yield* r.poll(0.1));
      const p = yield* started(receives, r);
      yield* p.join(0.5);
      yield* print(yield* p.isAlive());
      yield* p.kill();
      yield* p.join();
      yield* w.close();
    },
    ['True', 'True'],
    `
      r, w = Pipe(False)
      killed(started(sends, w))
      print(r.poll(.1))
      p = started(receives, r)
      p.join(.5)
      print(p.is_alive())
      p.kill()
      p.join()
      w.close()`,
  ),
  row(
    '179 what a killed process had no room for does not arrive',
    function* () {
      const [a, b] = yield* socketpair();
      const p = yield* started(sendsAll, a, b);
      yield* a.close();
      yield* killed(p);
      let read = 0;
      for (let text = 'x'; text !== '';) {
        text = yield* b.recv(1_000_000);
        read += text.length;
      }
      yield* print(read > 60_000, read < LARGE.length);
    },
    ['True True'],
    `
      import socket
      a, b = socket.socketpair()
      p = started(sends_all, a, b)
      a.close()
      killed(p)
      read = 0
      while text := b.recv(1000000): read += len(text)
      print(read > 60000, read < 30_000_000)`,
  ),
  row(
    '110 in a process itself its Process object knows of no process to end',
    function* () {
      const p = yield* started(ends);
      yield* p.join();
      yield* print(yield* p.exitcode());
      yield* tell((yield* mp.currentProcess()).kill());
    },
    [`${NONE} 'terminate'`, `${NONE} 'kill'`, 'True None', '0', `${NONE} 'kill'`],
    `
      p = started(ends)
      p.join()
      print(p.exitcode)
      tell(mp.current_process().kill)`,
  ),
];
