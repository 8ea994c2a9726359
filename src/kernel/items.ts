/**
 * Items of a queue or a pipe: a linked list of heap blocks. The object keeps first, last and count in three words from
 * `at`; each item records the event that sent it, so that a get can name its put as cause.
 */
import type { EventIndex, ThreadIndex } from '../base/units.ts';
import { allocate, blockWords, emptySlot, freeBlock, getSlot, setSlot } from './heap.ts';
import type { Memory } from './memory.ts';
import type { Packed } from './packed.ts';

const FIRST = 0;
const LAST = 1;
const COUNT = 2;

const I_NEXT = 0;
const I_SENT = 1;
const I_SENDER = 2;
const I_CARRIED = 3;
const I_SLOT = 4;
const I_WORDS = 6;

export interface Item {
  readonly value: Packed;
  readonly sent: EventIndex;
  readonly sender: ThreadIndex;
  /** A copy of the item travels through a port as well, as the engine requested. */
  readonly carried: boolean;
}

/** Order in which a queue gives its items. The functions of this file are for FIFO; `queue-order.ts` is for any. */
export const Order = { fifo: 0, lifo: 1, priority: 2 } as const;
export type Order = (typeof Order)[keyof typeof Order];

export const countItems = (memory: Memory, at: number): number => memory.i32[at + COUNT]!;

/** A heap block for an item, not in any list yet. Throws before it changes anything. */
export function makeItem(memory: Memory, item: Item): number {
  const { i32 } = memory;
  const block = allocate(memory, I_WORDS * 4);
  const words = blockWords(block);
  i32[words + I_SLOT] = 0;
  try {
    setSlot(memory, words + I_SLOT, item.value);
  } catch (error) {
    freeBlock(memory, block);
    throw error;
  }
  i32[words + I_NEXT] = 0;
  i32[words + I_SENT] = item.sent;
  i32[words + I_SENDER] = item.sender;
  i32[words + I_CARRIED] = item.carried ? 1 : 0;
  return block;
}

export const itemValue = (memory: Memory, block: number): Packed =>
  getSlot(memory, blockWords(block) + I_SLOT);

/** Reads an item that was taken off its list, and frees its block. */
export function consumeItem(memory: Memory, block: number): Item {
  const { i32 } = memory;
  const words = blockWords(block);
  const item = {
    value: getSlot(memory, words + I_SLOT),
    sent: i32[words + I_SENT]!,
    sender: i32[words + I_SENDER]!,
    carried: i32[words + I_CARRIED] === 1,
  };
  emptySlot(memory, words + I_SLOT);
  freeBlock(memory, block);
  return item;
}

/** Adds an item at the back or at the front. Throws before it changes anything. */
export function addItem(memory: Memory, at: number, item: Item, place: 'back' | 'front'): void {
  const { i32 } = memory;
  const block = makeItem(memory, item);
  if (i32[at + COUNT] === 0) {
    i32[at + FIRST] = block;
    i32[at + LAST] = block;
  } else if (place === 'back') {
    i32[blockWords(i32[at + LAST]!) + I_NEXT] = block;
    i32[at + LAST] = block;
  } else {
    i32[blockWords(block) + I_NEXT] = i32[at + FIRST]!;
    i32[at + FIRST] = block;
  }
  i32[at + COUNT] = i32[at + COUNT]! + 1;
}

/** Takes the first item. There must be one. */
export function takeItem(memory: Memory, at: number): Item {
  const { i32 } = memory;
  const block = i32[at + FIRST]!;
  i32[at + FIRST] = i32[blockWords(block) + I_NEXT]!;
  i32[at + COUNT] = i32[at + COUNT]! - 1;
  return consumeItem(memory, block);
}

/** Removes the first item sent by this thread, if any. */
export function dropItem(memory: Memory, at: number, sender: ThreadIndex): void {
  const { i32 } = memory;
  let before = 0;
  let block = i32[at + COUNT] === 0 ? 0 : i32[at + FIRST]!;
  while (block !== 0 && i32[blockWords(block) + I_SENDER] !== sender) {
    before = block;
    block = i32[blockWords(block) + I_NEXT]!;
  }
  if (block === 0) return;
  const next = i32[blockWords(block) + I_NEXT]!;
  if (before === 0) i32[at + FIRST] = next;
  else i32[blockWords(before) + I_NEXT] = next;
  if (next === 0) i32[at + LAST] = before;
  i32[at + COUNT] = i32[at + COUNT]! - 1;
  consumeItem(memory, block);
}

/** Reassigns the first item sent by one thread to another. */
export function renameSender(memory: Memory, at: number, from: ThreadIndex, to: ThreadIndex): void {
  for (const block of blocksOf(memory, at)) {
    const words = blockWords(block);
    if (memory.i32[words + I_SENDER] !== from) continue;
    memory.i32[words + I_SENDER] = to;
    return;
  }
}

/** The blocks of the items, front to back. */
export function* blocksOf({ i32 }: Memory, at: number): Generator<number> {
  let block = i32[at + COUNT] === 0 ? 0 : i32[at + FIRST]!;
  for (; block !== 0; block = i32[blockWords(block) + I_NEXT]!) yield block;
}

/** The items, front to back, without removing them. */
export function* itemsOf(memory: Memory, at: number): Generator<Item> {
  for (const block of blocksOf(memory, at)) yield readItem(memory, block);
}

/** Replaces the value of the item in a block. */
export function changeItem(memory: Memory, block: number, value: Packed): void {
  setSlot(memory, blockWords(block) + I_SLOT, value);
}

export function readItem(memory: Memory, block: number): Item {
  const { i32 } = memory;
  const words = blockWords(block);
  return {
    value: getSlot(memory, words + I_SLOT),
    sent: i32[words + I_SENT]!,
    sender: i32[words + I_SENDER]!,
    carried: i32[words + I_CARRIED] === 1,
  };
}
