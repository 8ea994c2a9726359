/** The queues of Python's `queue`: ordered items, with room for `maxsize` (0 or less: unlimited). */
import type { ThreadIndex } from '../../base/units.ts';
import { Phase, type ObjectKind } from '../../trace/format.ts';
import { PyError } from '../errors.ts';
import { Order, countItems, type Item } from '../items.ts';
import {
  Aspect,
  cellOf,
  objectCell,
  placeCell,
  readsObject,
  triesObject,
  type Footprint,
} from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import type { Request } from '../request.ts';
import {
  O_A,
  O_D,
  O_E,
  O_F,
  O_GHOSTS,
  O_GHOSTS_2,
  O_WAITERS,
  O_WAITERS_2,
  O_WAITERS_3,
  objectAt,
} from '../memory.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { reprPacked } from '../packed.ts';
import { creates } from './create.ts';
import { dismissGhosts, notifyFirst } from './ghosts.ts';
import { putInOrder, smallest, takeInOrder } from './queue-order.ts';
import { asObject } from './shown-threads.ts';

const ITEMS = O_A; // .. O_C
const MAXSIZE = O_D;
/** Number of unfinished items. */
const UNFINISHED = O_E;
/** An Order, SHUT_DOWN, and in the higher bits the number of items put so far. */
const FLAGS = O_F;
const SHUT_DOWN = 4;
const ONE_PUT = 8;
/** Waiting lists: to get, to put, to join. */
const GETTERS = O_WAITERS;
const PUTTERS = O_WAITERS_2;
const JOINERS = O_WAITERS_3;

/** `n` of put and get: the program gave a negative timeout. */
export const NEGATIVE = 1;

/** A SimpleQueue has one lock instead of conditions. */
const queueOf = (kind: ObjectKind, order: Order): ObjectSpec => ({
  kind,
  lines:
    kind === 'simple-queue'
      ? [{ at: GETTERS }, { at: PUTTERS }, { at: JOINERS }]
      : [{ at: GETTERS, ghosts: O_GHOSTS }, { at: PUTTERS, ghosts: O_GHOSTS_2 }, { at: JOINERS }],
  items: { at: ITEMS, order },
  /** n: maxsize. */
  begin(k, at, op) {
    k.memory.i32[at + MAXSIZE] = op.n;
    k.memory.i32[at + FLAGS] = order;
  },
  tell(k, at) {
    const maxsize = k.memory.i32[at + MAXSIZE]!;
    return { measure: countItems(k.memory, at + ITEMS), limit: maxsize > 0 ? maxsize : -1 };
  },
});

export const queueObject = queueOf('queue', Order.fifo);
export const lifoQueueObject = queueOf('lifo-queue', Order.lifo);
export const priorityQueueObject = queueOf('priority-queue', Order.priority);
export const simpleQueueObject = queueOf('simple-queue', Order.fifo);

const sizeOf = (k: Kernel, op: Request): number =>
  countItems(k.memory, objectAt(op.target) + ITEMS);
const orderOf = (k: Kernel, op: Request): Order =>
  (k.memory.i32[objectAt(op.target) + FLAGS]! & 3) as Order;
const isShutDown = (k: Kernel, op: Request): boolean =>
  (k.memory.i32[objectAt(op.target) + FLAGS]! & SHUT_DOWN) !== 0;
const maxsizeOf = (k: Kernel, op: Request): number => k.memory.i32[objectAt(op.target) + MAXSIZE]!;

function isFull(k: Kernel, op: Request): boolean {
  const maxsize = maxsizeOf(k, op);
  return maxsize > 0 && sizeOf(k, op) >= maxsize;
}

type Result = ReturnType<OpSpec['effect']>;
type Guard = OpSpec['guard'];

const mayPut: Guard = (k, _thread, op) => isShutDown(k, op) || op.n === NEGATIVE || !isFull(k, op);
const mayGet: Guard = (k, _thread, op) =>
  sizeOf(k, op) > 0 || isShutDown(k, op) || op.n === NEGATIVE;

const triesToPut = triesObject(mayPut);
const triesToGet = triesObject(mayGet);

/** For other orders than FIFO the whole queue is one cell; in a FIFO the two ends are independent. */
const isInLine = (k: Kernel, op: Request): boolean => orderOf(k, op) === Order.fifo;
const putsOf = (k: Kernel, op: Request): number => k.memory.i32[objectAt(op.target) + FLAGS]! >>> 3;
const unfinishedCell = ({ target }: Request) => cellOf(Aspect.unfinished, target);

