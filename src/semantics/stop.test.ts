/** SIGSTOP and SIGCONT: row 172. */
import { describe, expect, it } from 'vitest';
import { print } from '../program/builtins.ts';
import { compute } from '../program/compute.ts';
import { Lock, Process, Queue } from '../program/multiprocessing.ts';
import {
  getpid,
  kill,
  waitpid,
  waitstatusToExitcode,
  WCONTINUED,
  WIFCONTINUED,
  WIFEXITED,
  WIFSIGNALED,
  WIFSTOPPED,
  WNOHANG,
  WSTOPSIG,
  WUNTRACED,
} from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import { monotonic, sleep } from '../program/time.ts';
import { Phase } from '../trace/format.ts';
import { History } from '../views/history.ts';
import { processTree } from '../views/process-tree.ts';
import { prints, raised, run } from './process-runs.ts';

const SIGTERM = 15;
const SIGCONT = 18;
const SIGSTOP = 19;

function* worker(queue: Queue): Steps<void> {
  yield* queue.put('a');
  yield* sleep(0.2);
  yield* queue.put('b');
}

/** A worker that has printed 'a'. */
function* started(): Steps<[Process<[Queue]>, number, Queue]> {
  const queue = yield* new Queue();
  const p = yield* new Process<[Queue]>({ target: worker, args: [queue] });
  yield* p.start();
  yield* queue.get();
  return [p, (yield* p.pid()) ?? 0, queue];
}

function* holder(lock: Lock, seconds: number): Steps<void> {
  yield* lock.acquire();
  yield* sleep(seconds);
  yield* lock.release();
}

function* taker(lock: Lock, name: string): Steps<void> {
  yield* lock.acquire();
  yield* print(name, yield* monotonic());
  yield* lock.release();
}

function* counter(): Steps<void> {
  yield* compute(1);
}

