/** What a kind of object is made of: the words that its primitive keeps in the kernel's memory, and who waits where. */
import { objectKinds, type Belonging, type ObjectKind, type Role } from '../trace/format.ts';
import { O_KIND, type Memory } from './memory.ts';
import type { Kernel } from './kernel.ts';
import type { Packed } from './packed.ts';
import type { Order } from './primitives/queue-order.ts';
import type { Request } from './request.ts';
import type { ThreadIndex } from '../base/units.ts';

/** What a creating op carries in `value`, packed. */
export interface CreateArgs {
  /** As in the program's source; empty: made up. */
  readonly name: string;
  /** True where processes share it (multiprocessing). */
  readonly shared: boolean;
  /** A first value, packed. */
  readonly value?: Packed;
  readonly part?: Belonging;
}

/** What a trace says of an object as it comes to be. */
export interface Beginning {
  readonly measure: number;
  readonly limit: number;
  readonly text?: string;
  /** What it belongs to, where the kernel knows that by itself. */
  readonly of?: number;
  readonly role?: Role;
}

/** A waiting list. */
export interface Line {
  readonly at: number;
  /** The word that counts the places at its head which a fork copied without their threads. Absent: it copies none. */
  readonly ghosts?: number;
}

/** Threads of the parent and the child of a fork that are one and the same: the only one that goes on in both. */
export interface Heir {
  readonly parent: ThreadIndex;
  readonly child: ThreadIndex;
}

/** All addresses are relative to the object. Words that are not named here are plain numbers. */
export interface ObjectSpec {
  readonly kind: ObjectKind;
  readonly lines: readonly Line[];
  /** Two words each, with a packed value: see `heap.ts`. */
  readonly slots?: readonly number[];
  /** Heap blocks with a text, or 0. */
  readonly blocks?: readonly number[];
  /** Where its items are kept: three words. */
  readonly items?: { readonly at: number; readonly order: Order };
  /** Indices of objects that it refers to, or -1. */
  readonly refers?: readonly number[];
  /** A thread that has it, plus one; 0 for none. */
  readonly holders?: readonly number[];
  /** Fills the words of a new one, which are all 0. May raise. */
  readonly begin: (k: Kernel, at: number, op: Request, args: CreateArgs) => void;
  /** As it stands. */
  readonly tell: (k: Kernel, at: number) => Beginning;
  /** What is left to do for a copy of the one at `from`, whose words have been copied by what this table says of them. */
  readonly copy?: (k: Kernel, from: number, at: number, heir: Heir) => void;
}

const kinds = Object.keys(objectKinds) as ObjectKind[];

/** In {@link O_KIND}. */
export const kindCode = Object.fromEntries(kinds.map((kind, n) => [kind, n])) as Readonly<
  Record<ObjectKind, number>
>;

/** Of the object at this address. */
export const kindAt = ({ i32 }: Memory, at: number): ObjectKind => kinds[i32[at + O_KIND]!]!;
