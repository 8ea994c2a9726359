/**
 * Storage order of a queue's items, in three words from `at`, the third being the count: FIFO, LIFO or priority. The
 * priority order is CPython's heapq exactly, because it is observable: where two items cannot be compared, completed
 * moves stay, and the item stays in.
 */
import { isLess } from '../compare.ts';
import { allocate, blockWords, freeBlock } from '../heap.ts';
import {
  addItem,
  blocksOf,
  consumeItem,
  countItems,
  itemValue,
  makeItem,
  Order,
  readItem,
  takeItem,
  type Item,
} from '../items.ts';
import type { Memory } from '../memory.ts';

/** Of a priority queue: heap block with the items' blocks, and its capacity. */
const TREE = 0;
const ROOM = 1;
const COUNT = 2;

const FIRST_ROOM = 14;

export function initOrder(memory: Memory, at: number): void {
  memory.i32[at + TREE] = memory.i32[at + ROOM] = memory.i32[at + COUNT] = 0;
}

/** Raises TypeError if the item cannot be compared; it is in the queue all the same. */
export function putInOrder(memory: Memory, at: number, item: Item, order: Order): void {
  if (order !== Order.priority) {
    addItem(memory, at, item, order === Order.fifo ? 'back' : 'front');
    return;
  }
  const { i32 } = memory;
  const count = countItems(memory, at);
  if (count === i32[at + ROOM]!) grow(memory, at);
  i32[blockWords(i32[at + TREE]!) + count] = makeItem(memory, item);
  i32[at + COUNT] = count + 1;
  siftDown(memory, at, 0, count);
}

/** Raises TypeError if the remaining items cannot be compared; the item is lost then, as in CPython. */
export function takeInOrder(memory: Memory, at: number, order: Order): Item {
  if (order !== Order.priority) return takeItem(memory, at);
  const { i32 } = memory;
  const count = countItems(memory, at) - 1;
  const tree = blockWords(i32[at + TREE]!);
  const item = consumeItem(memory, i32[tree]!);
  i32[at + COUNT] = count;
  i32[tree] = i32[tree + count]!;
  if (count > 0) siftUp(memory, at);
  return item;
}

/** The next item of a non-empty priority queue. */
export function smallest(memory: Memory, at: number): Item {
  return readItem(memory, memory.i32[blockWords(memory.i32[at + TREE]!)]!);
}

/** The blocks of the items, in storage order. */
export function* blocksInOrder(memory: Memory, at: number, order: Order): Generator<number> {
  if (order !== Order.priority) {
    yield* blocksOf(memory, at);
    return;
  }
  const count = countItems(memory, at);
  const tree = blockWords(memory.i32[at + TREE]!);
  for (let n = 0; n < count; n++) yield memory.i32[tree + n]!;
}

/** Fills an empty queue with copies of another's items. */
export function copyInOrder(memory: Memory, from: number, to: number, order: Order): void {
  initOrder(memory, to);
  for (const block of blocksInOrder(memory, from, order)) {
    // Inserting a heap in its own order leaves it unchanged.
    if (order === Order.priority) putInOrder(memory, to, readItem(memory, block), order);
    else addItem(memory, to, readItem(memory, block), 'back');
  }
}

function grow(memory: Memory, at: number): void {
  const { i32 } = memory;
  const was = i32[at + TREE]!;
  const room = i32[at + ROOM] === 0 ? FIRST_ROOM : 2 * i32[at + ROOM]! + 2;
  const tree = allocate(memory, room * 4);
  if (was !== 0) {
    const from = blockWords(was);
    i32.copyWithin(blockWords(tree), from, from + i32[at + COUNT]!);
    freeBlock(memory, was);
  }
  i32[at + TREE] = tree;
  i32[at + ROOM] = room;
}

const isBefore = (memory: Memory, tree: number, a: number, b: number): boolean =>
  isLess(itemValue(memory, memory.i32[tree + a]!), itemValue(memory, memory.i32[tree + b]!));

function swap(i32: Int32Array, a: number, b: number): void {
  const was = i32[a]!;
  i32[a] = i32[b]!;
  i32[b] = was;
}

/** As in heapq: moves an item towards the root while it is smaller than its parent. */
function siftDown(memory: Memory, at: number, start: number, from: number): void {
  const tree = blockWords(memory.i32[at + TREE]!);
  for (let place = from; place > start;) {
    const parent = (place - 1) >> 1;
    if (!isBefore(memory, tree, place, parent)) return;
    swap(memory.i32, tree + place, tree + parent);
    place = parent;
  }
}

/** As in heapq: moves the root down along the smaller children to a leaf, then up to its place. */
function siftUp(memory: Memory, at: number): void {
  const tree = blockWords(memory.i32[at + TREE]!);
  const count = countItems(memory, at);
  let place = 0;
  while (2 * place + 1 < count) {
    let child = 2 * place + 1;
    if (child + 1 < count && !isBefore(memory, tree, child, child + 1)) child += 1;
    swap(memory.i32, tree + child, tree + place);
    place = child;
  }
  siftDown(memory, at, 0, place);
}
