/** Effects of a process killed while waiting, for each object that processes share. Rows 126, 139 to 144. */
import { describe, expect, it } from 'vitest';
import { print } from '../program/builtins.ts';
import {
  Barrier,
  BoundedSemaphore,
  Condition,
  Event,
  JoinableQueue,
  type Process,
  RLock,
  Value,
} from '../program/multiprocessing.ts';
import type { Steps } from '../program/steps.ts';
import { sleep } from '../program/time.ts';
import { killed, raised, run, waiting } from './process-runs.ts';

function* acquire(lock: BoundedSemaphore | RLock): Steps<void> {
  yield* lock.acquire();
}

function* join(queue: JoinableQueue): Steps<void> {
  yield* queue.join();
}

function* get(queue: JoinableQueue): Steps<void> {
  yield* queue.get();
  yield* sleep(9);
}

function* awaitEvent(event: Event, timeout?: number): Steps<void> {
  yield* event.wait(timeout);
}

function* meet(barrier: Barrier): Steps<void> {
  yield* barrier.wait();
}

function* hold(value: Value): Steps<void> {
  yield* value.getLock().acquire();
  yield* sleep(9);
}

function* awaitTurn(turn: Condition, name: string): Steps<void> {
  yield* turn.acquire();
  yield* turn.wait();
  yield* print(name);
  yield* turn.release();
}

const targets = { acquire, join, get, awaitEvent, meet, hold, awaitTurn };

/** All pairs of ending and output, over many schedules. */
function outcomes(main: () => Steps<void>): string[] {
  const all = new Set<string>();
  for (let seed = 0; seed < 10; seed++) {
    const { end, printed } = run({ ...targets, main }, seed);
    all.add([...printed, end].join(', '));
  }
  return [...all];
}

/** Two processes wait for their turn; the first is killed. */
function* firstOfTwoKilled(turn: Condition): Steps<Process<[Condition, string]>> {
  const first = yield* waiting(awaitTurn, turn, 'first');
  const second = yield* waiting(awaitTurn, turn, 'second');
  yield* first.terminate();
  yield* first.join();
  return second;
}

function* notify(turn: Condition): Steps<void> {
  yield* turn.acquire();
  yield* turn.notify();
  yield* turn.release();
}

describe('killed in the middle', () => {
  it('139 of acquire() of a BoundedSemaphore: it leaves nothing', () => {
    const found = outcomes(function* () {
      const seats = yield* new BoundedSemaphore(1);
      yield* seats.acquire();
      yield* killed(acquire, seats);
      yield* seats.release();
      yield* print(yield* seats.acquire(true, 0.3), yield* seats.getValue());
      yield* seats.release();
      yield* print(yield* raised(seats.release()));
    });
    const tooOften = 'ValueError: semaphore or lock released too many times';
    expect(found).toEqual([`True 0, ${tooOften}, finished`]);
  });

  it('142 of acquire() of an RLock: it leaves nothing', () => {
    const found = outcomes(function* () {
      const lock = yield* new RLock();
      yield* lock.acquire();
      yield* killed(acquire, lock);
      yield* lock.release();
      yield* print(yield* lock.acquire(true, 0.3));
    });
    expect(found).toEqual(['True, finished']);
  });

  it('126 of the work on an item of a JoinableQueue: another may say that it is done', () => {
    const found = outcomes(function* () {
      const queue = yield* new JoinableQueue<number>();
      yield* queue.put(1);
      yield* killed(get, queue);
      yield* queue.taskDone();
      yield* queue.join();
      yield* print('joined', yield* raised(queue.taskDone()));
    });
    expect(found).toEqual(['joined ValueError: task_done() called too many times, finished']);
  });

  it('126 of join() of a JoinableQueue: the last task_done() hangs, and whoever joins then', () => {
    const found = outcomes(function* () {
      const queue = yield* new JoinableQueue<number>();
      yield* queue.put(1);
      yield* queue.put(2);
      yield* killed(join, queue);
      yield* queue.get();
      yield* queue.taskDone();
      yield* print('one');
      yield* queue.get();
      yield* waiting(join, queue);
      yield* queue.taskDone();
      yield* print('two');
    });
    expect(found).toEqual(['one, deadlock']);
  });

  it('144 of wait() of a Barrier: it is counted, and the last to come hangs', () => {
    const found = outcomes(function* () {
      const barrier = yield* new Barrier(2);
      yield* killed(meet, barrier);
      yield* print(yield* barrier.nWaiting(), yield* barrier.broken());
      yield* print(yield* raised(barrier.wait(0.5)));
    });
    expect(found).toEqual(['1 False, deadlock']);
  });

  it.each([{ limit: [] }, { limit: [5] }])('144 of wait() of an Event: set() hangs, %o', (row) => {
    const found = outcomes(function* () {
      const event = yield* new Event();
      yield* killed(awaitEvent, event, ...row.limit);
      yield* print(yield* event.wait(0.2));
      yield* event.set();
    });
    expect(found).toEqual(['False, deadlock']);
  });

  it('145 of a hold of a Value’s lock: nobody reads it any more', () => {
    const found = outcomes(function* () {
      const value = yield* new Value('i', 0);
      yield* killed(hold, value);
      yield* print(yield* value.getLock().acquire(true, 0.3));
      yield* print(yield* value.get());
    });
    expect(found).toEqual(['False, deadlock']);
  });

  it('144 of wait() of a Condition: the other is woken, the next notify() hangs', () => {
    const found = outcomes(function* () {
      const turn = yield* new Condition();
      const second = yield* firstOfTwoKilled(turn);
      yield* notify(turn);
      yield* second.join();
      yield* print('joined');
      yield* notify(turn);
    });
    expect(found).toEqual(['second, joined, deadlock']);
  });

  it('144 of wait() of a Condition: notify_all() hangs, and so the other never comes back', () => {
    const found = outcomes(function* () {
      const turn = yield* new Condition();
      const second = yield* firstOfTwoKilled(turn);
      yield* turn.acquire();
      yield* turn.notifyAll();
      yield* second.join();
    });
    expect(found).toEqual(['deadlock']);
  });
});
