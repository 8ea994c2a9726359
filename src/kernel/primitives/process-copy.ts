/**
 * What a new process has of its parent's: copies of the objects that live in the parent's memory, and the ends of pipes.
 * A copy has the state of that moment; a lock that another thread held stays locked in it, for nobody there can release
 * it for that thread.
 */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { objectKinds, type Belonging, type ObjectKind } from '../../trace/format.ts';
import { getSlot, readBlock, setSlot } from '../heap.ts';
import { addItem, changeItem, countItems, itemsOf, itemValue, type Item } from '../items.ts';
import type { Kernel } from '../kernel.ts';
import {
  O_A,
  O_B,
  O_C,
  O_D,
  O_F,
  O_KIND,
  O_NAME,
  O_PROCESS,
  objectAt,
  P_MAIN,
  P_PARENT,
  processAt,
} from '../memory.ts';
import { reprPacked, type Packed } from '../packed.ts';
import { changeContents, copyContents, isContents, readContents } from './contents.ts';
import { createObject, partAt, type Beginning } from './create.ts';
import { copyLines } from './ghosts.ts';
import { copyLocal } from './local.ts';
import { isPrivate, mapHandles } from './pickle.ts';
import { rejectUnpicklable } from './unpicklable.ts';
import { shareConnection } from './pipe.ts';
import { blocksInOrder, copyInOrder, Order } from './queue-order.ts';
import { shareSimpleQueue } from './process-queue.ts';
import { shareListener } from './socket.ts';
import { VARIABLE_SLOT } from './variable.ts';

const kinds = Object.keys(objectKinds) as ObjectKind[];

/**
 * Whoever waits on a condition waits in the parent. The copy of its line has places for them all the same, and a notify
 * is wasted on each.
 */
const GHOST: Item = { value: -1, sent: -1, sender: -1, carried: false };

/** One copying of a process's objects: each is copied once, whoever refers to it. */
export class Copies {
  /** Old index to new, for as long as it goes on. */
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

