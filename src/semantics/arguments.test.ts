/** Arguments are values or handles. Anything else raises where it is passed on, and is never changed. */
import { describe, expect, it } from 'vitest';
import { print } from '../program/builtins.ts';
import { packValue } from '../program/handle.ts';
import { Pool, Process, Queue } from '../program/multiprocessing.ts';
import type { Steps } from '../program/steps.ts';
import { Thread, local } from '../program/threading.ts';
import { prints, raised } from './process-runs.ts';

class Point {
  readonly x = 1;
  length(): number {
    return this.x;
  }
}

function* hidden(): Steps<void> {
  yield* print('hidden');
}

function* steps(): Steps<number> {
  yield* print('never');
  return 1;
}

const around: { self?: unknown } = {};
around.self = around;

const refused: readonly (readonly [string, unknown, RegExp])[] = [
  [
    'an arrow function',
    () => 1,
    /^TypeError: a function does not travel: the program must export it/,
  ],
  ['a function that is not exported', hidden, /^TypeError: the function hidden does not travel/],
  ['a bound method', 'abc'.at.bind('abc'), /^TypeError: the function bound at does not travel/],
  ['an instance of a class', new Point(), /^TypeError: an instance of Point does not travel/],
  ['a generator', steps(), /^TypeError: cannot pickle 'generator' object/],
  ['a Date', new Date(0), /^TypeError: an instance of Date does not travel/],
  ['a symbol', Symbol('s'), /^TypeError: a symbol does not travel/],
  ['a Promise', Promise.resolve(1), /^TypeError: an instance of Promise does not travel/],
  ['a WeakMap', new WeakMap(), /^TypeError: an instance of WeakMap does not travel/],
  ['a value that contains itself', around, /^ValueError: a value that contains itself/],
];

describe.each(refused)('%s', (_name, value, message) => {
  it.each([
    ['alone', value],
    ['in a list', [value]],
    ['in an object', { a: { b: value } }],
    ['in a Map', new Map([['a', value]])],
    ['in a Set', new Set([value])],
  ])('%s', (_where, given) => {
    let error: unknown;
    try {
      packValue(given);
    } catch (caught) {
      error = caught;
    }
    expect(String(error)).toMatch(message);
  });
});

function* worker(call: (n: number) => Steps<number>): Steps<number> {
  const result = yield* call(3);
  yield* print(result);
  return result;
}

function* double(n: number): Steps<number> {
  yield* print('double');
  return 2 * n;
}

describe('a function that the program exports', () => {
  it('travels to threads, processes and tasks, and through queues', () => {
    const module = {
      worker,
      double,
      *main() {
        for (const made of [Thread, Process]) {
          const one = yield* new made({ target: worker, args: [double] });
          yield* one.start();
          yield* one.join();
        }
        const queue = yield* new Queue();
        yield* queue.put({ call: double });
        const { call } = (yield* queue.get()) as { call: typeof double };
        yield* print(call === double);
        yield* (yield* new Pool(1)).with((pool) => pool.apply(worker, [double]));
      },
    };
    expect(prints(module, 3)).toEqual(['double', '6', 'double', '6', 'True', 'double', '6']);
  });
});

it('raises where it is given away, in every way', () => {
  const module = {
    worker,
    *main() {
      const bad = () => 1;
      const queue = yield* new Queue();
      const own = yield* new local();
      const pool = yield* new Pool(1);
      const tries: readonly Steps<unknown>[] = [
        queue.put(bad),
        own.set('a', bad),
        pool.applyAsync(worker, [bad]),
        (function* () {
          yield* new Thread({ target: worker as never, args: [bad] });
        })(),
      ];
      for (const one of tries) yield* print((yield* raised(one)).slice(0, 29));
      yield* pool.terminate();
    },
  };
  expect(prints(module, 2)).toEqual(Array(4).fill('TypeError: the function bad d'));
});
