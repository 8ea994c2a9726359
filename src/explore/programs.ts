/**
 * Small programs in a short notation, for tests and the benchmark: `'w x; r y=1 || inc x'` is two threads beside each
 * other, and what they name is shared.
 */
import { PyError } from '../kernel/errors.ts';
import { Variable } from '../program/builtins.ts';
import type { Handle } from '../program/handle.ts';
import { Queue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { Barrier, Condition, Event, Lock, RLock, Semaphore, Thread } from '../program/threading.ts';
import type { Subject } from './execution.ts';

/** What each verb is about. */
const KINDS = {
  /** Writes its value (default 1); reads, and with a value goes on only where that was read; reads, then writes one more. */
  w: 'variable',
  r: 'variable',
  inc: 'variable',
  lock: 'lock',
  unlock: 'lock',
  /** Does not wait; waits for a while. */
  try: 'lock',
  late: 'lock',
  rlock: 'rlock',
  runlock: 'rlock',
  P: 'semaphore',
  V: 'semaphore',
  set: 'event',
  clear: 'event',
  wait: 'event',
  soon: 'event',
  put: 'queue',
  get: 'queue',
  poll: 'queue',
  meet: 'barrier',
  /** Both with the condition's lock. */
  await: 'condition',
  notify: 'condition',
  raise: 'none',
} as const;
export type Verb = keyof typeof KINDS;

export type Act = readonly [verb: Verb, name: string, value?: number];

export const verbs = Object.keys(KINDS) as Verb[];

export function parseThreads(text: string): Act[][] {
  return text.split('||').map((acts) =>
    acts
      .split(';')
      .map((act) => act.trim())
      .filter((act) => act !== '')
      .map((act): Act => {
        const [verb = '', named = ''] = act.split(' ');
        const [name = '', value] = named.split('=');
        if (!(verb in KINDS)) throw new PyError('ValueError', act);
        return value === undefined ? [verb as Verb, name] : [verb as Verb, name, Number(value)];
      }),
  );
}

type Kind = (typeof KINDS)[Verb];

function* make(kind: Kind): Steps<Handle | null> {
  switch (kind) {
    case 'variable':
      return yield* new Variable(0);
    case 'lock':
      return yield* new Lock();
    case 'rlock':
      return yield* new RLock();
    case 'semaphore':
      return yield* new Semaphore(1);
    case 'event':
      return yield* new Event();
    case 'queue':
      return yield* new Queue<number>(1);
    case 'barrier':
      return yield* new Barrier(2);
    case 'condition':
      return yield* new Condition();
    case 'none':
      return null;
  }
}

/** Each act with what it is about, so that a thread gets only what it needs. */
type Bound = readonly [verb: Verb, thing: Handle | null, value: number | null];

function* main({ threads }: { threads: Act[][] }): Steps<void> {
  const things = new Map<string, Handle | null>();
  for (const [verb, name] of threads.flat()) {
    const key = `${KINDS[verb]} ${name}`;
    if (!things.has(key)) things.set(key, yield* make(KINDS[verb]));
  }
  for (const acts of threads) {
    const bound = acts.map(([verb, name, value]): Bound => {
      return [verb, things.get(`${KINDS[verb]} ${name}`) ?? null, value ?? null];
    });
    const thread = yield* new Thread({ target: part, args: [bound] });
    yield* thread.start();
  }
}

function* part(acts: Bound[]): Steps<void> {
  for (const act of acts) if (!(yield* perform(act))) return;
}

/** False where the thread does not go on. */
function* perform([verb, thing, value]: Bound): Steps<boolean> {
  if (thing instanceof Variable) return yield* onVariable(verb, thing, value);
  if (thing instanceof Lock) return yield* onLock(verb, thing);
  if (thing instanceof RLock) {
    if (verb === 'rlock') return yield* thing.acquire();
    yield* thing.release();
  } else if (thing instanceof Semaphore) {
    if (verb === 'P') return yield* thing.acquire();
    yield* thing.release();
  } else if (thing instanceof Event) {
    if (verb === 'wait' || verb === 'soon')
      return yield* thing.wait(verb === 'soon' ? 1 : undefined);
    yield* verb === 'set' ? thing.set() : thing.clear();
  } else if (thing instanceof Queue) {
    if (verb === 'put') yield* thing.put(value ?? 1);
    else yield* thing.get(true, verb === 'poll' ? 1 : undefined);
  } else if (thing instanceof Barrier) {
    yield* thing.wait();
  } else if (thing instanceof Condition) {
    return yield* thing.with(function* () {
      yield* verb === 'notify' ? thing.notify() : thing.wait();
      return true;
    });
  } else {
    throw new PyError('ValueError', 'on purpose');
  }
  return true;
}

function* onVariable(verb: Verb, variable: Variable<number>, value: number | null): Steps<boolean> {
  if (verb === 'w') {
    yield* variable.set(value ?? 1);
    return true;
  }
  const read = yield* variable.get();
  if (verb === 'inc') yield* variable.set(read + 1);
  return verb === 'inc' || value === null || read === value;
}

function* onLock(verb: Verb, lock: Lock): Steps<boolean> {
  if (verb === 'try') return yield* lock.acquire(false);
  if (verb === 'late') return yield* lock.acquire(true, 1);
  if (verb === 'lock') return yield* lock.acquire();
  yield* lock.release();
  return true;
}

export const subjectOf = (module: Subject['module'], params: unknown): Subject => ({
  module,
  params,
  seed: 1,
  ordered: false,
});

/** Threads as {@link parseThreads} reads them. */
export const threadsSubject = (threads: string | readonly (readonly Act[])[]): Subject =>
  subjectOf(
    { main, part },
    { threads: typeof threads === 'string' ? parseThreads(threads) : threads },
  );
