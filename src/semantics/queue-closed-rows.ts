/**
 * A multiprocessing.Queue after close(), after a fork, and with a hung task_done(), and which reader is next:
 * consequences of its feeder, its pipe and its reader lock. Cases 127, 129, 132.
 */
import { print, repr } from '../program/builtins.ts';
import { JoinableQueue, Process, Queue } from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import { _exit } from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import { Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { getOrNone as get, type Row, spawn } from './row.ts';

function* show(...all: readonly (() => Steps<unknown>)[]): Steps<void> {
  const told = [];
  for (const each of all) told.push(yield* get(each()));
  yield* print(repr(told).replace(/ at 0x\w+/g, ''));
}

function* begun<A extends readonly unknown[]>(
  target: (...args: A) => Steps<unknown>,
  ...args: A
): Steps<Process<A>> {
  const process = yield* new Process({ target, args });
  yield* process.start();
  return process;
}

function* gets(q: Queue, timeout: number | null = null): Steps<void> {
  yield* show(() => q.get(true, timeout ?? undefined));
}
function* puts(q: Queue, item: unknown): Steps<void> {
  yield* show(() => q.put(item));
}
function* putsLater(q: Queue): Steps<void> {
  yield* sleep(0.8);
  yield* q.put('x');
}
function* getsTwice(q: Queue): Steps<void> {
  yield* sleep(0.6);
  const first = yield* q.get();
  yield* sleep(0.2);
  yield* show(
    () => q.get(true, 0.3),
    () => q.qsize(),
  );
  yield* print(first);
}
function* heir(q: Queue): Steps<void> {
  yield* show(() => q.put('c'));
  yield* sleep(0.2);
  yield* show(
    () => q.empty(),
    () => q.full(),
    () => q.qsize(),
    () => q.get(true, 0.1),
    () => q.get(false),
    () => q.get(),
    () => q.close(),
    () => q.joinThread(),
  );
}
function* joins(q: JoinableQueue): Steps<void> {
  yield* q.join();
}
function* done(q: JoinableQueue): Steps<void> {
  yield* q.taskDone();
}
function* putsInTime(q: JoinableQueue): Steps<void> {
  yield* q.put(3, true, 0.1);
}
function* inVain<A extends readonly unknown[]>(
  target: (...args: A) => Steps<unknown>,
  ...args: A
): Steps<Thread> {
  const thread = yield* new Thread({ target, args, daemon: true });
  yield* thread.start();
  yield* sleep(0.3);
  return thread;
}

const module = { gets, puts, putsLater, getsTwice, heir, joins, done, putsInTime };

const PY = `
      import multiprocessing as mp, re
      from multiprocessing import Queue
      def get(f):
          try: return f()
          except Exception as error: return error
      def show(*fs):
          print(re.sub(' at 0x[0-9a-f]+', '', repr([get(f) for f in fs])))
      def begun(target, *args):
          process = mp.Process(target=target, args=args)
          process.start()
          return process
      def gets(q, timeout=None): show(lambda: q.get(timeout=timeout))
      def puts(q, item): show(lambda: q.put(item))
      def puts_later(q):
          time.sleep(.8)
          q.put('x')
      def gets_twice(q):
          time.sleep(.6)
          first = q.get()
          time.sleep(.2)
          show(lambda: q.get(timeout=.3), lambda: q.qsize())
          print(first)
      def heir(q):
          show(lambda: q.put('c'))
          time.sleep(.2)
          show(lambda: q.empty(), lambda: q.full(), lambda: q.qsize(), lambda: q.get(timeout=.1), lambda: q.get(False),
               lambda: q.get(), lambda: q.close(), lambda: q.join_thread())
      def in_vain(target, *args):
          thread = Thread(target=target, args=args, daemon=True)
          thread.start()
          time.sleep(.3)
          return thread
`;

const row = (
  name: string,
  main: () => Steps<unknown>,
  out: readonly string[],
  python: string,
  err: readonly string[] = [],
): Row => ({ name, program: () => ({ main, ...module }), out, err, python: PY + python });

const CLOSED = "ValueError('Queue <multiprocessing.queues.Queue object> is closed')";
const SHUT = "OSError('handle is closed')";
const NONE = `TypeError("'NoneType' object cannot be interpreted as an integer")`;

export const queueClosedRows: readonly Row[] = [
  row(
    '129 get() asks whether the queue is closed before it waits for the lock that a reader in another process holds',
    function* () {
      const q = yield* new Queue();
      const reader = yield* begun(gets, q);
      const writer = yield* begun(putsLater, q);
      yield* sleep(0.3);
      yield* q.close();
      yield* show(
        () => q.get(false),
        () => q.get(true, 0.1),
        () => q.get(true, -1),
        () => q.get(),
        () => q.put(1),
      );
      yield* reader.join();
      yield* writer.join();
    },
    [`[${CLOSED}, ${CLOSED}, ${CLOSED}, ${CLOSED}, ${CLOSED}]`, "['x']"],
    `
      q = Queue()
      reader = begun(gets, q)
      writer = begun(puts_later, q)
      time.sleep(.3)
      q.close()
      show(lambda: q.get(False), lambda: q.get(timeout=.1), lambda: q.get(True, -1), lambda: q.get(), lambda: q.put(1))
      reader.join()
      writer.join()`,
  ),
  row(
    '129 a process that has put nothing keeps its end open: who waits in get() as it closes the queue gets what comes',
    function* () {
      const q = yield* new Queue();
      const t = yield* spawn(gets, q);
      yield* sleep(0.2);
      yield* q.close();
      yield* show(
        () => q.empty(),
        () => q.qsize(),
      );
      const p = yield* begun(putsLater, q);
      yield* t.join();
      yield* p.join();
      yield* show(
        () => q.get(),
        () => q.put(1),
      );
    },
    ['[True, 0]', "['x']", `[${CLOSED}, ${CLOSED}]`],
    `
      q = Queue()
      t = spawn(gets, q)
      time.sleep(.2)
      q.close()
      show(lambda: q.empty(), lambda: q.qsize())
      p = begun(puts_later, q)
      t.join()
      p.join()
      show(lambda: q.get(), lambda: q.put(1))`,
  ),
  row(
    '129 close() after put() closes the ends, too: who waits in get() loses what comes, and empty() raises',
    function* () {
      const q = yield* new Queue();
      const p = yield* begun(putsLater, q);
      yield* q.put(0);
      yield* show(() => q.get());
      const t = yield* spawn(gets, q);
      yield* sleep(0.2);
      yield* q.close();
      yield* sleep(0.1);
      yield* show(
        () => q.empty(),
        () => q.full(),
      );
      yield* t.join();
      yield* p.join();
      yield* show(
        () => q.get(),
        () => q.qsize(),
      );
    },
    ['[0]', `[${SHUT}, False]`, `[${NONE}]`, `[${CLOSED}, 1]`],
    `
      q = Queue()
      p = begun(puts_later, q)
      q.put(0)
      show(lambda: q.get())
      t = spawn(gets, q)
      time.sleep(.2)
      q.close()
      time.sleep(.1)
      show(lambda: q.empty(), lambda: q.full())
      t.join()
      p.join()
      show(lambda: q.get(), lambda: q.qsize())`,
  ),
  row(
    '129 the same where nobody else has the queue: EOFError, and OSError where get() has a limit',
    function* () {
      for (const timeout of [null, 5]) {
        const q = yield* new Queue();
        yield* q.put(0);
        yield* show(() => q.get());
        const t = yield* spawn(gets, q, timeout);
        yield* sleep(0.2);
        yield* q.close();
        yield* t.join();
      }
    },
    ['[0]', '[EOFError()]', '[0]', `[${SHUT}]`],
    `
      for timeout in None, 5:
          q = Queue()
          q.put(0)
          show(lambda: q.get())
          t = spawn(gets, q, timeout)
          time.sleep(.2)
          q.close()
          t.join()`,
  ),
  row(
    '129 who waits in put() as the queue is closed comes back, and his item never arrives, for its feeder has ended',
    function* () {
      const q = yield* new Queue(1);
      const p = yield* begun(getsTwice, q);
      yield* q.put('a');
      const t = yield* spawn(puts, q, 'b');
      yield* sleep(0.2);
      yield* q.close();
      yield* t.join();
      yield* p.join();
      yield* show(() => q.qsize());
    },
    ['[None]', '[Empty(), 1]', 'a', '[1]'],
    `
      q = Queue(1)
      p = begun(gets_twice, q)
      q.put('a')
      t = spawn(puts, q, 'b')
      time.sleep(.2)
      q.close()
      t.join()
      p.join()
      show(lambda: q.qsize())`,
  ),
  row(
    '129 a Process that begins after that has the queue, and its ends are closed',
    function* () {
      const q = yield* new Queue();
      yield* q.put('a');
      yield* q.close();
      yield* q.joinThread();
      yield* show(() => q.close());
      const p = yield* begun(heir, q);
      yield* p.join();
    },
    ['[None]', '[None]', `[${SHUT}, False, 1, ${SHUT}, ${SHUT}, ${SHUT}, None, None]`],
    `
      q = Queue()
      q.put('a')
      q.close()
      q.join_thread()
      show(lambda: q.close())
      p = begun(heir, q)
      p.join()`,
    [SHUT.replace(/\('(.*)'\)/, ': $1')],
  ),
  row(
    '127 os.fork() copies all of a queue but the thread that feeds it: what the child puts then never arrives',
    function* () {
      const closed = yield* new Queue();
      const used = yield* new Queue();
      const fresh = yield* new Queue();
      yield* closed.close();
      yield* used.put('p');
      yield* show(() => used.get());
      const pid = yield* os.fork();
      if (pid === 0) {
        yield* show(
          () => closed.put(1),
          () => used.put('c'),
          () => used.qsize(),
          () => fresh.put('f'),
        );
        yield* sleep(0.3);
        yield* _exit(0);
      }
      yield* os.waitpid(pid);
      yield* show(
        () => used.get(true, 0.2),
        () => used.qsize(),
        () => fresh.get(),
      );
    },
    ["['p']", `[${CLOSED}, None, 1, None]`, "[Empty(), 1, 'f']"],
    `
      closed, used, fresh = Queue(), Queue(), Queue()
      closed.close()
      used.put('p')
      show(lambda: used.get())
      pid = os.fork()
      if pid == 0:
          show(lambda: closed.put(1), lambda: used.put('c'), lambda: used.qsize(), lambda: fresh.put('f'))
          time.sleep(.3)
          os._exit(0)
      os.waitpid(pid, 0)
      show(lambda: used.get(timeout=.2), lambda: used.qsize(), lambda: fresh.get())`,
  ),
  row(
    '132 once a task_done() hangs, put() does, with or without a limit: the item is counted and never arrives',
    function* () {
      const q = yield* new JoinableQueue();
      yield* q.put(1);
      const p = yield* begun(joins, q);
      yield* sleep(0.3);
      yield* p.kill();
      yield* p.join();
      yield* show(() => q.get());
      const threads = [
        yield* inVain(done, q),
        yield* inVain(puts, q, 2),
        yield* inVain(putsInTime, q),
      ];
      for (const thread of threads) yield* print(yield* thread.isAlive());
      yield* show(
        () => q.qsize(),
        () => q.empty(),
        () => q.get(true, 0.1),
      );
      yield* _exit(0);
    },
    ['[1]', 'True', 'True', 'True', '[2, True, Empty()]'],
    `
      q = mp.JoinableQueue()
      q.put(1)
      p = begun(lambda: q.join())
      time.sleep(.3)
      p.kill()
      p.join()
      show(lambda: q.get())
      for thread in [in_vain(q.task_done), in_vain(puts, q, 2), in_vain(lambda: q.put(3, True, .1))]:
          print(thread.is_alive())
      show(lambda: q.qsize(), lambda: q.empty(), lambda: q.get(timeout=.1))
      os._exit(0)`,
  ),
  row(
    '129 who waits longest reads once the reader before gives up, and whoever comes later does not',
    function* () {
      for (const q of [yield* new Queue(), yield* new JoinableQueue()]) {
        const first = yield* begun(gets, q, 0.4);
        yield* sleep(0.15);
        const second = yield* begun(gets, q);
        yield* sleep(0.5);
        const t = yield* spawn(gets, q, 0.6);
        yield* sleep(0.25);
        yield* q.put('x');
        for (const each of [first, second, t]) yield* each.join();
      }
    },
    [1, 2].flatMap(() => ['[Empty()]', "['x']", '[Empty()]']),
    `
      for q in mp.Queue(), mp.JoinableQueue():
          first = begun(gets, q, .4)
          time.sleep(.15)
          second = begun(gets, q)
          time.sleep(.5)
          t = spawn(gets, q, .6)
          time.sleep(.25)
          q.put('x')
          for each in first, second, t: each.join()`,
  ),
];
