/** Executor.map, `with`, and replaced workers: the rest of row 177. */
import { describe, expect, it } from 'vitest';
import { sweep } from '../base/sweep.ts';
import { print, PyError } from '../program/builtins.ts';
import {
  asCompleted,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
} from '../program/concurrent-futures.ts';
import { activeChildren, currentProcess } from '../program/multiprocessing.ts';
import { getpid } from '../program/os.ts';
import type { Steps } from '../program/steps.ts';
import { activeCount } from '../program/threading.ts';
import { monotonic, sleep } from '../program/time.ts';
import { nextOnes, prints, raised, run, valuesOf } from './process-runs.ts';

function* nap(seconds: number): Steps<number> {
  if (seconds < 0) throw new PyError('ValueError', String(seconds));
  yield* sleep(seconds);
  return seconds;
}
function* add(a: number, b: number): Steps<number> {
  yield* sleep(0);
  return a + b;
}
function* pid(): Steps<number> {
  return yield* getpid();
}
function* nameOfProcess(): Steps<string> {
  return yield* (yield* currentProcess()).name();
}
function* begun(n: number): Steps<number> {
  yield* print('begun', n);
  yield* sleep(1);
  return n;
}

const bodies = { nap, add, pid, nameOfProcess, begun };
const linesOf = (main: () => Steps<unknown>) => prints({ ...bodies, main }, 6);

describe.each([
  ['ThreadPoolExecutor', ThreadPoolExecutor],
  ['ProcessPoolExecutor', ProcessPoolExecutor],
] as const)('%s', (_name, Kind) => {
  it('177 map hands in all calls at once and gives their values one by one', () => {
    const lines = linesOf(function* () {
      const ex = yield* new Kind(2);
      const each = yield* ex.map(nap, [3, 1, 2]);
      yield* print(yield* monotonic());
      yield* print(yield* each.next(), yield* monotonic());
      yield* print(yield* nextOnes(each, 3), yield* monotonic());
      yield* print(yield* valuesOf(ex.map(add, [1, 2, 3], [10, 20])), yield* valuesOf(ex.map(nap)));
      yield* ex.shutdown();
      yield* print(yield* raised(ex.map(nap, [1])), yield* valuesOf(ex.map(nap, [])));
    });
    expect(lines).toEqual([
      '0',
      '3 3',
      "[1, 2, 'StopIteration'] 3",
      '[11, 22] []',
      'RuntimeError: cannot schedule new futures after shutdown []',
    ]);
  });

  it('177 map raises where the turn comes, or once time is up, and is over then', () => {
    const lines = linesOf(function* () {
      const ex = yield* new Kind(2);
      yield* print(yield* nextOnes(yield* ex.map(nap, [1, -1, 2, 2]), 4));
      const late = yield* ex.map(nap, [1, 9, 1], { timeout: 3 });
      yield* sleep(0.5);
      yield* print(yield* nextOnes(late, 3));
    });
    expect(lines).toEqual([
      "[1, 'ValueError: -1', 'StopIteration', 'StopIteration']",
      "[1, 'TimeoutError', 'StopIteration']",
    ]);
  });

  it('177 a map that is left early cancels what is not under way', () => {
    const main = function* (): Steps<void> {
      const ex = yield* new Kind(1);
      const each = yield* ex.map(begun, [1, 2, 3, 4, 5, 6, 7]);
      yield* each.next();
      yield* each.close();
      yield* print(yield* raised(each.next()));
    };
    for (let seed = 0; seed < 6; seed++) {
      const { printed } = run({ ...bodies, main }, seed);
      expect(printed).toContain('begun 1');
      expect(printed).toContain('StopIteration');
      expect(printed).not.toContain('begun 6');
    }
  });

  it('177 a map that is left before its first value cancels nothing', () => {
    const lines = linesOf(function* () {
      const ex = yield* new Kind(1);
      const each = yield* ex.map(begun, [1, 2, 3, 4]);
      yield* each.close();
      yield* ex.shutdown();
      yield* print(yield* raised(each.next()));
    });
    expect(lines.toSorted()).toEqual(['StopIteration', 'begun 1', 'begun 2', 'begun 3', 'begun 4']);
  });

  it('177 with waits for what is left', () => {
    const lines = linesOf(function* () {
      const ex = yield* new Kind(2);
      const future = yield* ex.with((open) => open.submit(nap, 2));
      yield* print(yield* future.done(), yield* monotonic(), yield* activeCount());
      yield* print(yield* raised(ex.with((shut) => shut.submit(nap, 2))));
    });
    expect(lines).toEqual(['True 2 1', 'RuntimeError: cannot schedule new futures after shutdown']);
  });

  it('177 as_completed counts its time from the first next()', () => {
    const lines = linesOf(function* () {
      const ex = yield* new Kind(1);
      const each = asCompleted([yield* ex.submit(nap, 3)], 2);
      yield* sleep(1.5);
      yield* print(yield* (yield* each.next()).result());
    });
    expect(lines).toEqual(['3']);
  });
});

