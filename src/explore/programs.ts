/**
 * Small programs in a short notation, for tests and the benchmark: `'w x; r y=1 || inc x'` is two concurrent threads,
 * with shared names. A part that begins with `process;` is a process.
 */
import { PyError } from '../kernel/errors.ts';
import { Variable } from '../program/builtins.ts';
import { Dict, List } from '../program/contents.ts';
import type { Handle } from '../program/handle.ts';
import { Lock as SharedLock } from '../program/multiprocessing-sync.ts';
import { Value } from '../program/multiprocessing-values.ts';
import { pipe } from '../program/multiprocessing-pipe.ts';
import { Process } from '../program/multiprocessing-process.ts';
import { SimpleQueue as SharedQueue } from '../program/multiprocessing-queues.ts';
import { SimpleQueue } from '../program/queue-simple.ts';
import { LifoQueue, PriorityQueue, Queue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import {
  Barrier,
  BoundedSemaphore,
  Condition,
  Event,
  Lock,
  RLock,
  Semaphore,
  Thread,
} from '../program/threading.ts';
import type { Subject } from './execution.ts';

/** Objects of each kind of verb, as main creates them. */
const MAKES = {
  variable: () => made(new Variable(0)),
  lock: () => made(new Lock()),
  rlock: () => made(new RLock()),
  semaphore: () => made(new Semaphore(1)),
  bounded: () => made(new BoundedSemaphore(1)),
  event: () => made(new Event()),
  queue: () => made(new Queue<number>(1)),
  lifo: () => made(new LifoQueue<number>()),
  priority: () => made(new PriorityQueue<number>()),
  simple: () => made(new SimpleQueue<number>()),
  barrier: () => made(new Barrier(2)),
  condition: () => made(new Condition()),
  list: () => made(new List<number>()),
  dict: () => made(new Dict<number, number>()),
  pipe: () => pipe(),
  'shared-lock': () => made(new SharedLock()),
  'shared-value': () => made(new Value('i', 0)),
  'shared-queue': () => made(new SharedQueue<number>()),
} as const satisfies Record<string, () => Steps<unknown>>;

function* made<T extends Handle>(handle: { [Symbol.iterator](): Steps<T> }): Steps<T> {
  return yield* handle;
}

type Kind = keyof typeof MAKES;
type Thing<K extends Kind> = ReturnType<(typeof MAKES)[K]> extends Steps<infer T> ? T : never;

interface Meaning {
  /** 'thread', 'process': the one with that number, started before. undefined: no object. */
  readonly kind: Kind | 'thread' | 'process' | undefined;
  /** The thread stops if this returns false. */
  readonly act: (thing: never, value: number | null) => Steps<unknown>;
}

const on = <K extends Kind>(
  kind: K,
  act: (thing: Thing<K>, value: number | null) => Steps<unknown>,
): Meaning => ({ kind, act });

const VERBS = {
  /** Writes its value (default 1). */
  w: on('variable', (x, value) => x.set(value ?? 1)),
  /** Reads; with a value, continues only if that was read. */
  r: on('variable', function* (x, value) {
    const read = yield* x.get();
    return value === null || read === value;
  }),
  inc: on('variable', function* (x) {
    yield* x.set((yield* x.get()) + 1);
  }),
  lock: on('lock', (lock) => lock.acquire()),
  unlock: on('lock', (lock) => lock.release()),
  try: on('lock', (lock) => lock.acquire(false)),
  late: on('lock', (lock) => lock.acquire(true, 1)),
  rlock: on('rlock', (lock) => lock.acquire()),
  runlock: on('rlock', (lock) => lock.release()),
  P: on('semaphore', (semaphore) => semaphore.acquire()),
  V: on('semaphore', (semaphore) => semaphore.release()),
  take: on('bounded', (semaphore) => semaphore.acquire()),
  /** Raises if no thread has acquired it. */
  give: on('bounded', (semaphore) => semaphore.release()),
  set: on('event', (event) => event.set()),
  clear: on('event', (event) => event.clear()),
  wait: on('event', (event) => event.wait()),
  soon: on('event', (event) => event.wait(1)),
  put: on('queue', (queue, value) => queue.put(value ?? 1)),
  get: on('queue', (queue) => queue.get()),
  /** Raises after a timeout. */
  poll: on('queue', (queue) => queue.get(true, 1)),
  push: on('lifo', (queue, value) => queue.put(value ?? 1)),
  pop: on('lifo', (queue) => queue.get()),
  rank: on('priority', (queue, value) => queue.put(value ?? 1)),
  first: on('priority', (queue) => queue.get(false)),
  drop: on('simple', (queue, value) => queue.put(value ?? 1)),
  pick: on('simple', (queue) => queue.get()),
  meet: on('barrier', (barrier) => barrier.wait()),
  hurry: on('barrier', (barrier) => barrier.wait(1)),
  await: on('condition', (condition) => condition.with(() => condition.wait())),
  doze: on('condition', (condition) => condition.with(() => condition.wait(1))),
  notify: on('condition', (condition) => condition.with(() => condition.notify())),
  rouse: on('condition', (condition) => condition.with(() => condition.notifyAll())),
  append: on('list', (list, value) => list.append(value ?? 1)),
  /** Raises where it is empty. */
  shorten: on('list', (list) => list.pop()),
  keep: on('dict', (dict, value) => dict.setItem(value ?? 1, 1)),
  find: on('dict', (dict, value) => dict.get(value ?? 1)),
  send: on('pipe', (ends, value) => ends[0].send(value ?? 1)),
  recv: on('pipe', (ends) => ends[1].recv()),
  mlock: on('shared-lock', (lock) => lock.acquire()),
  munlock: on('shared-lock', (lock) => lock.release()),
  mset: on('shared-value', (shared, value) => shared.set(value ?? 1)),
  minc: on('shared-value', function* (shared) {
    yield* shared.set((yield* shared.get()) + 1);
  }),
  mput: on('shared-queue', (queue, value) => queue.put(value ?? 1)),
  mget: on('shared-queue', (queue) => queue.get()),
  join: { kind: 'thread', act: (thread: Thread) => thread.join() },
  kill: { kind: 'process', act: (process: Process) => process.terminate() },
  raise: {
    kind: undefined,
    // eslint-disable-next-line require-yield
    *act() {
      throw new PyError('ValueError', 'on purpose');
    },
  },
} as const satisfies Record<string, Meaning>;

export type Verb = keyof typeof VERBS;
export type Act = readonly [verb: Verb, name: string, value?: number];
/** The program of a thread or process. */
export interface Part {
  readonly isProcess: boolean;
  readonly acts: readonly Act[];
}

export const verbs = Object.keys(VERBS) as Verb[];

/** Verbs on objects shared by processes; the others are on the memory of one. */
export const sharedVerbs = verbs.filter((verb) => {
  const { kind } = VERBS[verb];
  return kind === 'pipe' || kind?.startsWith('shared') === true;
});

export function parseThreads(text: string): Part[] {
  return text.split('||').map((written) => {
    const words = written
      .split(';')
      .map((act) => act.trim())
      .filter((act) => act !== '');
    const isProcess = words[0] === 'process';
    return { isProcess, acts: words.slice(isProcess ? 1 : 0).map(parseAct) };
  });
}

function parseAct(act: string): Act {
  const [verb = '', named = ''] = act.split(' ');
  const [name = '', value] = named.split('=');
  if (!(verb in VERBS)) throw new PyError('ValueError', act);
  return value === undefined ? [verb as Verb, name] : [verb as Verb, name, Number(value)];
}

/** Each act with its object, so that a thread gets only what it uses. */
type Bound = readonly [verb: Verb, thing: unknown, value: number | null];

function* main({ parts }: { parts: Part[] }): Steps<void> {
  const things = new Map<string, unknown>();
  const keyOf = ([verb, name]: Act): string => `${VERBS[verb].kind} ${name}`;
  for (const act of parts.flatMap(({ acts }) => acts)) {
    const { kind } = VERBS[act[0]];
    if (kind === undefined || kind === 'thread' || kind === 'process') continue;
    if (!things.has(keyOf(act))) things.set(keyOf(act), yield* MAKES[kind]());
  }
  for (const [n, { isProcess, acts }] of parts.entries()) {
    const bound = acts.map((act): Bound => [
      act[0],
      things.get(keyOf(act)) ?? null,
      act[2] ?? null,
    ]);
    const options = { target: part, args: [bound] as [Bound[]] };
    const started = isProcess ? yield* new Process(options) : yield* new Thread(options);
    yield* started.start();
    things.set(`${isProcess ? 'process' : 'thread'} ${n}`, started);
  }
}

function* part(acts: Bound[]): Steps<void> {
  for (const [verb, thing, value] of acts) {
    const meaning = VERBS[verb] as {
      act: (thing: unknown, value: number | null) => Steps<unknown>;
    };
    const answer = yield* meaning.act(thing, value);
    if (answer === false) return;
  }
}

/** Function of a thread or a process. */
export type Body = (...args: never[]) => Steps<unknown>;

/** A started thread. */
export function* start(target: Body, args: readonly unknown[], daemon = false): Steps<Thread> {
  const thread = yield* new Thread({ target, args, daemon } as never);
  yield* thread.start();
  return thread;
}

/** A started process. */
export function* startProcess(
  target: Body,
  args: readonly unknown[],
  daemon = false,
): Steps<Process> {
  const process = yield* new Process({ target, args, daemon } as never);
  yield* process.start();
  return process;
}

export const subjectOf = (module: Subject['module'], params: unknown): Subject => ({
  module,
  params,
  seed: 1,
  ordered: false,
});

/** Threads as parsed by {@link parseThreads}. */
export const threadsSubject = (parts: string | readonly Part[]): Subject =>
  subjectOf({ main, part }, { parts: typeof parts === 'string' ? parseThreads(parts) : parts });
