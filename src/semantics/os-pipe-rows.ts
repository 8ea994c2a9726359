/** os.pipe(): descriptors, capacity, ends inherited by fork, ends of killed processes. Case 180. */
import { print, PyError, repr } from '../program/builtins.ts';
import { Process } from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import { _exit } from '../program/os.ts';
import { Queue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { sleep } from '../program/time.ts';
import { get, type Row, spawn } from './row.ts';

function* show(...all: readonly Steps<unknown>[]): Steps<void> {
  const told = [];
  for (const each of all) told.push(yield* get(each));
  yield* print(repr(told));
}

const PY = `
      import os, time, threading, queue, multiprocessing as mp
      def plain(value): return value.decode() if isinstance(value, bytes) else value
      def get(f, *args):
          try: return plain(f(*args))
          except Exception as error: return error
      def show(*all): print(repr([get(*each) for each in all]))
`;

const BAD = "OSError(9, 'Bad file descriptor')";
const BROKEN = "BrokenPipeError(32, 'Broken pipe')";

/** Runs the body in a child of os.fork(), and waits for it. */
function* inChild(body: () => Steps<void>): Steps<number> {
  const pid = yield* os.fork();
  if (pid === 0) {
    yield* body();
    yield* _exit(0);
  }
  return pid;
}

function* writeAndSay(w: number, bytes: number, said: Queue): Steps<void> {
  yield* said.put(yield* get(os.write(w, 'x'.repeat(bytes))));
}
function* readAndSay(r: number, said: Queue): Steps<void> {
  yield* said.put(yield* get(os.read(r, 9)));
}
function* writeFor(w: number, seconds: number): Steps<void> {
  yield* os.write(w, 'left');
  yield* sleep(seconds);
}

/** A row that consists of a main function only. */
const row = (
  name: string,
  main: () => Steps<unknown>,
  out: readonly string[],
  python: string,
): Row => ({
  name: `180 ${name}`,
  program: () => ({ main, writeAndSay, readAndSay, writeFor }),
  out,
  python: PY + python,
});

/** Number of bytes that a pipe takes in writes of one size. */
const room = (size: number, times: number): Row =>
  row(
    `a pipe takes ${times} writes of ${size} bytes, and the next one waits for room`,
    function* () {
      const [r, w] = yield* os.pipe();
      const said = yield* new Queue();
      for (let n = 0; n < times; n++) yield* os.write(w, 'x'.repeat(size));
      yield* spawn(writeAndSay, w, size, said);
      yield* sleep(0.1);
      yield* print(yield* said.empty());
      yield* os.read(r, 65536);
      yield* print(yield* said.get());
    },
    ['True', String(size)],
    `
      r, w = os.pipe()
      said = queue.Queue()
      for n in range(${times}): os.write(w, b'x' * ${size})
      threading.Thread(target=lambda: said.put(os.write(w, b'x' * ${size}))).start()
      time.sleep(.1)
      print(said.empty())
      os.read(r, 65536)
      print(said.get())`,
  );

export const osPipeRows: readonly Row[] = [
  row(
    'descriptors are the lowest that are free',
    function* () {
      const [r, w] = yield* os.pipe();
      const [other] = yield* os.pipe();
      yield* os.close(r);
      const [again, last] = yield* os.pipe();
      yield* print(w - r, other - w, again - r, last - r);
      yield* show(os.write(w, 'x'), os.close(99), os.close(w), os.close(w), os.write(w, 'x'));
    },
    ['1 1 0 4', `[${BROKEN}, ${BAD}, None, ${BAD}, ${BAD}]`],
    `
      r, w = os.pipe()
      other, _ = os.pipe()
      os.close(r)
      again, last = os.pipe()
      print(w - r, other - w, again - r, last - r)
      show((os.write, w, b'x'), (os.close, 99), (os.close, w), (os.close, w), (os.write, w, b'x'))`,
  ),
  row(
    'each end does one thing',
    function* () {
      const [r, w] = yield* os.pipe();
      yield* show(os.read(w, 1), os.write(r, 'x'), os.read(r, 0), os.write(w, ''), os.read(r, -1));
      yield* show(os.read(99, 1), os.read(99, -1), os.write(-1, 'x'));
    },
    [
      `[${BAD}, ${BAD}, '', 0, OSError(22, 'Invalid argument')]`,
      `[${BAD}, OSError(22, 'Invalid argument'), ${BAD}]`,
    ],
    `
      r, w = os.pipe()
      show((os.read, w, 1), (os.write, r, b'x'), (os.read, r, 0), (os.write, w, b''), (os.read, r, -1))
      show((os.read, 99, 1), (os.read, 99, -1), (os.write, -1, b'x'))`,
  ),
  row(
    'bytes have no boundaries, and are read in parts',
    function* () {
      const [r, w] = yield* os.pipe();
      yield* show(os.write(w, 'ab'), os.write(w, 'cdef'), os.read(r, 3), os.read(r, 99));
      yield* os.write(w, 'z');
      yield* os.close(w);
      yield* show(os.read(r, 5), os.read(r, 5), os.read(r, 5));
    },
    ["[2, 4, 'abc', 'def']", "['z', '', '']"],
    `
      r, w = os.pipe()
      show((os.write, w, b'ab'), (os.write, w, b'cdef'), (os.read, r, 3), (os.read, r, 99))
      os.write(w, b'z')
      os.close(w)
      show((os.read, r, 5), (os.read, r, 5), (os.read, r, 5))`,
  ),
  room(4096, 16),
  room(3000, 16),
  room(1000, 64),
  room(1365, 48),
  row(
    'more than fits is written in pieces, and counts as one write',
    function* () {
      const [r, w] = yield* os.pipe();
      const said = yield* new Queue();
      yield* spawn(writeAndSay, w, 70_000, said);
      yield* sleep(0.1);
      yield* print(yield* said.empty(), (yield* os.read(r, 99_999)).length);
      yield* print(yield* said.get(), (yield* os.read(r, 99_999)).length);
    },
    ['True 65536', '70000 4464'],
    `
      r, w = os.pipe()
      said = queue.Queue()
      threading.Thread(target=lambda: said.put(os.write(w, b'x' * 70000))).start()
      time.sleep(.1)
      print(said.empty(), len(os.read(r, 99999)))
      print(said.get(), len(os.read(r, 99999)))`,
  ),
  row(
    'a writer that waits is told that the reader has gone: of a part by its count, else by an exception',
    function* () {
      for (const bytes of [70_000, 10]) {
        const [r, w] = yield* os.pipe();
        const said = yield* new Queue();
        if (bytes === 10) yield* os.write(w, 'x'.repeat(65_536));
        yield* spawn(writeAndSay, w, bytes, said);
        yield* sleep(0.1);
        yield* os.close(r);
        yield* print(repr(yield* said.get()));
      }
    },
    ['65536', BROKEN],
    `
      for size in 70000, 10:
          r, w = os.pipe()
          said = queue.Queue()
          if size == 10: os.write(w, b'x' * 65536)
          threading.Thread(target=lambda: said.put(get(os.write, w, b'x' * size))).start()
          time.sleep(.1)
          os.close(r)
          print(repr(said.get()))`,
  ),
  row(
    'closing an end wakes nobody who waits in it; the other end does',
    function* () {
      const [r, w] = yield* os.pipe();
      const said = yield* new Queue();
      yield* spawn(readAndSay, r, said);
      yield* sleep(0.1);
      yield* os.close(r);
      yield* sleep(0.1);
      yield* print(yield* said.empty());
      yield* show(os.write(w, 'late'), said.get());
      yield* show(os.write(w, 'x'), os.read(r, 1));
      const [q, v] = yield* os.pipe();
      yield* spawn(readAndSay, q, said);
      yield* sleep(0.1);
      yield* os.close(v);
      yield* show(said.get());
    },
    ['True', "[4, 'late']", `[${BROKEN}, ${BAD}]`, "['']"],
    `
      r, w = os.pipe()
      said = queue.Queue()
      threading.Thread(target=lambda: said.put(get(os.read, r, 9))).start()
      time.sleep(.1)
      os.close(r)
      time.sleep(.1)
      print(said.empty())
      show((os.write, w, b'late'), (said.get,))
      show((os.write, w, b'x'), (os.read, r, 1))
      r, w = os.pipe()
      threading.Thread(target=lambda: said.put(get(os.read, r, 9))).start()
      time.sleep(.1)
      os.close(w)
      show((said.get,))`,
  ),
  row(
    'a fork has both ends: the end comes once all writing ends are closed',
    function* () {
      const [r, w] = yield* os.pipe();
      const pid = yield* inChild(function* () {
        yield* os.close(r);
        yield* os.write(w, 'hi');
        yield* sleep(0.2);
      });
      yield* os.close(w);
      yield* show(os.read(r, 9), os.read(r, 9));
      yield* os.waitpid(pid);
      yield* show(os.write(w, 'x'));
    },
    ["['hi', '']", `[${BAD}]`],
    `
      r, w = os.pipe()
      pid = os.fork()
      if pid == 0:
          os.close(r)
          os.write(w, b'hi')
          time.sleep(.2)
          os._exit(0)
      os.close(w)
      show((os.read, r, 9), (os.read, r, 9))
      os.waitpid(pid, 0)
      show((os.write, w, b'x'))`,
  ),
  {
    name: '180 who keeps a writing end of his own waits for ever',
    program: () => ({
      *main(): Steps<void> {
        const [r, w] = yield* os.pipe();
        const pid = yield* inChild(function* () {
          yield* os.write(w, 'hi');
        });
        yield* os.waitpid(pid);
        yield* show(os.read(r, 9));
        yield* show(os.read(r, 9));
      },
    }),
    out: ["['hi']"],
    stuck: ['MainThread'],
    python: '',
    unproved: 'it does not end',
  },
  row(
    'a child of multiprocessing that is killed leaves its bytes, and the end',
    function* () {
      const [r, w] = yield* os.pipe();
      const p = yield* new Process({ target: writeFor, args: [w, 9] });
      yield* p.start();
      yield* os.close(w);
      yield* show(os.read(r, 2));
      yield* p.kill();
      yield* show(os.read(r, 9), os.read(r, 9));
      yield* p.join();
      yield* print(yield* p.exitcode());
    },
    ["['le']", "['ft', '']", '-9'],
    `
      r, w = os.pipe()
      def write_for(w, seconds):
          os.write(w, b'left')
          time.sleep(seconds)
      p = mp.Process(target=write_for, args=(w, 9))
      p.start()
      os.close(w)
      show((os.read, r, 2))
      p.kill()
      show((os.read, r, 9), (os.read, r, 9))
      p.join()
      print(p.exitcode)`,
  ),
  row(
    'a writer without a reader in another process',
    function* () {
      const [r, w] = yield* os.pipe();
      const pid = yield* inChild(function* () {
        yield* os.close(w);
        yield* os.read(r, 1);
      });
      yield* os.close(r);
      yield* os.write(w, 'ab');
      yield* os.waitpid(pid);
      try {
        yield* os.write(w, 'c');
      } catch (error) {
        if (!(error instanceof PyError)) throw error;
        yield* print(error.type, error.errno, error);
      }
    },
    ['BrokenPipeError 32 [Errno 32] Broken pipe'],
    `
      r, w = os.pipe()
      pid = os.fork()
      if pid == 0:
          os.close(w)
          os.read(r, 1)
          os._exit(0)
      os.close(r)
      os.write(w, b'ab')
      os.waitpid(pid, 0)
      try: os.write(w, b'c')
      except BrokenPipeError as error: print(type(error).__name__, error.errno, error)`,
  ),
];