describe('172 a stopped process', () => {
  it('172 is reported with WUNTRACED, once, then runs on and exits 0', () => {
    const lines = prints({
      *main(): Steps<void> {
        const [p, pid, queue] = yield* started();
        yield* kill(pid, SIGSTOP);
        const [who, status] = yield* waitpid(pid, WUNTRACED);
        yield* print(who === pid, status === 0x137f, WIFSTOPPED(status), WSTOPSIG(status));
        yield* print(WIFSIGNALED(status), WIFEXITED(status));
        yield* print(yield* waitpid(pid, WUNTRACED | WNOHANG));
        try {
          waitstatusToExitcode(status);
        } catch (error) {
          yield* print(String(error));
        }
        yield* sleep(0.5);
        yield* print(yield* p.isAlive(), yield* queue.empty());
        yield* kill(pid, SIGCONT);
        yield* p.join();
        yield* print(yield* p.exitcode(), yield* queue.get());
      },
      worker,
    });
    expect(lines).toEqual([
      'True True True 19',
      'False False',
      '(0, 0)',
      'ValueError: process stopped by delivery of signal 19',
      'True True',
      '0 b',
    ]);
  });

  it('172 has a state of its own in the table of processes', () => {
    const { trace } = run({
      *main(): Steps<void> {
        const [p, pid] = yield* started();
        yield* kill(pid, SIGSTOP);
        yield* sleep(1);
        yield* kill(pid, SIGCONT);
        yield* p.join();
      },
      worker,
    });
    const history = new History(trace);
    const order: string[] = [];
    for (let count = 0; count <= trace.length; count++) {
      const child = processTree(
        trace,
        history.at(count, count === 0 ? 0 : trace.time(count - 1)),
      )[1];
      if (child === undefined || order.at(-1) === child.run) continue;
      order.push(child.run);
    }
    expect(order.filter((state) => state === 'stopped').length).toBe(1);
    const from = order.indexOf('stopped');
    expect(['running', 'blocked', 'ready']).toContain(order[from - 1]);
    expect(['running', 'blocked', 'ready']).toContain(order[from + 1]);
    expect(order.at(-1)).toBe('ended');
  });

  it('172 gets other signals once it goes on, but SIGKILL at once', () => {
    const lines = prints({
      *main(): Steps<void> {
        const [p, pid] = yield* started();
        yield* kill(pid, SIGSTOP);
        yield* p.terminate();
        yield* p.join(1);
        yield* print(yield* p.exitcode());
        yield* kill(pid, SIGCONT);
        yield* p.join();
        yield* print(yield* p.exitcode());

        const [other, otherPid] = yield* started();
        yield* kill(otherPid, SIGSTOP);
        yield* other.kill();
        yield* other.join();
        yield* print(yield* other.exitcode());
      },
      worker,
    });
    expect(lines).toEqual(['None', `-${SIGTERM}`, '-9']);
  });

  it('172 is reported with WCONTINUED if it was stopped', () => {
    const lines = prints({
      *main(): Steps<void> {
        const [p, pid] = yield* started();
        yield* kill(pid, SIGCONT);
        yield* print(yield* waitpid(pid, WCONTINUED | WNOHANG));
        yield* kill(pid, SIGSTOP);
        yield* kill(pid, SIGCONT);
        const [, status] = yield* waitpid(pid, WCONTINUED);
        yield* print(status === 0xffff, WIFCONTINUED(status), WIFSTOPPED(status));
        yield* p.join();
        yield* print(yield* p.exitcode());
      },
      worker,
    });
    expect(lines).toEqual(['(0, 0)', 'True True False', '0']);
  });

  it('172 lets the others have what it waits for', () => {
    const lines = prints({
      *main(): Steps<void> {
        const lock = yield* new Lock();
        const first = yield* new Process({ target: holder, args: [lock, 1] });
        yield* first.start();
        yield* sleep(0.1);
        const stopped = yield* new Process({ target: taker, args: [lock, 'stopped'] });
        yield* stopped.start();
        yield* sleep(0.1);
        const other = yield* new Process({ target: taker, args: [lock, 'other'] });
        yield* other.start();
        yield* sleep(0.1);
        const pid = (yield* stopped.pid()) ?? 0;
        yield* kill(pid, SIGSTOP);
        yield* other.join();
        yield* sleep(1);
        yield* kill(pid, SIGCONT);
        yield* stopped.join();
      },
      holder,
      taker,
    });
    expect(lines).toEqual(['other 1', 'stopped 2']);
  });

  it('172 keeps a lock that it holds', () => {
    const lines = prints({
      *main(): Steps<void> {
        const lock = yield* new Lock();
        const p = yield* new Process({ target: holder, args: [lock, 1] });
        yield* p.start();
        yield* sleep(0.5);
        yield* kill((yield* p.pid()) ?? 0, SIGSTOP);
        yield* print(yield* lock.acquire(true, 2));
        yield* kill((yield* p.pid()) ?? 0, SIGCONT);
        // The second that it was to sleep has long passed.
        yield* print(yield* lock.acquire(true, 2), yield* monotonic());
      },
      holder,
    });
    expect(lines).toEqual(['False', 'True 2.5']);
  });

  it('172 computes no further than its next step', () => {
    const { printed, trace, end } = run({
      *main(): Steps<void> {
        const p = yield* new Process({ target: counter });
        yield* p.start();
        yield* sleep(0.5);
        yield* kill((yield* p.pid()) ?? 0, SIGSTOP);
        yield* sleep(5);
        yield* kill((yield* p.pid()) ?? 0, SIGCONT);
        yield* p.join();
        yield* print(yield* monotonic());
      },
      counter,
    });
    expect(end).toBe('finished');
    expect(Number(printed[0])).toBeGreaterThan(5.9);
    expect(Number(printed[0])).toBeLessThan(6.1);
    const stops = Array.from({ length: trace.length }, (_, seq) => trace.event(seq)).filter(
      ({ phase, op }) => phase === Phase.block && trace.ops[op]?.name === 'stopped',
    );
    expect(stops.length).toBe(1);
  });

  it('172 may stop itself, and stands still for ever if nobody lets it go on', () => {
    const stopsItself = {
      *main(): Steps<void> {
        yield* kill(yield* getpid(), SIGSTOP);
        yield* print('never');
      },
    };
    for (let seed = 0; seed < 10; seed++) {
      const { end, printed } = run(stopsItself, seed);
      expect(end).toBe('deadlock');
      expect(printed).toEqual([]);
    }
  });

  it('172 is nothing to a process that has ended', () => {
    const lines = prints({
      *main(): Steps<void> {
        const [p, pid] = yield* started();
        yield* sleep(1);
        yield* kill(pid, SIGSTOP);
        yield* print(yield* waitpid(pid, WUNTRACED));
        yield* print((yield* raised(kill(pid, SIGCONT))).split(':')[0]);
        yield* print(yield* p.isAlive());
      },
      worker,
    });
    expect(lines[0]).toMatch(/^\(\d+, 0\)$/);
    expect(lines[1]).toBe('ProcessLookupError');
  });
});
