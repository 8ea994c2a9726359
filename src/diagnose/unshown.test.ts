/** Mistakes that no scenario contains: the deciding event and the cure. */
import { describe, expect, test } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { strategies } from '../engines/model/strategies/registry.ts';
import { type Future, ThreadPoolExecutor } from '../program/concurrent-futures.ts';
import { List } from '../program/contents.ts';
import { Process } from '../program/multiprocessing.ts';
import { Queue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { Barrier, Condition, Event, Lock, Semaphore, Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { Names } from '../views/names.ts';
import { cureOf, type CureKey } from './cure-of.ts';
import { findingsOf } from './findings-of.ts';
import type { ClauseKey } from './finding.ts';
import { say } from './say.ts';
import en from './texts/en.json';

type Module = Readonly<Record<string, unknown>>;

function diagnose(module: Module): string[] {
  const strategy = strategies.random();
  const model = new Model({ module, params: {}, seed: 1, strategy, timed: true });
  while (model.prepare() === 'go') model.step();
  const { trace } = model;
  const words = { names: new Names(trace), language: 'en', texts: en };
  return findingsOf(trace).flatMap((finding) => {
    const found = finding.cases.at(-1)!;
    const told = found.says.map((one) => {
      const place = one.at < 0 ? 'nowhere' : 'there';
      return `${one.key} ${place}: ${say(trace, one, words)}`;
    });
    return [...told, `cure ${cureOf(finding, found)}`];
  });
}

const pool = {
  *main(): Steps<void> {
    const workers = yield* new ThreadPoolExecutor(1);
    const future: Future = yield* workers.submit(pool.outer, workers);
    yield* future.result();
  },
  *outer(this: void, workers: ThreadPoolExecutor): Steps<unknown> {
    const future: Future = yield* workers.submit(pool.inner);
    return yield* future.result();
  },
  *inner(this: void): Steps<void> {
    yield* sleep(0.1);
  },
};

const permit = {
  *main(): Steps<void> {
    const seats = yield* new Semaphore(1);
    yield* (yield* new Thread({ target: permit.guest, args: [seats] })).start();
    yield* sleep(0.1);
    yield* seats.acquire();
  },
  *guest(this: void, seats: Semaphore): Steps<void> {
    yield* seats.acquire();
  },
};

const barrier = {
  *main(): Steps<void> {
    const hut = yield* new Barrier(3);
    for (let i = 0; i < 2; i++) {
      yield* (yield* new Thread({ target: barrier.hiker, args: [hut] })).start();
    }
  },
  *hiker(this: void, hut: Barrier): Steps<void> {
    yield* hut.wait();
  },
};

const join = {
  *main(): Steps<void> {
    const door = yield* new Lock();
    const thread = yield* new Thread({ target: join.guest, args: [door] });
    yield* thread.start();
    yield* door.acquire();
    yield* thread.join();
    yield* door.release();
  },
  *guest(this: void, door: Lock): Steps<void> {
    yield* sleep(0.1);
    yield* door.acquire();
    yield* door.release();
  },
};

const cleared = {
  *main(): Steps<void> {
    const bell = yield* new Event();
    yield* (yield* new Thread({ target: cleared.guest, args: [bell] })).start();
    yield* sleep(0.1);
    yield* bell.set();
    yield* bell.clear();
  },
  *guest(this: void, bell: Event): Steps<void> {
    yield* sleep(0.5);
    yield* bell.wait();
  },
};

const unmarked = {
  *main(): Steps<void> {
    const mail = yield* new Queue();
    yield* (yield* new Thread({ target: unmarked.clerk, args: [mail] })).start();
    yield* mail.put('letter');
  },
  *clerk(this: void, mail: Queue): Steps<void> {
    for (;;) yield* mail.get();
  },
};

const emptied = {
  *main(): Steps<void> {
    const tray = yield* new List([1]);
    for (let i = 0; i < 2; i++) {
      yield* (yield* new Thread({ target: emptied.waiter, args: [tray] })).start();
    }
  },
  *waiter(this: void, tray: List<number>): Steps<void> {
    if ((yield* tray.len()) > 0) {
      yield* sleep(0.1);
      yield* tray.pop();
    }
  },
};

const zombie = {
  *main(): Steps<void> {
    const child = yield* new Process({ target: zombie.child });
    yield* child.start();
    yield* sleep(1);
    yield* child.join();
  },
  *child(this: void): Steps<void> {
    yield* sleep(0.1);
  },
};

const awaited = {
  *main(): Steps<void> {
    const child = yield* new Process({ target: awaited.child });
    yield* child.start();
    yield* child.join();
    yield* sleep(1);
  },
  *child(this: void): Steps<void> {
    yield* sleep(0.1);
  },
};

/** The clerk comes when the bell has been rung, and has a timeout. */
const late = {
  *main(): Steps<void> {
    const bell = yield* new Condition();
    yield* (yield* new Thread({ target: late.clerk, args: [bell] })).start();
    yield* bell.acquire();
    yield* bell.notify();
    yield* bell.release();
  },
  *clerk(this: void, bell: Condition): Steps<void> {
    yield* sleep(0.5);
    yield* bell.acquire();
    yield* bell.wait(2);
    yield* bell.release();
  },
};

const rows: readonly (readonly [string, Module, ClauseKey, string, CureKey])[] = [
  ['a pool that waits for itself', pool, 'why.pending', 'handed in inner()', 'workers'],
  ['a permit that ended with its taker', permit, 'why.ended-holding', 'Thread-1 ended at', 'with'],
  ['too few at a barrier', barrier, 'why.parties', 'made barrier-1 for 3', 'parties'],
  ['join() with the lock', join, 'deadlock.joining', 'while it had lock-1', 'give-first'],
  ['set and cleared before it came', cleared, 'why.cleared', 'MainThread cleared', 'count'],
  ['rung before it came', late, 'unheard.call', 'MainThread had called notify()', 'look'],
  ['no end mark', unmarked, 'why.last-put', 'MainThread put into queue-1 last', 'mark'],
  ['a zombie', zombie, 'zombie.stays', 'Process-1 ended at 100 ms', 'reap'],
  ['taken in between', emptied, 'end.changed', 'changed list-1', 'together'],
];

describe.each(rows)('%s', (_, module, key, text, cure) => {
  test('names the event that decided, and the cure', () => {
    const told = diagnose(module);
    const [decided] = told.filter((line) => line.startsWith(`${key} there: `));
    expect(decided).toContain(text);
    expect(told).toContain(`cure ${cure}`);
  });
});

test('a child that is joined when it ends is no zombie', () => {
  expect(diagnose(awaited)).toEqual([]);
});
