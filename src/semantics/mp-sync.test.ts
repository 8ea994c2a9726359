/** multiprocessing's locks, Value and Array: rows 139 to 146, by their numbers. */
import { describe, expect, it } from 'vitest';
import { print } from '../program/builtins.ts';
import {
  Array as SharedArray,
  Barrier,
  BoundedSemaphore,
  Condition,
  Event,
  Lock,
  Process,
  RLock,
  Semaphore,
  type TypeCode,
  Value,
} from '../program/multiprocessing.ts';
import type { Steps } from '../program/steps.ts';
import { sleep } from '../program/time.ts';
import { prints, raised, run } from './process-runs.ts';

const TOO_OFTEN = 'ValueError: semaphore or lock released too many times';

/** The exception raised by the creation of an object. */
function* creating(make: () => Iterable<unknown>): Steps<unknown> {
  return yield* make() as Steps<unknown>;
}

describe('shared by processes', () => {
  it('139 140 Lock', () => {
    function* other(lock: Lock): Steps<void> {
      yield* print(yield* lock.acquire(false), yield* lock.acquire(true, 0.1));
      yield* print(yield* lock.acquire(true, -1), yield* lock.acquire(false, 5));
      yield* lock.release();
    }
    const lines = prints({
      *main(): Steps<void> {
        const lock = yield* new Lock();
        yield* print(yield* lock.acquire());
        const p = yield* new Process({ target: other, args: [lock] });
        yield* p.start();
        yield* p.join();
        yield* print(yield* raised(lock.release()));
      },
      other,
    });
    expect(lines).toEqual(['True', 'False False', 'False False', TOO_OFTEN]);
  });

  it('141 a holder that ends keeps it for ever', () => {
    function* hold(lock: Lock, how: string): Steps<void> {
      yield* lock.acquire();
      if (how === 'terminate') yield* sleep(9);
    }
    for (const how of ['exit', 'terminate']) {
      const lines = prints({
        *main(): Steps<void> {
          const lock = yield* new Lock();
          const p = yield* new Process({ target: hold, args: [lock, how] });
          yield* p.start();
          yield* sleep(1);
          yield* p.terminate();
          yield* p.join();
          yield* print(yield* lock.acquire(true, 0.2));
        },
        hold,
      });
      expect(lines).toEqual(['False']);
    }
  });

  it('142 RLock', () => {
    const wrong = 'AssertionError: attempt to release recursive lock not owned by thread';
    function* other(lock: RLock): Steps<void> {
      yield* print(yield* lock.acquire(false), yield* raised(lock.release()));
    }
    const lines = prints({
      *main(): Steps<void> {
        const lock = yield* new RLock();
        yield* print(yield* lock.acquire(), yield* lock.acquire(false));
        const p = yield* new Process({ target: other, args: [lock] });
        yield* p.start();
        yield* p.join();
        yield* lock.release();
        yield* lock.release();
        yield* print(yield* raised(lock.release()));
      },
      other,
    });
    expect(lines).toEqual(['True True', `False ${wrong}`, wrong]);
  });

  it('143 Semaphore and BoundedSemaphore', () => {
    const lines = prints({
      *main(): Steps<void> {
        const s = yield* new Semaphore(1);
        yield* s.release();
        yield* print(yield* s.getValue());
        yield* print(yield* s.acquire(), yield* s.acquire(), yield* s.acquire(true, -1));
        yield* print(yield* raised(creating(() => new Semaphore(-1))));
        const b = yield* new BoundedSemaphore(1);
        yield* print(yield* raised(b.release()), yield* b.getValue());
      },
    });
    expect(lines).toEqual([
      '2',
      'True True False',
      'OSError: [Errno 22] Invalid argument',
      `${TOO_OFTEN} 1`,
    ]);
  });

  it('144 Event, Condition and Barrier', () => {
    function* waiter(event: Event, condition: Condition, barrier: Barrier): Steps<void> {
      yield* print('event', yield* event.wait());
      yield* condition.acquire();
      yield* barrier.wait();
      yield* print('condition', yield* condition.wait());
      yield* condition.release();
    }
    const lines = prints({
      *main(): Steps<void> {
        const event = yield* new Event();
        const condition = yield* new Condition();
        const barrier = yield* new Barrier(2);
        yield* print(yield* raised(condition.wait()));
        yield* print(yield* raised(condition.notify()));
        yield* print(yield* raised(condition.notifyAll()));
        const p = yield* new Process({ target: waiter, args: [event, condition, barrier] });
        yield* p.start();
        yield* event.set();
        yield* barrier.wait();
        yield* condition.acquire();
        yield* condition.notify();
        yield* condition.release();
        yield* p.join();
        yield* print(yield* event.isSet(), yield* barrier.nWaiting());
        yield* print(yield* raised((yield* new Barrier(2)).wait(0.1)));
      },
      waiter,
    });
    expect(lines).toEqual([
      'AssertionError: must acquire() condition before using wait()',
      'AssertionError: lock is not owned',
      'AssertionError: lock is not owned',
      'event True',
      'condition True',
      'True 0',
      'BrokenBarrierError',
    ]);
  });

  it.each<[TypeCode, number, string]>([
    ['i', 2 ** 31, '-2147483648'],
    ['b', 200, '-56'],
    ['B', 300, '44'],
    ['f', 0.1, '0.10000000149011612'],
    ['d', 0.1, '0.1'],
  ])('145 Value(%j, %d) reads %s', (type, value, read) => {
    const lines = prints({
      *main(): Steps<void> {
        const v = yield* new Value(type);
        yield* print(yield* v.get());
        yield* v.set(value);
        yield* print(yield* v.get(), yield* (yield* new Value(type, value)).get());
      },
    });
    expect(lines).toEqual(['0', `${read} ${read}`]);
  });

  it('145 Value raises for what is no such number', () => {
    const lines = prints({
      *main(): Steps<void> {
        const v = yield* new Value('i', 5, { lock: false });
        yield* print(yield* raised(v.set(1.5)));
        yield* print(yield* raised(creating(() => new Value('z' as TypeCode))));
        try {
          v.getLock();
        } catch (error) {
          yield* print(error instanceof Error ? error.name : '');
        }
      },
    });
    expect(lines).toEqual([
      "TypeError: 'float' object cannot be interpreted as an integer",
      'TypeError: this type has no size',
      'AttributeError',
    ]);
  });

  it('145 Value loses updates without its lock held over both', () => {
    function* add(v: Value, locks: boolean): Steps<void> {
      for (let n = 0; n < 3; n++) {
        if (locks) yield* v.getLock().acquire();
        yield* v.set((yield* v.get()) + 1);
        if (locks) yield* v.getLock().release();
      }
    }
    const main = (locks: boolean) => ({
      *main(): Steps<void> {
        const v = yield* new Value('i');
        const all = [];
        for (let n = 0; n < 2; n++) {
          const p = yield* new Process({ target: add, args: [v, locks] });
          yield* p.start();
          all.push(p);
        }
        for (const p of all) yield* p.join();
        yield* print(yield* v.get());
      },
      add,
    });
    expect(prints(main(true), 20)).toEqual(['6']);
    const without = new Set(
      Array.from({ length: 20 }, (_, seed) => run(main(false), seed).printed[0]),
    );
    expect(without.size).toBeGreaterThan(1);
  });

  it('145 a read waits for whoever holds the lock', () => {
    function* hold(v: Value): Steps<void> {
      yield* v.getLock().acquire();
      yield* v.set(1);
      yield* sleep(2);
      yield* v.set(2);
      yield* v.getLock().release();
    }
    const lines = prints({
      *main(): Steps<void> {
        const v = yield* new Value('i');
        const p = yield* new Process({ target: hold, args: [v] });
        yield* p.start();
        yield* sleep(1);
        yield* print(yield* v.get());
      },
      hold,
    });
    expect(lines).toEqual(['2']);
  });

  it('146 Array', () => {
    const lines = prints({
      *main(): Steps<void> {
        const a = yield* new SharedArray('i', 5);
        yield* print(yield* a.slice());
        yield* a.set(-1, 7);
        yield* a.setSlice(1, 3, [1, 2]);
        yield* print(yield* a.slice(), yield* a.get(4), yield* a.slice(1, 3));
        yield* print(yield* raised(a.get(7)), '|', yield* raised(a.set(9, 1)));
        yield* print(yield* raised(a.setSlice(1, 3, [1])));
        const c = yield* new SharedArray('c', 'hello');
        yield* print((yield* c.slice()).join(''), c.length);
      },
    });
    expect(lines).toEqual([
      '[0, 0, 0, 0, 0]',
      '[0, 1, 2, 0, 7] 7 [1, 2]',
      'IndexError: invalid index | IndexError: invalid index',
      'ValueError: Can only assign sequence of same size',
      'hello 5',
    ]);
  });

  it('146 slices of an Array have steps', () => {
    const lines = prints({
      *main(): Steps<void> {
        const a = yield* new SharedArray('i', [0, 1, 2, 3, 4, 5]);
        yield* print(yield* a.slice(null, null, 2), yield* a.slice(null, null, -1));
        yield* print(yield* a.slice(1, 5, 3), yield* a.slice(-2, null, -2));
        yield* print(yield* a.slice(10, 0, -3), yield* a.slice(5, 1));
        yield* print(yield* raised(a.slice(null, null, 0)));
        yield* a.setSlice(null, null, [9, 8, 7], 2);
        yield* print(yield* a.slice(), yield* raised(a.setSlice(null, null, [1], 2)));
        yield* a.setSlice(null, null, [1, 2, 3, 4, 5, 6], -1);
        yield* a.setSlice(4, 1, []);
        yield* print(yield* a.slice(), yield* raised(a.setSlice(4, 1, [1])));
      },
    });
    const size = 'ValueError: Can only assign sequence of same size';
    expect(lines).toEqual([
      '[0, 2, 4] [5, 4, 3, 2, 1, 0]',
      '[1, 4] [4, 2, 0]',
      '[5, 2] []',
      'ValueError: slice step cannot be zero',
      `[9, 1, 8, 3, 7, 5] ${size}`,
      `[6, 5, 4, 3, 2, 1] ${size}`,
    ]);
  });
});
