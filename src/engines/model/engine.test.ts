import { describe, expect, it } from 'vitest';
import { here } from '../../program/at.ts';
import { print, Variable } from '../../program/builtins.ts';
import { Process } from '../../program/multiprocessing.ts';
import { Queue } from '../../program/queue.ts';
import type { Steps } from '../../program/steps.ts';
import { Event, Lock, Thread } from '../../program/threading.ts';
import { monotonic, sleep } from '../../program/time.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { go } from './choice.ts';
import { Model } from './engine.ts';
import type { ModelOptions } from './options.ts';
import { findObstacles } from './standing.ts';
import { fewestSwitches } from './strategies/fewest-switches.ts';
import { random } from './strategies/random.ts';

type Module = ModelOptions['module'];

const modelOf = (module: Module, options: Partial<ModelOptions> = {}) =>
  new Model({
    module,
    params: null,
    seed: 1,
    strategy: fewestSwitches(),
    timed: true,
    ...options,
  });

function printed(trace: Trace): string[] {
  const lines = [];
  for (let seq = 0; seq < trace.length; seq++) {
    if (trace.opInfo(seq)?.name === 'print') lines.push(trace.text(seq));
  }
  return lines;
}

function* nap(word: string, seconds: number): Steps<void> {
  yield* sleep(seconds);
  yield* print(word, yield* monotonic());
}

const sleeper = {
  nap,
  *main(): Steps<void> {
    const thread = yield* new Thread({ target: nap, args: ['late', 2] });
    yield* thread.start();
    yield* sleep(1);
    yield* print('early', yield* monotonic());
    yield* thread.join();
  },
};

describe('time', () => {
  it('passes only when nobody can move, if timed', () => {
    const model = modelOf(sleeper);
    expect(model.run(1000)).toBe('finished');
    expect(printed(model.trace)).toEqual(['early 1', 'late 2']);
    expect(model.time).toBe(2000);
  });

  it('lets a longer sleep end first, if untimed, but none too early', () => {
    const orders = new Set<string>();
    for (let seed = 0; seed < 50; seed++) {
      const model = modelOf(sleeper, { seed, strategy: random(), timed: false });
      expect(model.run(1000)).toBe('finished');
      const said = printed(model.trace).map((line) => line.split(' '));
      for (const [word, time] of said) {
        expect(Number(time)).toBeGreaterThanOrEqual(word === 'early' ? 1 : 2);
      }
      orders.add(said.map(([word]) => word).join(' '));
    }
    expect(orders).toEqual(new Set(['early late', 'late early']));
  });

  it('passes with every step of a thread, at a cost', () => {
    const model = modelOf(sleeper, { cost: 0.5 });
    model.run(1000);
    expect(model.time).toBeGreaterThan(2000);
    const { trace } = model;
    for (let seq = 1; seq < trace.length; seq++) {
      expect(trace.time(seq)).toBeGreaterThanOrEqual(trace.time(seq - 1));
    }
  });

  it('ends a spin in a timed run once steps cost time', () => {
    const spinner = {
      *main(): Steps<void> {
        while ((yield* monotonic()) < 0.1);
      },
    };
    expect(modelOf(spinner).run(10_000)).toBe('limit');
    expect(modelOf(spinner, { cost: 1 }).run(10_000)).toBe('finished');
  });
});

function* both(first: Lock, second: Lock): Steps<void> {
  yield* first.acquire();
  yield* second.acquire();
  yield* second.release();
  yield* first.release();
}

const embrace = {
  both,
  *main(): Steps<void> {
    const a = yield* new Lock();
    const b = yield* new Lock();
    const other = yield* new Thread({ target: both, args: [b, a] });
    yield* other.start();
    yield* both(a, b);
    yield* other.join();
  },
};

describe('a deadlock', () => {
  it('is found by some seeds, and says who waits for whom', () => {
    const ends = [];
    for (let seed = 0; seed < 40; seed++) {
      const model = modelOf(embrace, { seed, strategy: random() });
      ends.push(model.run(1000));
      if (ends.at(-1) !== 'deadlock') continue;
      expect(model.enabled()).toEqual([]);
      expect(findObstacles(model)).toMatchObject([
        { thread: 0, why: 'blocked', object: 1, inTheWay: 1, limit: Infinity },
        { thread: 1, why: 'blocked', object: 0, inTheWay: 0, limit: Infinity },
      ]);
    }
    expect(new Set(ends)).toEqual(new Set(['finished', 'deadlock']));
  });
});

function* add(n: Variable<number>): Steps<void> {
  yield* n.set((yield* n.get()) + 1);
}

