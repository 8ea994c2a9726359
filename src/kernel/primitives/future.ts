/** concurrent.futures.Future: pending, running, then cancelled or finished; and wait() for several of them. */
import type { ObjectIndex } from '../../base/units.ts';
import type { OpInfo } from '../../trace/format.ts';
import { getSlot, readBlock, setSlot, writeBlock } from '../heap.ts';
import { objectCell, readsObject, writesObject } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { H_WATCHERS, O_A, O_B, O_D, O_F, O_G, O_WAITERS, objectAt } from '../memory.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { unpack } from '../packed.ts';
import { repr } from '../repr.ts';
import type { Request } from '../request.ts';
import { creates } from './create.ts';
import { objectThing, unwatch, wakeWatchers, watch, type Thing } from './watchers.ts';

/** noticed (CANCELLED_AND_NOTIFIED): cancelled and seen by the executor; only then does wait() count it as done. */
export const FutureState = {
  pending: 0,
  running: 1,
  cancelled: 2,
  noticed: 3,
  finished: 4,
} as const;

const STATE = O_A;
/** A slot: [succeeded, value or class and message]. */
export const OUTCOME = O_B; // and O_C
/** A slot: the done-callbacks. */
const CALLBACKS = O_D; // and O_E
/** The event that made it done; before that, 1 while a worker runs it. */
const DONE_AT = O_F;
const AT_WORK = O_F;
/** Heap block: text of its call. */
const CALL = O_G;

export const futureObject: ObjectSpec = {
  kind: 'future',
  lines: [{ at: O_WAITERS }],
  slots: [OUTCOME, CALLBACKS],
  blocks: [CALL],
  /** value: text of the call. */
  begin({ memory }, at, _op, { value = '""' }) {
    setSlot(memory, at + OUTCOME, 'null');
    setSlot(memory, at + CALLBACKS, '[]');
    memory.i32[at + CALL] = writeBlock(memory, String(unpack(value)));
  },
  tell: (k, at) => ({
    measure: measureAt(k, at),
    limit: -1,
    text: readBlock(k.memory, k.memory.i32[at + CALL]!),
  }),
};

const stateOf = (k: Kernel, future: ObjectIndex): number => k.memory.i32[objectAt(future) + STATE]!;
export { stateOf as stateOfFuture };

type Outcome = readonly [succeeded: boolean, value: unknown];

const outcomeAt = (k: Kernel, at: number): Outcome =>
  unpack(getSlot(k.memory, at + OUTCOME)) as Outcome;
export const outcomeOf = (k: Kernel, future: ObjectIndex): Outcome =>
  outcomeAt(k, objectAt(future));

function measureAt(k: Kernel, at: number): number {
  switch (k.memory.i32[at + STATE]) {
    case FutureState.pending:
      return 0;
    case FutureState.running:
      return k.memory.i32[at + AT_WORK]!;
    case FutureState.finished:
      return outcomeAt(k, at)[0] ? -1 : -2;
    default:
      return -3;
  }
}

const measureOf = (k: Kernel, future: ObjectIndex): number => measureAt(k, objectAt(future));

const op = (
  name: string,
  effect: OpSpec['effect'],
  meaning: Omit<OpInfo, 'name'> = {},
): OpSpec => ({
  info: { name, ...meaning },
  about: 'object',
  touches: writesObject,
  guard: () => true,
  effect(k, thread, request) {
    const result = effect(k, thread, request);
    k.said.value = measureOf(k, request.target);
    return result;
  },
});

/** Wakes the waiters of a future that is done. Result: the callbacks to run now. */
function settle(k: Kernel, future: ObjectIndex, state: number): string {
  const at = objectAt(future);
  k.memory.i32[at + STATE] = state;
  k.memory.i32[at + DONE_AT] = k.nextEvent();
  k.wakeAll(at + O_WAITERS);
  return String(getSlot(k.memory, at + CALLBACKS));
}

function tellWatchers(k: Kernel, future: ObjectIndex): void {
  const isConcerned = (things: readonly Thing[]): boolean => {
    const [mode = 0, ...futures] = things;
    return futures.includes(objectThing(future)) && isMet(k, modeOf(mode), futures);
  };
  wakeWatchers(k, isConcerned);
}

/** Result: 'null' if it is too late, else JSON of the callbacks to run now. */
export const futureCancel = op('cancel', (k, _thread, { target }) => {
  const state = stateOf(k, target);
  if (state === FutureState.pending) return settle(k, target, FutureState.cancelled);
  return state === FutureState.running || state === FutureState.finished ? 'null' : '[]';
});

function begin(k: Kernel, target: ObjectIndex, atWork: 0 | 1): number {
  const at = objectAt(target);
  const cancelled = stateOf(k, target) === FutureState.cancelled;
  k.memory.i32[at + STATE] = cancelled ? FutureState.noticed : FutureState.running;
  if (cancelled) tellWatchers(k, target);
  else k.memory.i32[at + AT_WORK] = atWork;
  return cancelled ? 0 : 1;
}

