/**
 * What a new process inherits: copies of the objects in the parent's memory, and pipe ends. A copy has the state of
 * that moment; a lock held by another thread stays locked in it, since that thread does not exist in the child.
 */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import type { Belonging } from '../../trace/format.ts';
import { getSlot, readBlock, setSlot, writeBlock } from '../heap.ts';
import { changeItem, itemValue } from '../items.ts';
import type { Kernel } from '../kernel.ts';
import {
  O_A,
  O_B,
  O_C,
  O_D,
  O_E,
  O_F,
  O_G,
  O_H,
  O_NAME,
  O_PROCESS,
  objectAt,
  P_MAIN,
  P_PARENT,
  processAt,
} from '../memory.ts';
import { objectSpecAt, type ObjectSpec } from '../object-spec.ts';
import type { Packed } from '../packed.ts';
import { createObject, partAt } from './create.ts';
import { copyLines } from './ghosts.ts';
import { mapHandles } from './handles.ts';
import { isPrivate } from './pickle.ts';
import { rejectUnpicklable } from './unpicklable.ts';
import { requireOpenEnds, shareConnection } from './pipe.ts';
import { blocksInOrder, copyInOrder } from './queue-order.ts';
import { shareSimpleQueue } from './process-queue.ts';
import { shareSocket } from './socket.ts';

/** The words that belong to an object's primitive. */
const OWN_WORDS = [O_A, O_B, O_C, O_D, O_E, O_F, O_G, O_H];

/** Copying of a process's objects: each is copied once, whatever refers to it. */
export class Copies {
  /** Old index to new. */
  readonly made = new Map<ObjectIndex, ObjectIndex>();
  readonly #k: Kernel;
  readonly #parentThread: ThreadIndex;
  readonly #child: ProcessIndex;
  readonly #code: number;

  constructor(k: Kernel, parentThread: ThreadIndex, child: ProcessIndex, code: number) {
    this.#k = k;
    this.#parentThread = parentThread;
    this.#child = child;
    this.#code = code;
  }

  /** The child's copy of an object; the object itself if processes share it. */
  copy(object: ObjectIndex): ObjectIndex {
    const k = this.#k;
    const { i32 } = k.memory;
    const from = objectAt(object);
    const process = this.#child;
    if (i32[from + O_PROCESS] !== i32[processAt(process) + P_PARENT]) return object;
    const known = this.made.get(object);
    if (known !== undefined) return known;
    const spec = objectSpecAt(k, from);
    // Referenced objects are copied first, since an object is created in one piece.
    const refers = spec.refers?.map((word) => this.#reference(i32[from + word]!)) ?? [];
    const name = readBlock(k.memory, i32[from + O_NAME]!);
    const place = { process, name, part: this.#part(from) };
    const copy = createObject(k, this.#parentThread, spec, place, this.#code, (at) => {
      this.#fill(spec, from, at);
      spec.refers?.forEach((word, n) => (i32[at + word] = refers[n]!));
    });
    this.made.set(object, copy);
    return copy;
  }

  /** Last: references in the contents of copies are mapped to copies, too. */
  renameContents(): void {
    const k = this.#k;
    const { memory } = k;
    // Includes copies added during the loop.
    for (const copy of this.made.values()) {
      const at = objectAt(copy);
      const { slots = [], items } = objectSpecAt(k, at);
      for (const slot of slots) {
        const content = getSlot(memory, at + slot);
        const renamed = this.#rename(content);
        if (renamed !== content) setSlot(memory, at + slot, renamed);
      }
      if (items === undefined) continue;
      for (const block of blocksInOrder(memory, at + items.at, items.order)) {
        const value = itemValue(memory, block);
        const renamed = this.#rename(value);
        if (renamed !== value) changeItem(memory, block, renamed);
      }
    }
  }

  #rename(value: Packed): Packed {
    return typeof value === 'number' ? value : this.rename(value);
  }

  /** JSON with references to the parent's objects mapped to the child's copies. */
  rename(value: string): string {
    if (!value.includes('"$"')) return value;
    return JSON.stringify(
      mapHandles(JSON.parse(value), (handle) =>
        isPrivate(handle) ? { ...handle, id: this.copy(handle.id) } : handle,
      ),
    );
  }

  /** A copy belongs to the copy of its owner, if any. */
  #part(from: number): Belonging {
    const { of, ...part } = partAt(this.#k, from);
    const owner = of === undefined ? undefined : this.made.get(of);
    return owner === undefined ? part : { ...part, of: owner };
  }

  #reference(object: ObjectIndex): ObjectIndex {
    return object < 0 ? object : this.copy(object);
  }

  /** Copies the words of the object at `from` according to its spec. */
  #fill(spec: ObjectSpec, from: number, at: number): void {
    const { memory } = this.#k;
    const { i32 } = memory;
    const heir = { parent: this.#parentThread, child: i32[processAt(this.#child) + P_MAIN]! };
    for (const word of OWN_WORDS) i32[at + word] = i32[from + word]!;
    for (const slot of spec.slots ?? []) {
      i32[at + slot] = i32[at + slot + 1] = 0;
      setSlot(memory, at + slot, getSlot(memory, from + slot));
    }
    for (const word of spec.blocks ?? []) {
      const block = i32[from + word]!;
      i32[at + word] = block === 0 ? 0 : writeBlock(memory, readBlock(memory, block));
    }
    if (spec.items !== undefined)
      copyInOrder(memory, from + spec.items.at, at + spec.items.at, spec.items.order);
    for (const word of spec.holders ?? []) {
      if (i32[from + word] === heir.parent + 1) i32[at + word] = heir.child + 1;
    }
    copyLines(this.#k, spec.lines, from, at);
    spec.copy?.(this.#k, from, at, heir);
  }
}

/** The job of a process with its arguments as the child sees them: JSON in, JSON out. */
export function shareArguments(
  k: Kernel,
  thread: ThreadIndex,
  child: ProcessIndex,
  job: string,
  code: number,
  forks: boolean,
): string {
  const copies = new Copies(k, thread, child, code);
  const parsed: unknown = JSON.parse(job);
  if (!forks) {
    rejectUnpicklable(k, thread, parsed, 'inheritance');
    requireOpenEnds(k, thread, job);
  }
  const shared = mapHandles(parsed, (handle) => {
    // A fork inherits exactly what its parent has open.
    if (!forks) SHARED_ENDS[handle.$]?.(k, handle.id, child);
    return isPrivate(handle) ? { ...handle, id: copies.copy(handle.id) } : handle;
  });
  copies.renameContents();
  return JSON.stringify(shared);
}

/** What a forked process has of its parent besides objects: open ends, descriptors, buffered output. */
export function inherit(
  k: Kernel,
  parent: ProcessIndex,
  child: ProcessIndex,
  isCopy: boolean,
): void {
  for (const part of k.ops.processParts) part.inherits?.(k, parent, child, isCopy);
}

/** Opens handles in each process that was given them. */
const SHARED_ENDS: Readonly<
  Record<string, (k: Kernel, id: number, process: ProcessIndex) => void>
> = {
  Connection: shareConnection,
  socket: shareSocket,
  'multiprocessing.SimpleQueue': shareSimpleQueue,
};
