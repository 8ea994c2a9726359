/**
 * A manager's server that was killed or shut down, and clients that were killed: effects on others. Rows 148 and 149.
 */
import { describe, expect, it } from 'vitest';
import { print, PyError, repr, strOf } from '../program/builtins.ts';
import { activeChildren, Manager, Process } from '../program/multiprocessing.ts';
import type { EventProxy, LockProxy, QueueProxy } from '../program/manager-proxies.ts';
import type { Steps } from '../program/steps.ts';
import { Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { prints } from './process-runs.ts';

function* tell(steps: Steps<unknown>): Steps<void> {
  try {
    yield* print((yield* steps) ?? null);
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    yield* print(repr(error));
  }
}

function* killServer(): Steps<void> {
  const [server] = yield* activeChildren();
  yield* server!.kill();
  yield* server!.join();
}

const BROKEN = "BrokenPipeError(32, 'Broken pipe')";
const REFUSED = "ConnectionRefusedError(111, 'Connection refused')";
const MISSING = "FileNotFoundError(2, 'No such file or directory')";

describe('a server that', () => {
  it('was killed breaks the connections that there are and refuses new ones', () => {
    const lines = prints({
      *main(): Steps<void> {
        const m = yield* new Manager();
        const l = yield* m.list([1]);
        yield* print(yield* l.len());
        yield* killServer();
        yield* tell(l.append(2));
        yield* tell(l.len());
        yield* tell(m.list());
        yield* tell(m.shutdown());
        yield* print((yield* strOf(l)).endsWith("; '__str__()' failed>"));
      },
    });
    expect(lines).toEqual(['1', BROKEN, BROKEN, REFUSED, 'None', 'True']);
  });

  it('was killed refuses whoever had made no call', () => {
    const lines = prints({
      *main(): Steps<void> {
        const m = yield* new Manager();
        const l = yield* m.list([1]);
        yield* killServer();
        yield* tell(l.append(2));
        yield* tell(l.append(3));
        yield* tell(m.dict());
      },
    });
    expect(lines).toEqual([REFUSED, REFUSED, REFUSED]);
  });

  it('was shut down is not there any more', () => {
    const lines = prints({
      *main(): Steps<void> {
        const m = yield* new Manager();
        const [l, unused] = [yield* m.list([1]), yield* m.dict()];
        yield* m.shutdown();
        yield* tell(unused.keys());
        yield* tell(l.append(2));
        yield* tell(m.list());
        yield* tell(m.shutdown());
      },
    });
    const down = "AssertionError('server not yet started')";
    expect(lines).toEqual([MISSING, MISSING, down, 'None']);
  });

  it('is killed ends a call that waits there', () => {
    const lines = prints({
      *main(): Steps<void> {
        const m = yield* new Manager();
        const q = yield* m.Queue();
        const t = yield* new Thread({ target: getter, args: [q] });
        yield* t.start();
        yield* sleep(0.3);
        yield* killServer();
        yield* t.join();
      },
      getter,
    });
    expect(lines).toEqual(['EOFError()']);
  });
});

function* getter(q: QueueProxy): Steps<void> {
  yield* tell(q.get());
}

describe('a client that was killed', () => {
  it('in acquire() gets the lock all the same, and nobody gets it after', () => {
    const lines = prints(
      {
        *main(): Steps<void> {
          const m = yield* new Manager();
          const lock = yield* m.Lock();
          yield* lock.acquire();
          const p = yield* new Process({ target: locker, args: [lock] });
          yield* p.start();
          yield* sleep(0.6);
          yield* p.terminate();
          yield* p.join();
          yield* lock.release();
          yield* sleep(0.1);
          yield* print(yield* lock.acquire(true, 0.3));
        },
        locker,
      },
      4,
    );
    expect(lines).toEqual(['False', 'False']);
  });

  it('in wait() of an Event leaves nothing behind: that Event is threading’s', () => {
    const lines = prints(
      {
        *main(): Steps<void> {
          const m = yield* new Manager();
          const event = yield* m.Event();
          const p = yield* new Process({ target: waiter, args: [event] });
          yield* p.start();
          yield* sleep(0.3);
          yield* p.kill();
          yield* p.join();
          yield* event.set();
          yield* print(yield* event.isSet(), yield* event.wait());
        },
        waiter,
      },
      4,
    );
    expect(lines).toEqual(['True True']);
  });
});

function* locker(lock: LockProxy): Steps<void> {
  yield* print(yield* lock.acquire(true, 0.3));
  yield* lock.acquire();
}

function* waiter(event: EventProxy): Steps<void> {
  yield* event.wait();
}
