/**
 * Small random programs on one object, either the kernel's or the reference implementation's. Both must have the same
 * set of outcomes, over all schedules.
 */
import { keptModel } from '../engines/model/kept-model.ts';
import { chance } from '../engines/model/chance.ts';
import { nasty } from '../engines/model/strategies/nasty.ts';
import { random } from '../engines/model/strategies/random.ts';
import { PyError } from '../kernel/errors.ts';
import { Queue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { Barrier, Condition, Event, Lock, Semaphore, Thread } from '../program/threading.ts';
import {
  ReferenceBarrier,
  ReferenceCondition,
  ReferenceEvent,
  ReferenceQueue,
  ReferenceSemaphore,
} from './reference.ts';

/** One call: a method and its arguments. */
export type Call = readonly [method: string, ...args: unknown[]];
/** Calls of each thread, in order. */
export type Script = readonly (readonly Call[])[];

type Methods = Readonly<Record<string, ((...args: unknown[]) => Steps<unknown>) | undefined>>;

interface Rivals {
  readonly kernel: () => Steps<object>;
  readonly reference: () => Steps<object>;
  readonly calls: readonly Call[];
}

function* made<T>(handle: T & { [Symbol.iterator](): Steps<T> }): Steps<T> {
  return yield* handle;
}

function* over<T>(make: (lock: Lock) => T): Steps<T> {
  return make(yield* new Lock());
}

function* condition(): Steps<object> {
  return yield* new Condition(yield* new Lock());
}

export const rivals = {
  condition: {
    kernel: condition,
    reference: () => over((lock) => new ReferenceCondition(lock)),
    calls: [
      ['with', 'wait'],
      ['with', 'wait', 0.1],
      ['with', 'wait', 0],
      ['with', 'notify', 1],
      ['with', 'notify', 2],
      ['with', 'notifyAll'],
    ],
  },
  event: {
    kernel: () => made(new Event()),
    reference: () => over((lock) => new ReferenceEvent(lock)),
    calls: [['wait'], ['wait', 0.1], ['wait', 0], ['set'], ['clear']],
  },
  semaphore: {
    kernel: () => made(new Semaphore(1)),
    reference: () => over((lock) => new ReferenceSemaphore(lock, 1)),
    calls: [['acquire'], ['acquire', true, 0.1], ['acquire', false], ['release'], ['release', 2]],
  },
  barrier: {
    kernel: () => made(new Barrier(2)),
    reference: () => over((lock) => new ReferenceBarrier(lock, 2)),
    calls: [['wait'], ['wait'], ['wait', 0.1], ['abort'], ['reset']],
  },
  queue: {
    kernel: () => made(new Queue(1)),
    reference: () => over((lock) => new ReferenceQueue(lock, 1)),
    calls: [
      ['put', 1],
      ['put', 2, true, 0.1],
      ['put', 3, false],
      ['get'],
      ['get', true, 0.1],
      ['get', false],
      ['taskDone'],
      ['join'],
      ['shutdown'],
      ['shutdown', true],
    ],
  },
} as const satisfies Record<string, Rivals>;

export type RivalName = keyof typeof rivals;

/** A random script: two or three threads with one to three calls each. The same seed gives the same script. */
export function scriptOf(name: RivalName, seed: number): Script {
  const { calls } = rivals[name];
  let drawn = 0;
  const below = (limit: number) => chance(seed, drawn++) % limit;
  return Array.from({ length: 2 + below(2) }, () =>
    Array.from({ length: 1 + below(3) }, () => calls[below(calls.length)]!),
  );
}

function* perform(object: object, [method, ...args]: Call): Steps<unknown> {
  const methods = object as unknown as Methods;
  const call = (name: string, given: readonly unknown[]): Steps<unknown> =>
    methods[name]!.apply(object, [...given]);
  if (method !== 'with') return yield* call(method, args);
  yield* call('acquire', []);
  const [inner, ...rest] = args as [string, ...unknown[]];
  const result = yield* call(inner, rest);
  yield* call('release', []);
  return result;
}

/** Results seen by the threads of one run. */
interface Observed {
  readonly seen: string[][];
  readonly done: boolean[];
}

/**
 * The program: its main thread creates the object, releases the others all at once and then blocks, so that the process
 * outlives blocked threads.
 */
function programOf(make: () => Steps<object>, script: Script, observed: Observed) {
  let object: object = {};
  function* body(index: number, go: Event): Steps<void> {
    yield* go.wait();
    for (const call of script[index]!) {
      let result: unknown;
      try {
        result = (yield* perform(object, call)) ?? null;
      } catch (error) {
        if (!(error instanceof PyError)) throw error;
        result = error.type;
      }
      observed.seen[index]!.push(JSON.stringify(result));
    }
    observed.done[index] = true;
  }
  function* main(): Steps<void> {
    object = yield* make();
    const go = yield* new Event();
    for (let index = 0; index < script.length; index++) {
      observed.seen[index] = [];
      observed.done[index] = false;
      yield* (yield* new Thread({ target: body, args: [index, go] })).start();
    }
    yield* go.set();
    const forever = yield* new Lock();
    yield* forever.acquire();
    yield* forever.acquire();
  }
  return { main, body };
}

const STEPS = 3000;

/** The outcomes of a script under these seeds, each as text. A thread blocked for ever ends in an ellipsis. */
export function outcomesOf(
  name: RivalName,
  side: 'kernel' | 'reference',
  script: Script,
  seeds: Iterable<number>,
): Set<string> {
  const found = new Set<string>();
  const observed: Observed = { seen: [], done: [] };
  const module = programOf(rivals[name][side], script, observed);
  const modelFor = keptModel();
  for (const seed of seeds) {
    const strategy = seed % 4 === 3 ? nasty() : random();
    const model = modelFor({ module, params: null, seed, strategy, timed: false, traced: false });
    if (model.run(STEPS) === 'limit') throw new Error(`seed ${seed} does not end`);
    const told = observed.seen.map((seen, n) => seen.join(' ') + (observed.done[n]! ? '' : ' …'));
    found.add(told.join(' | '));
  }
  return found;
}
