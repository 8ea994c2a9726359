/**
 * Odd numbers as arguments of every call: each call returns, raises or waits as long as it was told; nothing hangs, and
 * the run continues.
 */
import { describe, expect, it } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { random } from '../engines/model/strategies/random.ts';
import * as builtins from '../program/builtins.ts';
import * as futures from '../program/concurrent-futures.ts';
import type { Handle } from '../program/handle.ts';
import * as mp from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import { _exit } from '../program/os.ts';
import * as queue from '../program/queue.ts';
import * as randomModule from '../program/random.ts';
import * as signal from '../program/signal.ts';
import * as socket from '../program/socket.ts';
import type { Steps } from '../program/steps.ts';
import * as subprocess from '../program/subprocess.ts';
import * as threading from '../program/threading.ts';
import * as time from '../program/time.ts';
import { Phase } from '../trace/format.ts';
import { ARGUMENTS, body, made, operationsOf } from './every-handle.ts';
import { run } from './process-runs.ts';
import { thinned } from '../base/sweep.ts';

const HOSTILE: readonly unknown[] = [
  NaN,
  Infinity,
  -Infinity,
  -1,
  -0,
  1.5,
  5e-324,
  2 ** 31,
  2 ** 53,
  1e300,
  10n ** 30n,
  -(10n ** 30n),
  null,
  'x',
  [],
];

/** Each number in every argument position of a call. */
function* callsWith(usual: readonly unknown[]): Generator<readonly unknown[]> {
  for (const bad of HOSTILE) {
    yield [bad];
    yield [true, bad];
    yield [1, true, bad];
    for (let n = 0; n < usual.length; n++)
      yield usual.map((arg, place) => (place === n ? bad : arg));
  }
}

const STEPS = 30_000;

function* one(call: () => unknown): Steps<void> {
  let steps;
  try {
    steps = call();
    const isSteps = typeof steps === 'object' && steps !== null && 'next' in steps;
    if (isSteps) yield* steps as Steps<unknown>;
  } catch {
    // The exception is CPython's choice; here it only matters that the call returns.
  }
}

/** Makes each call in a thread of its own. Returns how the run ended, and whether main reached its end. */
function runCalls(prepare: () => Steps<readonly (() => unknown)[]>): string {
  let calls: readonly (() => unknown)[] = [];
  function* caller(place: number): Steps<void> {
    yield* one(calls[place]!);
  }
  function* main(): Steps<void> {
    calls = yield* prepare();
    for (const place of calls.keys()) {
      const thread = yield* new threading.Thread({ target: caller, args: [place], daemon: true });
      yield* thread.start();
    }
    yield* time.sleep(100);
    yield* builtins.print('main comes to its end');
    yield* _exit(0);
  }
  const model = new Model({
    module: { main, caller, body },
    params: null,
    seed: 1,
    strategy: random(),
    timed: true,
  });
  const end = model.run(STEPS);
  for (let seq = 0; seq < model.trace.length; seq++) {
    const isSaid = model.trace.text(seq) === 'main comes to its end';
    if (isSaid && model.trace.phase(seq) === Phase.done) return `${end}, main too`;
  }
  return end;
}

type Methods = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** Ways to create them; others are created by `yield*`. */
const creations: Readonly<Record<string, () => Steps<Handle>>> = {
  *'mp.Connection'() {
    return (yield* mp.pipe())[0];
  },
  *Socket() {
    return (yield* socket.socketpair())[0];
  },
};

const creationOf = (name: string, make: () => Handle): (() => Steps<Handle>) =>
  creations[name] ??
  function* () {
    return yield* make() as Handle & { [Symbol.iterator]: () => Steps<Handle> };
  };

describe.each(Object.entries(made))('%s', (name, make) => {
  const create = creationOf(name, make);
  it.each(thinned(operationsOf(make()), 6))('%s', (operation) => {
    const ended = runCalls(function* () {
      const handle = (yield* create()) as unknown as Methods;
      return [...callsWith(ARGUMENTS[operation] ?? [])].map(
        (args) => () => handle[operation]!(...args),
      );
    });
    expect(ended).toBe('finished, main too');
  });
});

const modules = {
  builtins,
  futures,
  mp,
  os,
  queue,
  randomModule,
  signal,
  socket,
  subprocess,
  threading,
  time,
};

/** They create as many threads and processes as they are told, until there is no room. */
const POOLS = ['Pool', 'ThreadPool'];
/** They end the caller's process, or continue in another. */
const ENDS: ReadonlySet<string> = new Set(['_exit', 'fork', 'abort', 'raiseSignal', ...POOLS]);

describe.each(Object.entries(modules))('%s', (_name, module) => {
  const functions = Object.entries(module).filter(
    ([name, value]) => typeof value === 'function' && !ENDS.has(name),
  ) as [string, (...args: readonly unknown[]) => unknown][];

  it.each(thinned(functions, 6))('%s', (_function, call) => {
    const isClass = /^class\b/.test(String(call));
    const ended = runCalls(function* () {
      yield* time.sleep(0);
      return [...callsWith([1, 2, 3])].map((args) => () => {
        if (!isClass) return call(...args);
        const instance = Reflect.construct(call, args) as Partial<Iterable<unknown>>;
        return Symbol.iterator in instance ? instance[Symbol.iterator]?.() : undefined;
      });
    });
    expect(ended).toBe('finished, main too');
  });
});

describe('what is yielded and is no operation', () => {
  it.each([
    ['a text', 'x'],
    ['nothing', undefined],
    ['null', null],
    ['an object', {}],
    ['a number', 3],
  ])('%s', (_name, yielded) => {
    const { end, stderr, exits } = run({
      *main() {
        yield yielded;
      },
    });
    expect(end).toBe('finished');
    expect(stderr.join('\n')).toMatch(/TypeError: /);
    expect(exits).toEqual({ MainProcess: 1 });
  });
});
