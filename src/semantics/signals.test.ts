/** Signal handlers across processes, and their events in a trace: row 173. More of it is in signal-rows.ts. */
import { expect, it } from 'vitest';
import { sweep } from '../base/sweep.ts';
import { Model } from '../engines/model/engine.ts';
import { scheduleOfTrace } from '../engines/model/record.ts';
import { replay } from '../engines/model/replay.ts';
import { scheduleOf } from '../engines/model/schedule.ts';
import { fewestSwitches } from '../engines/model/strategies/fewest-switches.ts';
import { random } from '../engines/model/strategies/random.ts';
import { print } from '../program/builtins.ts';
import { Process, setStartMethod } from '../program/multiprocessing.ts';
import { getpid, kill } from '../program/os.ts';
import * as signal from '../program/signal.ts';
import type { Steps } from '../program/steps.ts';
import { Popen } from '../program/subprocess.ts';
import { Lock, Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { Phase } from '../trace/format.ts';
import { Arrows } from '../views/arrows.ts';
import { explainEvent } from '../views/explain-event.ts';
import { explainThread } from '../views/explain-thread.ts';
import { History } from '../views/history.ts';
import { prints, run } from './process-runs.ts';

const { SIG_IGN, SIGINT, SIGPIPE, SIGTERM, SIGUSR1 } = signal;

function* handler(signum: number): Steps<void> {
  yield* sleep(0.2);
  yield* print('handler', signum);
}

function* dispositions(): Steps<void> {
  yield* print(yield* signal.getsignal(SIGTERM), yield* signal.getsignal(SIGUSR1));
}

it('173 a spawned process ignores what its parent ignores, and has no handler of its parent', () => {
  const lines = prints({
    dispositions,
    handler,
    *main(): Steps<void> {
      yield* setStartMethod('spawn');
      yield* signal.signal(SIGTERM, handler);
      yield* signal.signal(SIGUSR1, SIG_IGN);
      const child = yield* new Process({ target: dispositions });
      yield* child.start();
      yield* child.join();
    },
  });
  expect(lines).toEqual(['0 1']);
});

it('173 a program that is no Python ends by SIGINT and SIGPIPE', () => {
  const lines = prints({
    *main(): Steps<void> {
      for (const signum of [SIGINT, SIGPIPE]) {
        const program = yield* new Popen(['sleep', '5']);
        yield* sleep(0.1);
        yield* kill(program.pid, signum);
        yield* print(yield* program.wait());
      }
    },
  });
  expect(lines).toEqual(['-2', '-13']);
});

function* sender(pid: number): Steps<void> {
  yield* sleep(0.1);
  yield* kill(pid, SIGUSR1);
  yield* sleep(0.4);
}

it('173 KeyboardInterrupt at any moment of its life lets a process end in order', () => {
  function* victim(): Steps<void> {
    const thread = yield* new Thread({ target: sleep, args: [0.01] });
    yield* thread.start();
  }
  for (let seed = 0; seed < sweep(12, 60, 600); seed++) {
    const { end, exits } = run(
      {
        sleep,
        victim,
        *main(): Steps<void> {
          const child = yield* new Process({ target: victim, name: 'child' });
          yield* child.start();
          for (let n = 0; n < 1 + (seed % 3); n++) yield* kill((yield* child.pid()) ?? 0, SIGINT);
          yield* child.join();
        },
      },
      seed,
    );
    expect(end).toBe('finished');
    expect([0, 1]).toContain(exits['child']);
  }
});

const story = {
  handler,
  sender,
  *main(): Steps<void> {
    const lock = yield* new Lock();
    yield* lock.acquire();
    yield* signal.signal(SIGUSR1, handler);
    const thread = yield* new Thread({ target: sender, args: [yield* getpid()], name: 'sender' });
    yield* thread.start();
    yield* print(yield* lock.acquire(true, 0.4));
  },
};

it('173 the trace says who sent it, when the handler runs, and which wait it interrupts', () => {
  const { trace } = run(story);
  const names: string[] = [];
  const history = new History(trace);
  const told: string[][] = [];
  for (let seq = 0; seq < trace.length; seq++) {
    const name = trace.opInfo(seq)?.name ?? '';
    if (['kill', 'handle', 'handled'].includes(name) && trace.phase(seq) === Phase.done) {
      // A kill wakes the receiver in the same transition.
      const world = history.at(seq + (name === 'kill' ? 2 : 1), trace.time(seq));
      names.push(explainEvent(trace, world.names, seq).key);
      told.push(explainThread(trace, world, 0).map(({ key }) => key));
    }
  }
  const arrows = new Arrows(trace);
  arrows.advance();
  const sent = Array.from({ length: trace.length }, (_, seq) => seq).find(
    (seq) => trace.opInfo(seq)?.name === 'kill',
  );
  expect(arrows.outOf(sent ?? -1)).toMatchObject([{ kind: 'wake', fromThread: 1, toThread: 0 }]);
  expect(names).toEqual(['done.signal', 'done.handle', 'done.handled']);
  expect(told[0]).toEqual(['thread.signalled']);
  expect(told[1]).toEqual(['thread.running', 'thread.handler-on']);
  expect(told[2]).toEqual(['thread.running']);
});

it('173 a run with handlers can be had again from its schedule, and from its trace', () => {
  for (let seed = 0; seed < sweep(4, 20, 200); seed++) {
    const options = { module: story, params: null, seed, timed: true };
    const model = new Model({ ...options, strategy: random() });
    expect(model.run(5000)).toBe('finished');
    const again = new Model({ ...options, strategy: fewestSwitches() });
    expect(replay(again, scheduleOf(model))).toBeUndefined();
    expect(again.trace.length).toBe(model.trace.length);
    const recorded = scheduleOfTrace(model.trace, { module: story, params: null }, seed);
    expect(recorded.departure).toBeUndefined();
  }
});
