/** A killed process ends after a delay, not at once, and does not release what it holds. Rows by their numbers. */
import { describe, expect, it } from 'vitest';
import { decodeSchedule, encodeSchedule } from '../engines/model/encoding/schedule-text.ts';
import { Model } from '../engines/model/engine.ts';
import { replay } from '../engines/model/replay.ts';
import { scheduleOf } from '../engines/model/schedule.ts';
import { fewestSwitches } from '../engines/model/strategies/fewest-switches.ts';
import { random } from '../engines/model/strategies/random.ts';
import { isThreadDoomed } from '../kernel/doom.ts';
import { code as codes } from '../kernel/ops.ts';
import { print } from '../program/builtins.ts';
import { compute } from '../program/compute.ts';
import { activeChildren, Lock, Process } from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import { _exit } from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import { Popen } from '../program/subprocess.ts';
import { sleep } from '../program/time.ts';
import { Phase } from '../trace/format.ts';
import { prints, raised, run } from './process-runs.ts';
import { outcomeOf } from './run-row.ts';

function* nap(): Steps<void> {
  yield* sleep(5);
}

function* spin(): Steps<void> {
  for (;;) yield* compute(0.01);
}

function* started(target: () => Steps<void>): Steps<Process> {
  const p = yield* new Process({ target });
  yield* p.start();
  yield* sleep(0.1);
  return p;
}