/** A worker takes the future. Result: 1 run it, 0 it was cancelled. */
export const futureBegin = op('begin', (k, _thread, { target }) => begin(k, target, 1), {
  hold: 'take',
});

/** As begin, for the thread that passes it to worker processes: it counts as running from now on. */
export const futureHandOut = op('hand-out', (k, _thread, { target }) => begin(k, target, 0));

/** A worker process has taken it. */
export const futureRun = op(
  'begin',
  (k, _thread, { target }) => {
    k.memory.i32[objectAt(target) + AT_WORK] = 1;
    return undefined;
  },
  { hold: 'take' },
);

/** value: its outcome. Result: JSON of the callbacks to run now. */
export const futureFinish = op(
  'finish',
  (k, _thread, { target, value }) => {
    setSlot(k.memory, objectAt(target) + OUTCOME, value ?? 'null');
    const calls = settle(k, target, FutureState.finished);
    tellWatchers(k, target);
    const [succeeded, told] = outcomeOf(k, target);
    k.said.text = succeeded ? repr(told) : (told as string[]).filter(Boolean).join(': ');
    return calls;
  },
  { hold: 'give' },
);

/** Result: its state. */
export const futureState = op('state', (k, _thread, { target }) => stateOf(k, target));

/** value: a done-callback. Result: 1 if the future is done already. */
export const futureCallback = op('add-done-callback', (k, _thread, { target, value }) => {
  if (stateOf(k, target) >= FutureState.cancelled) return 1;
  const slot = objectAt(target) + CALLBACKS;
  const calls = unpack(getSlot(k.memory, slot)) as unknown[];
  setSlot(k.memory, slot, JSON.stringify([...calls, unpack(value ?? 'null')]));
  return 0;
});

/** Waits until it is done. Result: JSON of [state, outcome]; 'null' after a timeout. */
export const futureResult: OpSpec = {
  info: { name: 'result', wait: 'message' },
  about: 'object',
  touches: readsObject,
  guard: (k, _thread, { target }) => stateOf(k, target) >= FutureState.cancelled,
  effect(k, _thread, { target }) {
    k.said.value = measureOf(k, target);
    return JSON.stringify([stateOf(k, target), outcomeOf(k, target)]);
  },
  waitsIn: (_k, _thread, { target }) => objectAt(target) + O_WAITERS,
  expire: () => 'null',
};

/** When `wait` returns. */
export const ReturnWhen = { all: 0, first: 1, exception: 2 } as const;

/** First entry of the things that a thread waits for: the mode. */
const modeThing = (mode: number): Thing => -1_000_000 - mode;
const modeOf = (thing: Thing): number => -1_000_000 - thing;

const isDone = (k: Kernel, future: ObjectIndex): boolean =>
  stateOf(k, future) >= FutureState.noticed;

function hasFailed(k: Kernel, future: ObjectIndex): boolean {
  if (stateOf(k, future) !== FutureState.finished) return false;
  return !outcomeOf(k, future)[0];
}

function isMet(k: Kernel, mode: number, futures: readonly ObjectIndex[]): boolean {
  if (futures.every((future) => isDone(k, future))) return true;
  if (mode === ReturnWhen.first) return futures.some((future) => isDone(k, future));
  return mode === ReturnWhen.exception && futures.some((future) => hasFailed(k, future));
}

const futuresOf = ({ value }: Request): number[] => unpack(value ?? '[]') as number[];

/** Finished futures in order of completion. */
function doneOnes(k: Kernel, request: Request): string {
  const doneAt = (future: number): number => k.memory.i32[objectAt(future) + DONE_AT]!;
  const done = futuresOf(request).filter((future) => isDone(k, future));
  k.said.value = done.length;
  return JSON.stringify(done.toSorted((a, b) => doneAt(a) - doneAt(b)));
}

/** value: JSON of futures; n: a ReturnWhen. Result: JSON of the finished ones. */
export const futuresWait: OpSpec = {
  info: { name: 'wait-futures', wait: 'message' },
  about: 'none',
  touches: (_k, _thread, request, f) => {
    for (const future of futuresOf(request)) f.reads(objectCell(future));
  },
  guard: (k, _thread, request) => isMet(k, request.n, futuresOf(request)),
  effect(k, thread, request) {
    unwatch(k, thread);
    return doneOnes(k, request);
  },
  waitsIn(k, thread, request) {
    watch(k, thread, [modeThing(request.n), ...futuresOf(request).map(objectThing)]);
    return H_WATCHERS;
  },
  expire(k, thread, request) {
    unwatch(k, thread);
    return doneOnes(k, request);
  },
};

export const futureOps = {
  'future.create': creates(futureObject),
  'future.cancel': futureCancel,
  'future.begin': futureBegin,
  'future.handOut': futureHandOut,
  'future.run': futureRun,
  'future.finish': futureFinish,
  'future.state': futureState,
  'future.callback': futureCallback,
  'future.result': futureResult,
  'futures.wait': futuresWait,
} satisfies Record<string, OpSpec>;