/** One end of the queue and the position of its next item; an op that would give up reads the queue. */
function touchesEnd(f: Footprint, op: Request, may: boolean, end: Aspect, number: number): void {
  if (!may && op.timeout >= 0) {
    f.reads(objectCell(op.target));
    return;
  }
  f.adds(objectCell(op.target));
  f.writes(cellOf(end, op.target));
  f.writes(placeCell(op.target, number));
}

const rejectNegative = (): never => {
  throw new PyError('ValueError', "'timeout' must be a non-negative number");
};

/** At its timeout it checks once more, since a ghost may have been notified in its place. */
function lookAgain(
  spec: OpSpec,
  error: 'Empty' | 'Full',
  ...asked: Parameters<OpSpec['effect']>
): Result {
  if (!spec.guard(...asked)) throw new PyError(error);
  asked[0].said.failed = false;
  return spec.effect(...asked);
}

export const queuePut: OpSpec = {
  info: { name: 'put', wait: 'sync', flow: 'send' },
  about: 'object',
  touches(k, thread, op, f) {
    const may = mayPut(k, thread, op);
    if (may || op.timeout < 0) f.adds(unfinishedCell(op));
    if (!isInLine(k, op)) return triesToPut(k, thread, op, f);
    const puts = putsOf(k, op);
    touchesEnd(f, op, may, Aspect.back, puts);
    // There is room once the item `maxsize` positions earlier has been taken.
    const room = maxsizeOf(k, op);
    if (room > 0 && puts >= room) f.reads(placeCell(op.target, puts - room));
  },
  guard: mayPut,
  effect(k, thread, op) {
    const at = objectAt(op.target);
    if (isShutDown(k, op)) throw new PyError('ShutDown');
    if (op.n === NEGATIVE && maxsizeOf(k, op) > 0) rejectNegative();
    const value = op.value ?? 'null';
    const size = sizeOf(k, op);
    const item = { value, sent: k.nextEvent(), sender: thread, carried: false };
    try {
      putInOrder(k.memory, at + ITEMS, item, orderOf(k, op));
    } catch (error) {
      if (sizeOf(k, op) > size) tellMoved(k, thread, op, { ...item, sent: -1 });
      throw error;
    }
    k.memory.i32[at + UNFINISHED] = k.memory.i32[at + UNFINISHED]! + 1;
    k.memory.i32[at + FLAGS] = k.memory.i32[at + FLAGS]! + ONE_PUT;
    notifyFirst(k, at, GETTERS);
    k.said.value = sizeOf(k, op);
    k.said.text = reprPacked(value);
    return undefined;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + PUTTERS,
  keepsPlace: () => true,
  expire(k, thread, op) {
    return lookAgain(queuePut, 'Full', k, thread, op);
  },
};

/** Writes the event of an item that moved although the op raises: a priority queue compares too late. */
function tellMoved(k: Kernel, thread: ThreadIndex, op: Request, item: Item): void {
  k.write(Phase.done, thread, {
    op: op.code,
    object: op.target,
    value: sizeOf(k, op),
    text: reprPacked(item.value),
    cause: item.sent,
  });
}

function takeOrTell(k: Kernel, thread: ThreadIndex, op: Request, first: Item | undefined): Item {
  try {
    return takeInOrder(k.memory, objectAt(op.target) + ITEMS, orderOf(k, op));
  } catch (error) {
    if (first !== undefined) tellMoved(k, thread, op, first);
    throw error;
  }
}

export const queueGet: OpSpec = {
  info: { name: 'get', wait: 'sync', flow: 'receive' },
  about: 'object',
  touches(k, thread, op, f) {
    if (!isInLine(k, op)) return triesToGet(k, thread, op, f);
    touchesEnd(f, op, mayGet(k, thread, op), Aspect.front, putsOf(k, op) - sizeOf(k, op));
  },
  guard: mayGet,
  effect(k, thread, op) {
    const at = objectAt(op.target);
    if (sizeOf(k, op) === 0 && isShutDown(k, op)) throw new PyError('ShutDown');
    if (op.n === NEGATIVE) rejectNegative();
    const isTree = orderOf(k, op) === Order.priority;
    const first = isTree ? smallest(k.memory, at + ITEMS) : undefined;
    const item = takeOrTell(k, thread, op, first);
    notifyFirst(k, at, PUTTERS);
    k.said.value = sizeOf(k, op);
    k.said.text = reprPacked(item.value);
    k.said.cause = item.sent;
    k.said.other = item.sender;
    return item.value;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + GETTERS,
  keepsPlace: () => true,
  expire(k, thread, op) {
    return lookAgain(queueGet, 'Empty', k, thread, op);
  },
};

export const queueTaskDone: OpSpec = {
  info: { name: 'task-done', turn: 'finish' },
  about: 'object',
  touches: (_k, _thread, op, f) => f.writes(unfinishedCell(op)),
  guard: () => true,
  effect(k, _thread, op) {
    const at = objectAt(op.target);
    const left = k.memory.i32[at + UNFINISHED]! - 1;
    if (left < 0) throw new PyError('ValueError', 'task_done() called too many times');
    k.memory.i32[at + UNFINISHED] = left;
    if (left === 0) k.wakeAll(at + JOINERS);
    k.said.value = sizeOf(k, op);
    k.said.text = String(left);
    return undefined;
  },
};

export const queueJoin: OpSpec = {
  info: { name: 'join', wait: 'sync', turn: 'await-finished' },
  about: 'object',
  touches: (_k, _thread, op, f) => f.reads(unfinishedCell(op)),
  guard: (k, _thread, op) => k.memory.i32[objectAt(op.target) + UNFINISHED] === 0,
  effect(k, _thread, op) {
    k.said.value = sizeOf(k, op);
    return undefined;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + JOINERS,
};

/** As in Python 3.13. n: 1 for immediate, which discards the items and counts them as done. */
export const queueShutdown: OpSpec = {
  info: { name: 'shutdown', turn: 'drop' },
  about: 'object',
  touches(_k, _thread, op, f) {
    f.writes(objectCell(op.target));
    f.writes(unfinishedCell(op));
  },
  guard: () => true,
  effect(k, _thread, op) {
    const { i32 } = k.memory;
    const at = objectAt(op.target);
    i32[at + FLAGS] = i32[at + FLAGS]! | SHUT_DOWN;
    if (op.n === 1) {
      while (sizeOf(k, op) > 0) {
        takeInOrder(k.memory, at + ITEMS, orderOf(k, op));
        i32[at + UNFINISHED] = Math.max(0, i32[at + UNFINISHED]! - 1);
      }
      if (i32[at + UNFINISHED] === 0) k.wakeAll(at + JOINERS);
    }
    dismissGhosts(k, at);
    k.wakeAll(at + GETTERS);
    k.wakeAll(at + PUTTERS);
    k.said.value = sizeOf(k, op);
    return undefined;
  },
};

const asks = (
  name: string,
  answer: (k: Kernel, op: Request) => number,
  touches: OpSpec['touches'] = readsObject,
): OpSpec => ({
  info: { name },
  about: 'object',
  touches,
  guard: () => true,
  effect(k, _thread, op) {
    k.said.value = sizeOf(k, op);
    const said = answer(k, op);
    k.said.text = String(said);
    return said;
  },
});

export const queueQsize = asks('qsize', sizeOf);
export const queueEmpty = asks('empty', (k, op) => (sizeOf(k, op) === 0 ? 1 : 0));
export const queueFull = asks('full', (k, op) => (isFull(k, op) ? 1 : 0));
export const queueUnfinished = asks(
  'unfinished-tasks',
  (k, op) => k.memory.i32[objectAt(op.target) + UNFINISHED]!,
  (_k, _thread, op, f) => f.reads(unfinishedCell(op)),
);
export const queueIsShutdown = asks('is-shutdown', (k, op) => (isShutDown(k, op) ? 1 : 0));

export const queueOps = {
  'queue.create': creates(queueObject),
  'lifoQueue.create': creates(lifoQueueObject),
  'priorityQueue.create': creates(priorityQueueObject),
  'simpleQueue.create': creates(simpleQueueObject),
  'queue.put': queuePut,
  'queue.get': queueGet,
  'queue.qsize': queueQsize,
  'queue.empty': queueEmpty,
  'queue.full': queueFull,
  'queue.taskDone': queueTaskDone,
  'queue.unfinishedTasks': queueUnfinished,
  'queue.join': queueJoin,
  'queue.shutdown': queueShutdown,
  'queue.isShutdown': queueIsShutdown,
} satisfies Record<string, OpSpec>;

export const shownQueues = {
  Queue: asObject('queue.Queue'),
  LifoQueue: asObject('queue.LifoQueue'),
  PriorityQueue: asObject('queue.PriorityQueue'),
  SimpleQueue: asObject('_queue.SimpleQueue'),
};