  /** The child's copy of an object; the object itself where processes share it. */
  copy(object: ObjectIndex): ObjectIndex {
    const k = this.#k;
    const { i32 } = k.memory;
    const from = objectAt(object);
    if (i32[from + O_PROCESS] !== i32[processAt(this.#child) + P_PARENT]) return object;
    const known = this.made.get(object);
    if (known !== undefined) return known;
    const kind = kinds[i32[from + O_KIND]!] ?? 'other';
    const name = readBlock(k.memory, i32[from + O_NAME]!);
    // What it refers to comes first, for an object is made in one piece.
    const refers = REFERENCES[kind]?.map((word) => this.#reference(i32[from + word]!));
    const process = this.#child;
    const made = { kind, process, name, ...this.#part(from) };
    const copy = createObject(k, this.#parentThread, made, this.#code, (at) => {
      const beginning = this.#fill(kind, from, at);
      REFERENCES[kind]?.forEach((word, n) => (i32[at + word] = refers?.[n] ?? -1));
      return beginning;
    });
    this.made.set(object, copy);
    return copy;
  }

  /** Last: what the copies hold names copies, too. */
  renameContents(): void {
    const { memory } = this.#k;
    // Goes on to those that are made meanwhile.
    for (const copy of this.made.values()) {
      const at = objectAt(copy);
      const kind = kinds[memory.i32[at + O_KIND]!] ?? 'other';
      const order = ORDERS[kind];
      if (kind === 'variable') {
        const content = getSlot(memory, at + VARIABLE_SLOT);
        const renamed = this.#rename(content);
        if (renamed !== content) setSlot(memory, at + VARIABLE_SLOT, renamed);
      }
      if (isContents(kind)) {
        changeContents(memory, at, this.#rename(readContents(memory, at)));
      }
      if (order === undefined) continue;
      for (const block of blocksInOrder(memory, at + O_A, order)) {
        const value = itemValue(memory, block);
        const renamed = this.#rename(value);
        if (renamed !== value) changeItem(memory, block, renamed);
      }
    }
  }

  #rename(value: Packed): Packed {
    return typeof value === 'number' ? value : this.rename(value);
  }

  /** JSON that names the child's copies for what it names of its parent's. */
  rename(value: string): string {
    if (!value.includes('"$"')) return value;
    return JSON.stringify(
      mapHandles(JSON.parse(value), (handle) =>
        isPrivate(handle) ? { ...handle, id: this.copy(handle.id) } : handle,
      ),
    );
  }

  /** Its copy belongs to the copy of what it belongs to, if there is one. */
  #part(from: number): Belonging {
    const { of, ...part } = partAt(this.#k, from);
    const owner = of === undefined ? undefined : this.made.get(of);
    return owner === undefined ? part : { ...part, of: owner };
  }

  #reference(object: ObjectIndex): ObjectIndex {
    return object < 0 ? object : this.copy(object);
  }

  #fill(kind: ObjectKind, from: number, at: number): Beginning {
    const { memory } = this.#k;
    const { i32 } = memory;
    for (let word = O_A; word <= O_F; word++) i32[at + word] = i32[from + word]!;
    if (kind === 'variable') {
      const content = getSlot(memory, from + VARIABLE_SLOT);
      i32[at + VARIABLE_SLOT] = i32[at + VARIABLE_SLOT + 1] = 0;
      setSlot(memory, at + VARIABLE_SLOT, content);
      const measure = typeof content === 'number' ? content : 0;
      return { measure, limit: -1, text: reprPacked(content) };
    }
    if (isContents(kind)) return copyContents(memory, from, at);
    if (ON_CONDITIONS.has(kind)) copyLines(this.#k, from, at);
    const order = ORDERS[kind];
    if (order !== undefined) {
      copyInOrder(memory, from + O_A, at + O_A, order);
      return { measure: countItems(memory, at + O_A), limit: limitOf(i32[from + O_D]!) };
    }
    const heir = i32[processAt(this.#child) + P_MAIN]!;
    if (kind === 'local') {
      copyLocal(this.#k, from, at, this.#parentThread, heir);
      return { measure: 0, limit: -1 };
    }
    if (kind === 'condition') {
      i32[at + O_B] = i32[at + O_C] = i32[at + O_D] = 0;
      const line = [...itemsOf(memory, from + O_B)];
      for (const _ of line) addItem(memory, at + O_B, GHOST, 'back');
      const { role = 'condition' } = partAt(this.#k, from);
      return { measure: line.length, limit: -1, role, of: this.copy(i32[from + O_A]!) };
    }
    if (kind in HOLDER) {
      const holder = i32[from + HOLDER[kind]!]!;
      if (holder === this.#parentThread + 1) i32[at + HOLDER[kind]!] = heir + 1;
      return { measure: holder === 0 ? 0 : 1, limit: 1 };
    }
    return { measure: i32[from + O_A]!, limit: -1 };
  }
}

const limitOf = (maxsize: number): number => (maxsize > 0 ? maxsize : -1);

/** Where an object keeps its items in an order, its holder (plus one), the indices of objects that it refers to. */
type Words = Readonly<Partial<Record<string, number>>>;
const ORDERS: Readonly<Partial<Record<string, Order>>> = {
  queue: Order.fifo,
  'lifo-queue': Order.lifo,
  'priority-queue': Order.priority,
  'simple-queue': Order.fifo,
};
/** Those whose waiters stand in the lines of conditions; a SimpleQueue has a lock of its own. */
const ON_CONDITIONS: ReadonlySet<ObjectKind> = new Set([
  'semaphore',
  'bounded-semaphore',
  'queue',
  'lifo-queue',
  'priority-queue',
]);
const HOLDER: Words = { lock: O_A, rlock: O_A };
const REFERENCES: Readonly<Partial<Record<string, readonly number[]>>> = { condition: [O_A] };

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
  if (!forks) rejectUnpicklable(k, thread, parsed, 'inheritance');
  const shared = mapHandles(parsed, (handle) => {
    SHARED_ENDS[handle.$]?.(k, handle.id, child);
    return isPrivate(handle) ? { ...handle, id: copies.copy(handle.id) } : handle;
  });
  copies.renameContents();
  return JSON.stringify(shared);
}

/** Handles of what is open in each process that was given it. */
const SHARED_ENDS: Readonly<
  Record<string, (k: Kernel, id: number, process: ProcessIndex) => void>
> = {
  Connection: shareConnection,
  socket: shareConnection,
  'multiprocessing.SimpleQueue': shareSimpleQueue,
  listener: shareListener,
};
