/** os.fork, wait and kill: rows 162 to 174, by their numbers. */
import { describe, expect, it } from 'vitest';
import * as atexit from '../program/atexit.ts';
import { print, Variable } from '../program/builtins.ts';
import { currentProcess, pipe } from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import { _exit } from '../program/os.ts';
import { PriorityQueue, Queue, SimpleQueue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import * as sys from '../program/sys.ts';
import {
  activeCount,
  Barrier,
  Condition,
  currentThread,
  Event,
  Lock,
  RLock,
  Semaphore,
  Thread,
} from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { prints, raised, run } from './process-runs.ts';

function* awaitNotice(c: Condition, name: string, patience: number): Steps<void> {
  yield* c.acquire();
  yield* print(name, yield* c.wait(patience));
  yield* c.release();
}

/** Prints the result, and after how many seconds. */
function* tries(name: string, attempt: Steps<unknown>): Steps<void> {
  const begun = yield* monotonic();
  try {
    yield* print(name, yield* attempt, Math.floor((yield* monotonic()) - begun));
  } catch (error) {
    yield* print(name, String(error));
  }
}
function* acquires(s: Semaphore, name: string, patience?: number | null): Steps<void> {
  yield* tries(name, s.acquire(true, patience ?? undefined));
}
function* gets(q: Queue | SimpleQueue, name: string, patience?: number): Steps<void> {
  yield* tries(name, q.get(true, patience));
}
function* puts(q: Queue, name: string, patience?: number | null): Steps<void> {
  yield* tries(name, q.put(name, true, patience ?? undefined));
}
function* joinsQueue(q: Queue, name: string): Steps<void> {
  yield* tries(name, q.join());
}
function* waits(thing: Event | Barrier, name: string, patience?: number | null): Steps<void> {
  yield* tries(name, thing.wait(patience ?? undefined));
}

/** Starts it, and gives it a second to block. */
function* started<A extends readonly unknown[]>(
  target: (...args: A) => Steps<unknown>,
  ...args: A
): Steps<Thread> {
  const thread = yield* new Thread({ target, args, daemon: true });
  yield* thread.start();
  yield* sleep(1);
  return thread;
}

/** Output of the child about an object that a thread of the parent waits for during the fork. */
const inChild = (waiter: () => Steps<() => Steps<unknown>>) => ({
  acquires,
  gets,
  puts,
  joinsQueue,
  waits,
  *main(): Steps<void> {
    const goesOn = yield* waiter();
    if ((yield* os.fork()) === 0) {
      yield* goesOn();
      yield* _exit(0);
    }
    yield* os.wait();
    yield* _exit(0);
  },
});

describe('os.fork', () => {
  it('162 goes on twice from the same line', () => {
    const lines = prints({
      *main(): Steps<void> {
        const before = yield* os.getpid();
        const pid = yield* os.fork();
        if (pid === 0) {
          yield* print('child', (yield* os.getppid()) === before);
          return;
        }
        yield* os.wait();
        yield* print('parent', pid === before + 1, (yield* os.getpid()) === before);
      },
    });
    expect(lines).toEqual(['child True', 'parent True True']);
  });

  it.each([
    [1, 2],
    [2, 4],
    [3, 8],
  ])('162 %d forks in a row make %d processes', (forks, processes) => {
    const { printed } = run({
      *main(): Steps<void> {
        const children = [];
        for (let n = 0; n < forks; n++) children.push(yield* os.fork());
        yield* print(yield* os.getpid());
        for (const pid of children) if (pid > 0) yield* raised(os.waitpid(pid));
      },
    });
    expect(new Set(printed).size).toBe(processes);
  });

  it('163 copies the line of a condition without the threads in it: a notify is wasted on each', () => {
    const lines = prints({
      *main(): Steps<void> {
        const c = yield* new Condition();
        const waiter = yield* new Thread({ target: awaitNotice, args: [c, 'parent', 100] });
        yield* waiter.start();
        yield* sleep(1);
        if ((yield* os.fork()) === 0) {
          for (const word of ['first', 'second']) {
            const own = yield* new Thread({ target: awaitNotice, args: [c, word, 5] });
            yield* own.start();
            yield* sleep(1);
            yield* c.acquire();
            yield* c.notify();
            yield* c.release();
            yield* own.join();
          }
          return;
        }
        yield* os.wait();
        yield* c.acquire();
        yield* c.notify();
        yield* c.release();
        yield* waiter.join();
      },
      awaitNotice,
    });
    expect(lines).toEqual(['first False', 'second True', 'parent True']);
  });

  it('163 copies the line of a semaphore: a release is wasted on each, and seen when time is up', () => {
    const program = (patience?: number) =>
      inChild(function* () {
        const s = yield* new Semaphore(0);
        yield* started(acquires, s, 'parent');
        return function* () {
          const first = yield* started(acquires, s, 'first', patience);
          yield* s.release();
          yield* first.join();
          const second = yield* started(acquires, s, 'second', 5);
          yield* s.release();
          yield* second.join();
        };
      });
    expect(prints(program(5))).toEqual(['first True 5', 'second True 1']);
    expect(run(program()).end).toBe('deadlock');
  });

  it('163 copies the line of a semaphore: release(2) wakes one behind another', () => {
    const lines = prints(
      inChild(function* () {
        const s = yield* new Semaphore(0);
        yield* started(acquires, s, 'parent');
        return function* () {
          const first = yield* started(acquires, s, 'first', 9);
          const second = yield* started(acquires, s, 'second', 5);
          yield* s.release(2);
          yield* first.join();
          yield* second.join();
        };
      }),
    );
    expect(lines).toEqual(['first True 2', 'second True 5']);
  });

  it('163 copies the lines of a queue, also of the copy of a copy', () => {
    const getting = (forks: number) =>
      inChild(function* () {
        const q = yield* new Queue();
        yield* started(gets, q, 'parent');
        return function* () {
          for (let n = 0; n < forks; n++) {
            if ((yield* os.fork()) === 0) continue;
            yield* os.wait();
            yield* _exit(0);
          }
          const first = yield* started(gets, q, 'first', 5);
          yield* q.put('a');
          yield* first.join();
          const second = yield* started(gets, q, 'second', 5);
          yield* q.put('b');
          yield* second.join();
        };
      });
    for (const forks of [0, 1]) {
      expect(prints(getting(forks))).toEqual(['first a 5', 'second b 1']);
    }
    const putting = (patience?: number) =>
      inChild(function* () {
        const q = yield* new Queue(1);
        yield* q.put('full');
        yield* started(puts, q, 'parent');
        return function* () {
          const first = yield* started(puts, q, 'first', patience);
          yield* q.get();
          yield* first.join();
          yield* print(yield* q.qsize());
        };
      });
    expect(prints(putting(5))).toEqual(['first None 5', '1']);
    expect(run(putting()).end).toBe('deadlock');
  });

  it('163 wastes nothing where all are told, or where there is no line', () => {
    const lines = prints(
      inChild(function* () {
        const e = yield* new Event();
        const s = yield* new SimpleQueue();
        const q = yield* new Queue();
        yield* q.put(0);
        yield* started(waits, e, 'parent');
        yield* started(gets, s, 'parent');
        yield* started(joinsQueue, q, 'parent');
        return function* () {
          const threads = [
            yield* started(waits, e, 'event', 9),
            yield* started(gets, s, 'simple', 9),
            yield* started(joinsQueue, q, 'join'),
          ];
          yield* e.set();
          yield* threads[0]!.join();
          yield* s.put('a');
          yield* threads[1]!.join();
          yield* q.get();
          yield* q.taskDone();
          yield* threads[2]!.join();
        };
      }),
    );
    expect(lines).toEqual(['event True 3', 'simple a 2', 'join None 1']);
  });

  it('163 a barrier counts who waits in the parent, and waits for ever until they leave', () => {
    const program = inChild(function* () {
      const b = yield* new Barrier(3);
      yield* started(waits, b, 'parent');
      return function* () {
        yield* print(yield* b.nWaiting());
        const first = yield* started(waits, b, 'first');
        const second = yield* started(waits, b, 'second');
        yield* first.join();
        yield* second.join();
        const third = yield* started(waits, b, 'third', 2);
        yield* third.join(9);
        yield* print(yield* b.nWaiting(), yield* third.isAlive());
        yield* b.abort();
        yield* third.join();
      };
    });
    for (let seed = 0; seed < 10; seed++) {
      expect(run(program, seed).printed.toSorted()).toEqual(
        ['1', 'first 1 1', 'second 2 0', '0 True', 'third BrokenBarrierError'].toSorted(),
      );
    }
  });

  it('162 the child is called as its parent', () => {
    const lines = prints({
      *main(): Steps<void> {
        const pid = yield* os.fork();
        const self = yield* currentProcess();
        if (pid === 0)
          yield* print(yield* self.name(), (yield* self.ident()) === (yield* os.getpid()));
        else yield* os.wait();
      },
    });
    expect(lines).toEqual(['MainProcess True']);
  });

  it('163 copies the memory', () => {
    const lines = prints({
      *main(): Steps<void> {
        const v = yield* new Variable(1);
        const q = yield* new Queue();
        const p = yield* new PriorityQueue();
        for (const item of [3, 1, 2]) yield* p.put(item);
        yield* q.put(v);
        const list = [1];
        if ((yield* os.fork()) === 0) {
          yield* v.set(2);
          list.push(2);
          const same = (yield* q.get()) as Variable<number>;
          yield* print('child', yield* same.get(), list, yield* q.qsize(), yield* p.get());
          return;
        }
        yield* os.wait();
        yield* print('parent', yield* v.get(), list, yield* q.qsize(), yield* p.qsize());
      },
    });
    expect(lines).toEqual(['child 2 [1, 2] 0 1', 'parent 1 [1] 1 3']);
  });

  it('163 forks again in the child, which creates and catches', () => {
    const lines = prints({
      *main(): Steps<void> {
        const lock = yield* new Lock();
        yield* print(yield* raised(lock.release()));
        if ((yield* os.fork()) === 0) {
          const own = yield* new Variable('own');
          yield* lock.acquire();
          if ((yield* os.fork()) === 0) {
            yield* print(yield* own.get(), yield* lock.locked());
            return;
          }
          yield* os.wait();
          return;
        }
        yield* os.wait();
        yield* print(yield* lock.locked());
      },
    });
    expect(lines).toEqual(['RuntimeError: release unlocked lock', 'own True', 'False']);
  });

  it('165 wait tells who ended first, and how', () => {
    const lines = prints({
      *main(): Steps<void> {
        const pids = [];
        for (const seconds of [3, 1, 9]) {
          const pid = yield* os.fork();
          if (pid === 0) {
            yield* sleep(seconds);
            sys.exit(3);
          }
          pids.push(pid);
        }
        const [first, status] = yield* os.wait();
        yield* print(pids.indexOf(first), status, os.WIFEXITED(status), os.WEXITSTATUS(status));
        yield* os.kill(pids[2]!, 15);
        const [second, signal] = yield* os.wait();
        yield* print(pids.indexOf(second), signal, os.WIFSIGNALED(signal), os.WTERMSIG(signal));
        yield* print(os.waitstatusToExitcode(status), os.waitstatusToExitcode(signal));
        yield* print(pids.indexOf((yield* os.wait())[0]));
      },
    });
    expect(lines).toEqual(['1 768 True 3', '2 15 True 15', '3 -15', '0']);
  });

  it('165 of several that have ended, wait takes the one that was started first', () => {
    const lines = prints({
      *main(): Steps<void> {
        const pids: number[] = [];
        for (const seconds of [2, 1, 3]) {
          const pid = yield* os.fork();
          if (pid === 0) {
            yield* sleep(seconds);
            yield* _exit(seconds);
          }
          pids.push(pid);
        }
        yield* sleep(5);
        const taken = [yield* os.wait(), yield* os.waitpid(-1, os.WNOHANG), yield* os.waitpid(0)];
        yield* print(taken.map(([pid, status]) => [pids.indexOf(pid), status >> 8]));
      },
    });
    expect(lines).toEqual(['[[0, 2], [1, 1], [2, 3]]']);
  });

  it('166 without a child', () => {
    const none = 'ChildProcessError: [Errno 10] No child processes';
    const lines = prints({
      *main(): Steps<void> {
        yield* print(yield* raised(os.wait()));
        const pid = yield* os.fork();
        if (pid === 0) {
          yield* sleep(1);
          return;
        }
        yield* print(yield* os.waitpid(pid, os.WNOHANG));
        yield* os.waitpid(pid);
        yield* print(yield* raised(os.waitpid(pid)));
      },
    });
    expect(lines).toEqual([none, '(0, 0)', none]);
  });

  it('167 an ended child is a zombie until it is waited for', () => {
    const { printed, trace } = run({
      *main(): Steps<void> {
        const pid = yield* os.fork();
        if (pid === 0) yield* _exit(0);
        yield* sleep(1);
        yield* print(yield* raised(os.kill(pid, 0)), yield* raised(os.kill(pid, 9)));
        yield* os.wait();
        yield* print(yield* raised(os.kill(pid, 0)));
      },
    });
    expect(printed).toEqual(['ok ok', 'ProcessLookupError: [Errno 3] No such process']);
    const ops = Array.from({ length: trace.length }, (_, seq) => trace.opInfo(seq)?.name);
    expect(ops.filter((name) => name === 'reap')).toHaveLength(1);
  });

  it('168 an orphan has another parent', () => {
    const lines = prints({
      *main(): Steps<void> {
        if ((yield* os.fork()) === 0) {
          if ((yield* os.fork()) === 0) {
            yield* sleep(2);
            yield* print('orphan of', yield* os.getppid());
          }
          return;
        }
        yield* os.wait();
        yield* sleep(5);
      },
    });
    expect(lines).toEqual(['orphan of 1']);
  });

  it('169 what waits to be done at the end is done twice', () => {
    const { printed } = run({
      *main(): Steps<void> {
        yield* atexit.register(said, 'atexit');
        try {
          if ((yield* os.fork()) === 0) sys.exit(0);
          yield* os.wait();
        } finally {
          yield* print('fin');
        }
      },
      said,
    });
    expect(printed).toEqual(['fin', 'atexit', 'fin', 'atexit']);
  });
  function* said(word: string): Steps<void> {
    yield* print(word);
  }

  it('170 the child has the forking thread only, and locks as they were', () => {
    function* hold(lock: Lock, seconds: number): Steps<void> {
      yield* lock.acquire();
      yield* sleep(seconds);
      yield* lock.release();
    }
    const lines = prints({
      *main(): Steps<void> {
        const lock = yield* new Lock();
        const own = yield* new RLock();
        yield* own.acquire();
        const t = yield* new Thread({ target: hold, args: [lock, 2] });
        yield* t.start();
        yield* sleep(1);
        if ((yield* os.fork()) === 0) {
          yield* print(yield* activeCount(), yield* t.isAlive(), yield* t.join());
          yield* print(yield* lock.acquire(true, 9), yield* own.acquire(false));
          yield* print(yield* (yield* currentThread()).name());
          return;
        }
        yield* os.wait();
        yield* print(yield* activeCount(), yield* lock.acquire(false));
      },
      hold,
    });
    expect(lines).toEqual(['1 False None', 'False True', 'MainThread', '1 True']);
  });

  it('171 ends of pipes are open in both', () => {
    const main = (closes: boolean) => ({
      *main(): Steps<void> {
        const [reader, writer] = yield* pipe(false);
        if ((yield* os.fork()) === 0) {
          yield* writer.send('hello');
          return;
        }
        if (closes) yield* writer.close();
        yield* os.wait();
        yield* print(yield* reader.recv());
        yield* print(yield* raised(reader.recv()));
      },
    });
    expect(prints(main(true))).toEqual(['hello', 'EOFError']);
    expect(run(main(false)).end).toBe('deadlock');
  });

  it('174 sleep takes no negative time, and 0 is a step', () => {
    const lines = prints({
      *main(): Steps<void> {
        yield* print(yield* raised(sleep(-1)), yield* raised(sleep(0)));
      },
    });
    expect(lines).toEqual(['ValueError: sleep length must be non-negative ok']);
  });
});