describe('chunks of a ProcessPoolExecutor', () => {
  it('177 a chunk is one call, and ends where an item raises', () => {
    const lines = linesOf(function* () {
      const ex = yield* new ProcessPoolExecutor(3);
      const pids = yield* valuesOf(ex.map(pid, [], { chunksize: 3 }));
      yield* print(pids, yield* raised(ex.map(nap, [1], { chunksize: 0 })));
      yield* print(yield* valuesOf(ex.map(add, [1, 2, 3], [4, 5, 6], { chunksize: 2 })));
      const each = yield* ex.map(nap, [4, 3, 1, -1, 1, 1], { chunksize: 2 });
      yield* print(yield* nextOnes(each, 5), yield* monotonic());
    });
    expect(lines).toEqual([
      '[] ValueError: chunksize must be >= 1.',
      '[5, 7, 9]',
      "[4, 3, 'ValueError: -1', 'StopIteration', 'StopIteration'] 7",
    ]);
    const { printed } = run({
      *main(): Steps<void> {
        const ex = yield* new ProcessPoolExecutor(3);
        yield* print(new Set(yield* valuesOf(ex.map(whoTakes, [1, 2, 3], { chunksize: 3 }))).size);
      },
      whoTakes,
    });
    expect(printed).toEqual(['1']);
  });

  it('177 threads know no chunks', () => {
    const lines = linesOf(function* () {
      const ex = yield* new ThreadPoolExecutor(2);
      yield* print(yield* valuesOf(ex.map(nap, [1, 1], { chunksize: 0 })), yield* monotonic());
    });
    expect(lines).toEqual(['[1, 1] 1']);
  });
});

describe('max_tasks_per_child', () => {
  it('177 replaces a spawned worker after so many calls', () => {
    const lines = linesOf(function* () {
      const names = [];
      const two = yield* new ProcessPoolExecutor(1, { maxTasksPerChild: 2 });
      for (let n = 0; n < 5; n++) {
        names.push(yield* (yield* two.submit(nameOfProcess)).result());
        yield* sleep(1);
      }
      yield* print(names);
      yield* two.shutdown();
      const one = yield* new ProcessPoolExecutor(1, { maxTasksPerChild: 1 });
      yield* print(yield* valuesOf(one.map(nameOfProcess, [1, 2, 3])));
      yield* one.shutdown();
      yield* print((yield* activeChildren()).length, yield* activeCount());
    });
    const [a, b, c, ...others] = [1, 2, 3, 4, 5, 6].map((n) => `'SpawnProcess-${n}'`);
    expect(lines).toEqual([`[${[a, a, b, b, c].join(', ')}]`, `[${others.join(', ')}]`, '0 1']);
  });

  it('177 hangs as in CPython 3.11 where calls wait while the worker ends', () => {
    const { end, printed } = run({
      *main(): Steps<void> {
        const ex = yield* new ProcessPoolExecutor(1, { maxTasksPerChild: 2 });
        yield* print(yield* nextOnes(yield* ex.map(nap, [1, 1, 1], { timeout: 9 }), 3));
      },
      ...bodies,
    });
    expect([end, printed]).toEqual(['deadlock', ["[1, 1, 'TimeoutError']"]]);
  });

  it.each([
    [{ maxTasksPerChild: 0 }, 'max_tasks_per_child must be >= 1'],
    [{ maxTasksPerChild: 1.5 }, 'max_tasks_per_child must be an integer'],
    [
      { maxTasksPerChild: 1, mpContext: 'fork' },
      "max_tasks_per_child is incompatible with the 'fork' multiprocessing start method; supply a different mp_context.",
    ],
  ] as const)('177 refuses %o', (options, message) => {
    expect(() => new ProcessPoolExecutor(1, options)).toThrow(message);
  });

  it('177 a context says how workers are started', () => {
    const lines = linesOf(function* () {
      const ex = yield* new ProcessPoolExecutor(3, { mpContext: 'spawn' });
      yield* print(yield* (yield* ex.submit(nameOfProcess)).result());
      yield* print((yield* activeChildren()).length);
    });
    expect(lines).toEqual(['SpawnProcess-1', '1']);
  });
});

it('177 shuts down though a call is cancelled as the last result comes', () => {
  for (let seed = 0; seed < sweep(12, 60, 600); seed++) {
    const { end } = run(
      {
        *main(): Steps<void> {
          const ex = yield* new ProcessPoolExecutor(1);
          yield* ex.submit(nap, 1);
          yield* sleep(1);
          yield* (yield* ex.submit(nap, 1)).cancel();
          yield* ex.shutdown();
        },
        ...bodies,
      },
      seed,
    );
    expect([seed, end]).toEqual([seed, 'finished']);
  }
});

function* whoTakes(): Steps<number> {
  yield* sleep(0.5);
  return yield* getpid();
}