const race = {
  add,
  *main(): Steps<void> {
    const n = yield* new Variable(0);
    const threads = [];
    for (let i = 0; i < 2; i++) {
      const thread = yield* new Thread({ target: add, args: [n] });
      yield* thread.start();
      threads.push(thread);
    }
    for (const thread of threads) yield* thread.join();
    yield* print(yield* n.get());
  },
};

describe('choosing by hand', () => {
  /** Takes steps until no thread can move: each of `order` in turn for as long as it can. */
  function play(model: Model, order: readonly number[]): void {
    for (const thread of order) expect(model.take(go(thread)), `step of ${thread}`).toBe(true);
    while (model.step().kind === 'stepped');
  }

  it('loses an update', () => {
    const model = modelOf(race);
    // Main starts both, waiting for each to run.
    const start = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0];
    play(model, [...start, 1, 2, 1, 2]);
    expect(printed(model.trace)).toEqual(['1']);
  });

  it('refuses a thread that cannot move, and goes on as if nothing had been asked', () => {
    const model = modelOf(race);
    expect(model.take(go(1))).toBe(false);
    expect(model.take(go(-3))).toBe(false);
    expect(model.take(go(1 << 20))).toBe(false);
    expect(model.run(1000)).toBe('finished');
    expect(printed(model.trace)).toEqual(['2']);
  });

  it('says what each enabled thread would do', () => {
    const model = modelOf(race);
    for (const thread of [0, 0, 0, 0]) model.take(go(thread));
    const names = model
      .enabled()
      .map((choice) => [choice.thread, model.trace.ops[choice.op]?.name, choice.after]);
    expect(names).toEqual([
      [0, 'started', 'computing'],
      [1, 'begin', 'computing'],
    ]);
  });

  it('says what a thread would create, and which thread or process it would start', () => {
    const model = modelOf({
      wait,
      *main(): Steps<void> {
        const lock = yield* here(new Lock(), 1, 'lock');
        const child = yield* new Process({ target: wait, name: 'child', args: [lock] });
        yield* child.start();
      },
    });
    const told: unknown[] = [];
    for (let n = 0; n < 4; n++) {
      const [choice] = model.enabled();
      told.push([model.trace.ops[choice!.op]?.name, choice?.makes, choice?.other]);
      model.take(go(0));
    }
    expect(told).toEqual([
      ['begin', undefined, -1],
      ['create', 'lock', -1],
      ['create', 'child', -1],
      ['start', undefined, 1],
    ]);
  });
});

function* wait(lock: Lock): Steps<void> {
  yield* lock.acquire();
  yield* lock.release();
}

const barging = {
  wait,
  *main(): Steps<void> {
    const lock = yield* new Lock();
    yield* lock.acquire();
    const waiter = yield* new Thread({ target: wait, args: [lock] });
    yield* waiter.start();
    yield* sleep(1);
    yield* lock.release();
    yield* lock.acquire();
    yield* sleep(1);
    yield* lock.release();
    yield* waiter.join();
  },
};

it('lets a barred thread wait again before time passes', () => {
  const model = modelOf(barging);
  expect(model.run(1000)).toBe('finished');
  const { trace } = model;
  const blocks = [];
  for (let seq = 0; seq < trace.length; seq++) {
    const isLock = trace.object(seq) === 0 && trace.phase(seq) === Phase.block;
    if (isLock) blocks.push([trace.thread(seq), trace.time(seq)]);
  }
  expect(blocks).toEqual([
    [1, 0],
    [1, 1000],
  ]);
});

const impatient = {
  *main(): Steps<void> {
    const box = yield* new Queue();
    const flag = yield* new Event();
    yield* print(yield* flag.wait(1));
    try {
      yield* box.get(true, 1);
    } catch (error) {
      yield* print(String(error));
    }
    yield* print(yield* monotonic());
  },
};

it.each([true, false])('lets time limits pass (timed: %s)', (timed) => {
  const model = modelOf(impatient, { timed });
  expect(model.run(1000)).toBe('finished');
  expect(printed(model.trace)).toEqual(['False', 'Empty', '2']);
});

it('takes a thread out of the run, as live when its Worker hangs', () => {
  const model = modelOf(sleeper);
  for (const thread of [0, 0, 0, 1, 0]) expect(model.take(go(thread))).toBe(true);
  expect(model.take(4 * 1 + 2, undefined, 'gone')).toBe(true);
  expect(model.run(1000)).toBe('finished');
  expect(printed(model.trace)).toEqual(['early 1']);
});
