/** Effects of a killed process on multiprocessing's objects. Rows 110, 126, 133, 141, 144 and 159. */
import { describe, expect, it } from 'vitest';
import { print } from '../program/builtins.ts';
import { partial } from '../program/functools.ts';
import {
  Barrier,
  Condition,
  Event,
  JoinableQueue,
  Pool,
  Process,
  Queue,
  SimpleQueue,
} from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import { signal, SIGUSR1 } from '../program/signal.ts';
import { Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { killed, prints, raised, run, waiting } from './process-runs.ts';

function* getter(queue: Queue | SimpleQueue): Steps<void> {
  yield* print('got', yield* queue.get());
}

/** Whether the thread, a daemon, is still running after a while. */
function* isStuck(thread: Thread): Steps<boolean> {
  yield* thread.start();
  yield* thread.join(0.5);
  return yield* thread.isAlive();
}

describe('queues', () => {
  it.each([Queue, JoinableQueue])('126 killed in get() it keeps the lock of %o', (Kind) => {
    const lines = prints({
      *main(): Steps<void> {
        const queue = yield* new Kind();
        yield* killed(getter, queue);
        yield* queue.put('x');
        yield* print(yield* raised(queue.get(true, 0.3)), yield* raised(queue.get(false)));
        yield* print(yield* queue.empty(), yield* queue.qsize());
      },
      getter,
    });
    expect(lines).toEqual(['Empty Empty', 'False 1']);
  });

  it('133 as it does a SimpleQueue’s', () => {
    const lines = prints({
      *main(): Steps<void> {
        const queue = yield* new SimpleQueue();
        yield* killed(getter, queue);
        yield* queue.put('x');
        const thread = yield* new Thread({ target: getter, args: [queue], daemon: true });
        yield* print(yield* queue.empty(), yield* isStuck(thread));
      },
      getter,
    });
    expect(lines).toEqual(['False True']);
  });

  it('126 one that waits for the lock leaves nothing behind', () => {
    const lines = prints({
      *main(): Steps<void> {
        const queue = yield* new Queue();
        const first = yield* waiting(getter, queue);
        yield* killed(getter, queue);
        yield* queue.put('x');
        yield* first.join();
        yield* queue.put('y');
        yield* print(yield* queue.get(true, 1));
      },
      getter,
    });
    expect(lines).toEqual(['got x', 'y']);
  });

  it('126 while one waits for an item the others get nothing, and its time limit gives the lock back', () => {
    function* patient(queue: Queue): Steps<void> {
      yield* print(yield* raised(queue.get(true, 1)));
    }
    const lines = prints({
      *main(): Steps<void> {
        const queue = yield* new Queue();
        const p = yield* waiting(patient, queue);
        yield* print(yield* raised(queue.get(false)), yield* raised(queue.get(true, 0.1)));
        yield* p.join();
        yield* queue.put(1);
        yield* print(yield* queue.get(true, 0.1));
      },
      patient,
    });
    expect(lines).toEqual(['Empty Empty', 'Empty', '1']);
  });

  it('126 the holder gets the item, whoever else waits', () => {
    function* named(queue: Queue, name: string): Steps<void> {
      yield* print(name, yield* queue.get());
    }
    const lines = prints({
      *main(): Steps<void> {
        const queue = yield* new Queue();
        const all = [];
        for (const name of ['a', 'b', 'c']) all.push(yield* waiting(named, queue, name));
        for (const item of [1, 2, 3]) {
          yield* queue.put(item);
          yield* sleep(0.1);
        }
        for (const p of all) yield* p.join();
      },
      named,
    });
    expect(lines).toEqual(['a 1', 'b 2', 'c 3']);
  });
});

function* awaitEvent(event: Event): Steps<void> {
  yield* print(yield* event.wait());
}
function* awaitBriefly(event: Event): Steps<void> {
  yield* print(yield* event.wait(0.1));
}
function* setEvent(event: Event): Steps<void> {
  yield* event.set();
}
function* lookAtEvent(event: Event): Steps<void> {
  yield* event.isSet();
}
function* awaitTurn(turn: Condition): Steps<void> {
  yield* turn.with(function* () {
    yield* print('turn', yield* turn.wait());
  });
}
function* notifyOne(turn: Condition): Steps<void> {
  yield* turn.with(() => turn.notify());
}

describe('Event and Condition', () => {
  it('144 killed in wait() it lets set() hang, and all who come after', () => {
    const lines = prints({
      *main(): Steps<void> {
        const event = yield* new Event();
        yield* killed(awaitEvent, event);
        yield* print(yield* event.isSet());
        for (const target of [setEvent, lookAtEvent, awaitEvent])
          yield* print(yield* isStuck(yield* new Thread({ target, args: [event], daemon: true })));
      },
      awaitEvent,
      setEvent,
      lookAtEvent,
    });
    expect(lines).toEqual(['False', 'True', 'True', 'True']);
  });

  it('144 one that has given up before leaves nothing behind', () => {
    const lines = prints({
      *main(): Steps<void> {
        const event = yield* new Event();
        yield* (yield* waiting(awaitBriefly, event)).join();
        yield* event.set();
        yield* print(yield* event.isSet());
      },
      awaitBriefly,
    });
    expect(lines).toEqual(['False', 'True']);
  });

  it('144 a notification for one that was killed never ends; the living are woken first', () => {
    const lines = prints({
      *main(): Steps<void> {
        const turn = yield* new Condition();
        yield* killed(awaitTurn, turn);
        const alive = yield* waiting(awaitTurn, turn);
        yield* notifyOne(turn);
        yield* alive.join();
        const thread = yield* new Thread({ target: notifyOne, args: [turn], daemon: true });
        yield* print(yield* isStuck(thread));
      },
      awaitTurn,
      notifyOne,
    });
    expect(lines).toEqual(['turn True', 'True']);
  });

  it('144 set() and clear() at once: wait() returns what the flag is by then', () => {
    const program = {
      *main(): Steps<void> {
        const event = yield* new Event();
        const p = yield* waiting(awaitEvent, event);
        yield* event.set();
        yield* event.clear();
        yield* p.join();
      },
      awaitEvent,
    };
    const seen = new Set(Array.from({ length: 30 }, (_, seed) => run(program, seed).printed[0]));
    expect(seen).toEqual(new Set(['False', 'True']));
  });

  it('173 a handler that sets the Event that its own thread waits for hangs', () => {
    const program = {
      *main(): Steps<void> {
        const event = yield* new Event();
        yield* signal(SIGUSR1, partial(setInHandler, event));
        const p = yield* new Process({ target: prod, args: [yield* os.getpid()] });
        yield* p.start();
        yield* print(yield* event.wait());
      },
      setInHandler,
      prod,
    };
    for (let seed = 0; seed < 5; seed++) {
      const { end, printed } = run(program, seed);
      expect([end, ...printed]).toEqual(['deadlock', 'handler']);
    }
  });
});

function* meet(barrier: Barrier): Steps<void> {
  yield* print(yield* raised(barrier.wait()));
}
function* meetInTime(barrier: Barrier): Steps<void> {
  yield* print(yield* raised(barrier.wait(0.1)));
}
function* abort(barrier: Barrier): Steps<void> {
  yield* barrier.abort();
}
function* reset(barrier: Barrier): Steps<void> {
  yield* barrier.reset();
}

describe('Barrier', () => {
  it.each([
    ['the last to arrive', 2, meet],
    ['one whose time is up', 3, meetInTime],
    ['abort()', 3, abort],
    ['reset()', 3, reset],
  ] as const)('144 killed in wait() it lets %s hang', (_name, parties, target) => {
    const lines = prints({
      *main(): Steps<void> {
        const barrier = yield* new Barrier(parties);
        yield* killed(meet, barrier);
        yield* print(yield* barrier.nWaiting());
        const thread = yield* new Thread({ target, args: [barrier], daemon: true });
        yield* print(yield* isStuck(thread), (yield* barrier.broken()) && target !== meet);
      },
      meet,
      meetInTime,
      abort,
      reset,
    });
    const isBroken = target === meetInTime || target === abort;
    expect(lines).toEqual(['1', `True ${isBroken ? 'True' : 'False'}`]);
  });

  it('144 without the dead it is as threading’s', () => {
    const lines = prints({
      *main(): Steps<void> {
        const barrier = yield* new Barrier(2);
        for (let round = 0; round < 2; round++) {
          const p = yield* waiting(meet, barrier);
          yield* print(yield* barrier.nWaiting());
          yield* barrier.wait();
          yield* p.join();
        }
        yield* meetInTime(barrier);
        yield* print(yield* barrier.broken());
        yield* barrier.reset();
        const p = yield* waiting(meet, barrier);
        yield* barrier.abort();
        yield* p.join();
      },
      meet,
    });
    expect(lines).toEqual([
      '1',
      'ok',
      '1',
      'ok',
      'BrokenBarrierError',
      'True',
      'BrokenBarrierError',
    ]);
  });
});

function* setInHandler(event: Event): Steps<void> {
  yield* print('handler');
  yield* event.set();
}

function* prod(pid: number): Steps<void> {
  yield* sleep(0.2);
  yield* os.kill(pid, SIGUSR1);
}

describe('Pool', () => {
  it('159 an idle worker that is killed takes the lock of the tasks along', () => {
    const lines = prints(
      {
        *main(): Steps<void> {
          const pool = yield* new Pool(1);
          const pid = (yield* pool.apply(pidOf)) as number;
          yield* sleep(0.1);
          yield* os.kill(pid, 15);
          yield* sleep(0.1);
          const result = yield* pool.applyAsync(pidOf);
          yield* print(yield* raised(result.get(0.5)));
        },
        pidOf,
      },
      4,
    );
    expect(lines).toEqual(['multiprocessing.context.TimeoutError']);
  });

  it('159 one that is killed at work is replaced', () => {
    const lines = prints(
      {
        *main(): Steps<void> {
          const pool = yield* new Pool(1);
          const pid = (yield* pool.apply(pidOf)) as number;
          const lost = yield* pool.applyAsync(nap, [5]);
          yield* sleep(0.1);
          yield* os.kill(pid, 15);
          yield* print((yield* pool.apply(pidOf)) !== pid, yield* lost.ready());
          yield* pool.terminate();
        },
        pidOf,
        nap,
      },
      4,
    );
    expect(lines).toEqual(['True False']);
  });
});

function* pidOf(): Steps<number> {
  return yield* os.getpid();
}

function* nap(seconds: number): Steps<void> {
  yield* sleep(seconds);
}
