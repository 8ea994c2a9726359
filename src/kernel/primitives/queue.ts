/** queue.Queue: items in order of putting, with room for `maxsize` (0 or less: without limit). */
import { PyError } from '../errors.ts';
import { addItem, countItems, takeItem } from '../items.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import type { Request } from '../request.ts';
import { H_SEQ, O_A, O_D, O_WAITERS, O_WAITERS_2, objectAt } from '../memory.ts';
import { reprPacked } from '../packed.ts';
import { creates } from './create.ts';

/** First, last, count. */
const ITEMS = O_A;
const MAXSIZE = O_D;

export const queueCreate = creates('queue', (k, at, op) => {
  const { i32 } = k.memory;
  i32[at + ITEMS] = i32[at + ITEMS + 1] = i32[at + ITEMS + 2] = 0;
  i32[at + MAXSIZE] = op.n;
  return { measure: 0, limit: op.n > 0 ? op.n : -1 };
});

function isFull(k: Kernel, op: Request): boolean {
  const at = objectAt(op.target);
  const maxsize = k.memory.i32[at + MAXSIZE]!;
  return maxsize > 0 && countItems(k.memory, at + ITEMS) >= maxsize;
}

export const queuePut: OpSpec = {
  info: { name: 'put', wait: 'sync', hold: 'none', flow: 'send' },
  about: 'object',
  guard: (k, _thread, op) => !isFull(k, op),
  effect(k, thread, op) {
    const at = objectAt(op.target);
    const value = op.value ?? 'null';
    const sent = k.memory.i32[H_SEQ]!;
    addItem(k.memory, at + ITEMS, { value, sent, sender: thread, carried: false }, 'back');
    k.wakeOne(at + O_WAITERS);
    k.said.value = countItems(k.memory, at + ITEMS);
    k.said.text = reprPacked(value);
    return undefined;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS_2,
  expire() {
    throw new PyError('Full');
  },
};

export const queueGet: OpSpec = {
  info: { name: 'get', wait: 'sync', hold: 'none', flow: 'receive' },
  about: 'object',
  guard: (k, _thread, op) => countItems(k.memory, objectAt(op.target) + ITEMS) > 0,
  effect(k, _thread, op) {
    const at = objectAt(op.target);
    const item = takeItem(k.memory, at + ITEMS);
    k.wakeOne(at + O_WAITERS_2);
    k.said.value = countItems(k.memory, at + ITEMS);
    k.said.text = reprPacked(item.value);
    k.said.cause = item.sent;
    k.said.other = item.sender;
    return item.value;
  },
  waitsIn: (_k, _thread, op) => objectAt(op.target) + O_WAITERS,
  expire() {
    throw new PyError('Empty');
  },
};

const asks = (name: string, answer: (k: Kernel, op: Request) => number): OpSpec => ({
  info: { name, wait: 'none', hold: 'none', flow: 'none' },
  about: 'object',
  guard: () => true,
  effect(k, _thread, op) {
    k.said.value = countItems(k.memory, objectAt(op.target) + ITEMS);
    return answer(k, op);
  },
});

export const queueQsize = asks('qsize', (k, op) =>
  countItems(k.memory, objectAt(op.target) + ITEMS),
);
export const queueEmpty = asks('empty', (k, op) =>
  countItems(k.memory, objectAt(op.target) + ITEMS) === 0 ? 1 : 0,
);
export const queueFull = asks('full', (k, op) => (isFull(k, op) ? 1 : 0));