describe('a kill takes a moment', () => {
  it.each(['terminate', 'kill'] as const)('110 is_alive() after %s()', (how) => {
    for (const target of [nap, spin]) {
      const lines = prints({
        *main(): Steps<void> {
          const p = yield* started(target);
          yield* p[how]();
          yield* print(yield* p.isAlive(), yield* p.exitcode());
          yield* print((yield* activeChildren()).length);
          yield* print(yield* raised(p.close()));
          yield* p.join();
          yield* print(yield* p.isAlive(), yield* p.exitcode());
        },
        nap,
        spin,
      });
      const code = how === 'kill' ? -9 : -15;
      expect(lines).toEqual([
        'True None',
        '1',
        'ValueError: Cannot close a process while it is still running. You should first call join() or terminate().',
        `False ${code}`,
      ]);
    }
  });

  it('110 in a schedule of a former version it ends at once', () => {
    const program = {
      *main(): Steps<void> {
        const p = yield* started(nap);
        yield* p.kill();
        yield* print(yield* p.isAlive());
      },
      nap,
    };
    const seen = [false, true].map((killsAtOnce) => {
      const settings = { seed: 1, timed: true, killsAtOnce };
      const model = new Model({ module: program, params: null, strategy: random(), ...settings });
      model.run(1000);
      const before = scheduleOf(model);
      const { schedule } = decodeSchedule(encodeSchedule(before) ?? '');
      expect(schedule).toEqual(before);
      model.restart({ ...schedule, strategy: fewestSwitches() });
      expect(replay(model, schedule)).toBeUndefined();
      return outcomeOf(model.trace).out;
    });
    expect(seen).toEqual([['True'], ['False']]);
  });

  it('110 its end has the line of what it did last, though it comes to its next op itself', () => {
    const module = {
      *main(): Steps<void> {
        const p = yield* started(spin);
        yield* p.kill();
        yield* p.join();
      },
      spin,
    };
    const settings = { seed: 1, timed: true, strategy: fewestSwitches() };
    const model = new Model({ module, params: null, ...settings });
    const child = 1;
    const isDoomed = () => isThreadDoomed(model.kernel.memory, child);
    while (!isDoomed() && model.prepare() === 'go') model.step();
    expect(isDoomed()).toBe(true);
    // As on a Worker that has not learned of the kill yet.
    const op = { code: codes['console.print'], target: -1, n: 0, timeout: -1, value: '"x"' };
    model.kernel.perform(child, op, 999);
    const { trace } = model;
    const own = Array.from({ length: trace.length }, (_, seq) => trace.event(seq)).filter(
      ({ thread }) => thread === child,
    );
    const end = own.findIndex(({ phase }) => phase === Phase.end);
    expect(end).toBeGreaterThan(0);
    expect(own[end]!.line).toBe(own[end - 1]!.line);
  });

  it('110 before it has begun', () => {
    const lines = prints({
      *main(): Steps<void> {
        const p = yield* new Process({ target: nap });
        yield* p.start();
        yield* p.terminate();
        yield* print(yield* p.isAlive());
        yield* sleep(0.1);
        yield* print(yield* p.isAlive(), yield* p.exitcode());
      },
      nap,
    });
    expect(lines).toEqual(['True', 'False -15']);
  });

  it('110 a loop until it has ended comes to its end', () => {
    const lines = prints({
      *main(): Steps<void> {
        const p = yield* started(nap);
        yield* p.kill();
        let looks = 0;
        while (yield* p.isAlive()) looks += 1;
        yield* print(looks > 0);
      },
      nap,
    });
    expect(lines).toEqual(['True']);
  });

  it('110 the first of two signals decides', () => {
    const lines = prints({
      *main(): Steps<void> {
        const p = yield* started(nap);
        yield* p.terminate();
        yield* p.kill();
        yield* p.join();
        yield* print(yield* p.exitcode());
      },
      nap,
    });
    expect(lines).toEqual(['-15']);
  });

  it('166 waitpid(WNOHANG) has nothing to tell yet', () => {
    const lines = prints({
      *main(): Steps<void> {
        const pid = yield* os.fork();
        if (pid === 0) {
          yield* sleep(5);
          yield* _exit(0);
        }
        yield* sleep(0.1);
        yield* os.kill(pid, 9);
        yield* print(yield* os.waitpid(pid, os.WNOHANG));
        yield* os.kill(pid, 0);
        yield* print((yield* os.waitpid(pid))[1]);
        yield* print(yield* raised(os.kill(pid, 0)));
      },
    });
    expect(lines).toEqual(['(0, 0)', '9', 'ProcessLookupError: [Errno 3] No such process']);
  });

  it('176 nor has Popen.poll()', () => {
    const lines = prints({
      *main(): Steps<void> {
        const p = yield* new Popen(['sleep', '5']);
        yield* sleep(0.1);
        yield* p.terminate();
        yield* print(yield* p.poll(), p.returncode);
        yield* print(yield* p.wait());
      },
    });
    expect(lines).toEqual(['None None', '-15']);
  });

  it('110 it does nothing any more, though what it waits for comes', () => {
    function* wait(lock: Lock): Steps<void> {
      yield* lock.acquire();
      yield* print('never');
    }
    const lines = prints({
      *main(): Steps<void> {
        const lock = yield* new Lock();
        yield* lock.acquire();
        const p = yield* new Process({ target: wait, args: [lock] });
        yield* p.start();
        yield* sleep(0.1);
        yield* p.terminate();
        yield* lock.release();
        yield* p.join();
        yield* print(yield* lock.acquire(false));
      },
      wait,
    });
    expect(lines).toEqual(['True']);
  });

  it('110 a process that kills itself does so at once', () => {
    function* suicide(): Steps<void> {
      yield* os.kill(yield* os.getpid(), 9);
      yield* print('never');
    }
    const lines = prints({
      *main(): Steps<void> {
        const p = yield* new Process({ target: suicide });
        yield* p.start();
        yield* p.join();
        yield* print(yield* p.exitcode());
      },
      suicide,
    });
    expect(lines).toEqual(['-9']);
  });

  it('168 an end that nobody waits for comes before time passes', () => {
    const outcome = run({
      *main(): Steps<void> {
        const p = yield* started(nap);
        yield* p.kill();
        yield* sleep(0.001);
        yield* print(yield* p.isAlive());
      },
      nap,
    });
    expect(outcome.printed).toEqual(['False']);
  });
});
