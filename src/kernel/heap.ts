/**
 * Blocks of text in the kernel's memory: names, arguments, items, values. Sizes are powers of two with a free list
 * each; a block is two words (size class, then length in bytes or, while free, the next free block) and the bytes.
 * A block's reference is its address in bytes; 0 is "none". Used under the kernel's mutex.
 */
import { PyError } from './errors.ts';
import { H_FREE, H_HEAP_TOP, HEAP, LIMITS, type Memory } from './memory.ts';
import type { Packed } from './packed.ts';
import { encodeWide, readRing, writeRing } from './text.ts';

const SMALLEST_BITS = 5;
const CLASSES = 18;
const HEAD_BYTES = 8;
/** Block size in which a ring's mask never wraps. */
const NO_WRAP = 2 ** 30;

/** A block of `length` bytes with undefined content. Raises Python's MemoryError where there is no room. */
export function allocate(memory: Memory, length: number): number {
  const { i32 } = memory;
  const sizeClass = Math.max(0, 32 - Math.clz32(length + HEAD_BYTES - 1) - SMALLEST_BITS);
  if (sizeClass >= CLASSES)
    throw new PyError('MemoryError', `a value of ${length} bytes is too large`);
  let block = i32[H_FREE + sizeClass]!;
  if (block !== 0) {
    i32[H_FREE + sizeClass] = i32[(block >> 2) + 1]!;
  } else {
    block = i32[H_HEAP_TOP]!;
    const top = block + (1 << (sizeClass + SMALLEST_BITS));
    if (top > HEAP + LIMITS.heap) {
      throw new PyError('MemoryError', `the values of this run outgrew ${LIMITS.heap >> 20} MiB`);
    }
    i32[H_HEAP_TOP] = top;
  }
  i32[block >> 2] = sizeClass;
  i32[(block >> 2) + 1] = length;
  return block;
}

/** Address of the first word of a block's content. */
export const blockWords = (block: number): number => (block + HEAD_BYTES) >> 2;

export function writeBlock(memory: Memory, text: string): number {
  const bytes = encodeWide(text);
  const block = allocate(memory, bytes === undefined ? text.length : bytes.length);
  writeRing(memory.u8, block + HEAD_BYTES, NO_WRAP, 0, text, bytes);
  return block;
}

export function readBlock(memory: Memory, block: number): string {
  if (block === 0) return '';
  return readRing(memory.u8, block + HEAD_BYTES, NO_WRAP, 0, memory.i32[(block >> 2) + 1]!);
}

export function freeBlock(memory: Memory, block: number): void {
  if (block === 0) return;
  const { i32 } = memory;
  const free = H_FREE + i32[block >> 2]!;
  i32[(block >> 2) + 1] = i32[free]!;
  i32[free] = block;
}

/** A slot holds one packed value in two words: a tag, and the number or a reference to a block. */
const TAG_EMPTY = 0;
const TAG_INT = 1;
const TAG_BLOCK = 2;

/** Sets a slot and frees its old value. Throws before it changes anything. */
export function setSlot(memory: Memory, slot: number, value: Packed): void {
  const { i32 } = memory;
  if (typeof value === 'number') {
    emptySlot(memory, slot);
    i32[slot] = TAG_INT;
    i32[slot + 1] = value;
  } else {
    const block = writeBlock(memory, value);
    emptySlot(memory, slot);
    i32[slot] = TAG_BLOCK;
    i32[slot + 1] = block;
  }
}

export function getSlot(memory: Memory, slot: number): Packed {
  const { i32 } = memory;
  return i32[slot] === TAG_BLOCK ? readBlock(memory, i32[slot + 1]!) : i32[slot + 1]!;
}

export function emptySlot(memory: Memory, slot: number): void {
  const { i32 } = memory;
  if (i32[slot] === TAG_BLOCK) freeBlock(memory, i32[slot + 1]!);
  i32[slot] = TAG_EMPTY;
  i32[slot + 1] = 0;
}
