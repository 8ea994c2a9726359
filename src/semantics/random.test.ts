/** random in several processes: row 120, by its number. */
import { describe, expect, it } from 'vitest';
import { List, print } from '../program/builtins.ts';
import { Process, Queue, setStartMethod } from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import { _exit } from '../program/os.ts';
import * as random from '../program/random.ts';
import type { Steps } from '../program/steps.ts';
import { Thread } from '../program/threading.ts';
import { prints, raised, run } from './process-runs.ts';

function* draw(q: Queue<number>): Steps<void> {
  yield* q.put(yield* random.random());
}

function* drawTo(all: List<number>): Steps<void> {
  for (let n = 0; n < 3; n++) yield* all.append(yield* random.random());
}

/** A main that seeds its generator, lets a child draw, and draws itself. */
const afterChild = (begin: (q: Queue<number>) => Steps<void>) => ({
  *main(): Steps<void> {
    const q = yield* new Queue<number>();
    yield* random.seed(42);
    const first = yield* random.random();
    yield* random.seed(42);
    yield* begin(q);
    const child = yield* q.get();
    const own = yield* random.random();
    yield* print(own === first, child === first);
  },
  draw,
});

describe('random', () => {
  it.each(['fork', 'spawn'] as const)('120 a child by %s is seeded anew', (method) => {
    const lines = prints(
      afterChild(function* (q) {
        yield* setStartMethod(method);
        const child = yield* new Process({ target: draw, args: [q] });
        yield* child.start();
        yield* child.join();
      }),
    );
    expect(lines).toEqual(['True False']);
  });

  it('120 so is a child of os.fork', () => {
    const lines = prints(
      afterChild(function* (q) {
        if ((yield* os.fork()) === 0) {
          yield* draw(q);
          yield* _exit(0);
        }
        yield* os.wait();
      }),
    );
    expect(lines).toEqual(['True False']);
  });

  it('120 two children draw other numbers, unless they take the same seed', () => {
    function* seeded(q: Queue<number>): Steps<void> {
      yield* random.seed('same');
      yield* draw(q);
    }
    const lines = prints({
      *main(): Steps<void> {
        const q = yield* new Queue<number>();
        for (const target of [draw, seeded]) {
          const drawn = [];
          for (let n = 0; n < 2; n++) {
            const child = yield* new Process({ target, args: [q] });
            yield* child.start();
            drawn.push(yield* q.get());
            yield* child.join();
          }
          yield* print(drawn[0] === drawn[1]);
        }
      },
      draw,
      seeded,
    });
    expect(lines).toEqual(['False', 'True']);
  });

  it('is one generator for the threads of a process', () => {
    const lines = prints({
      *main(): Steps<void> {
        const all = yield* new List<number>();
        const threads = [];
        for (let n = 0; n < 2; n++) {
          const thread = yield* new Thread({ target: drawTo, args: [all] });
          yield* thread.start();
          threads.push(thread);
        }
        for (const thread of threads) yield* thread.join();
        yield* print(new Set(yield* all.copy()).size);
      },
      drawTo,
    });
    expect(lines).toEqual(['6']);
  });

  it('takes the same numbers from the same seed, and from that of the run', () => {
    const program = {
      *main(): Steps<void> {
        yield* print(yield* random.random());
        for (const seed of [3, -3, null]) {
          yield* random.seed(seed);
          yield* print(yield* random.random(), yield* random.choice(['a', 'b', 'c']));
        }
        for (const use of [random.randint(5, 2), random.choice([])]) {
          yield* print(yield* raised(use));
        }
      },
    };
    const [first, second] = [run(program, 1).printed, run(program, 2).printed];
    expect(run(program, 1).printed).toEqual(first);
    expect(first[1]).toBe(first[2]);
    expect(second.map((line, n) => line === first[n])).toEqual([
      false,
      true,
      true,
      false,
      true,
      true,
    ]);
    expect(first.slice(4)).toEqual([
      'ValueError: empty range for randrange() (5, 3, -2)',
      'IndexError: Cannot choose from an empty sequence',
    ]);
  });
});
