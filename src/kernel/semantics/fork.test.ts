/** os.fork, wait and kill: rows 162 to 174, by their numbers. */
import { describe, expect, it } from 'vitest';
import * as atexit from '../../program/atexit.ts';
import { print, Variable } from '../../program/builtins.ts';
import { currentProcess, pipe } from '../../program/multiprocessing.ts';
import * as os from '../../program/os.ts';
import { _exit } from '../../program/os.ts';
import { PriorityQueue, Queue } from '../../program/queue.ts';
import type { Steps } from '../../program/steps.ts';
import * as sys from '../../program/sys.ts';
import {
  activeCount,
  Condition,
  currentThread,
  Lock,
  RLock,
  Thread,
} from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import { prints, raised, run } from './process-runs.ts';

function* awaitNotice(c: Condition, name: string, patience: number): Steps<void> {
  yield* c.acquire();
  yield* print(name, yield* c.wait(patience));
  yield* c.release();
}

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
    expect(lines).toEqual([none, '[0, 0]', none]);
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
