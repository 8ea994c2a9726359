/** Specification of a kind of object: the words of its primitive in the kernel's memory, and its waiting lists. */
import { objectKinds, type Belonging, type ObjectKind, type Role } from '../trace/format.ts';
import { O_KIND, type Memory } from './memory.ts';
import type { Kernel } from './kernel.ts';
import type { Packed } from './packed.ts';
import type { Order } from './primitives/queue-order.ts';
import type { Request } from './request.ts';
import type { ThreadIndex } from '../base/units.ts';

/** What a creating op carries in `value`, packed. */
export interface CreateArgs {
  /** Name in the program's source; empty: a made-up name. */
  readonly name: string;
  /** True where processes share it (multiprocessing). */
  readonly shared: boolean;
  /** Initial value, packed. */
  readonly value?: Packed;
  readonly part?: Belonging;
}

/** Details of a new object for the trace. */
export interface Beginning {
  readonly measure: number;
  readonly limit: number;
  readonly text?: string;
  /** The owning object, where the kernel determines it. */
  readonly of?: number;
  readonly role?: Role;
}

/** A waiting list. */
export interface Line {
  readonly at: number;
  /**
   * The word that counts the places at the head of the list that a fork copied without threads. Absent: a fork copies
   * none.
   */
  readonly ghosts?: number;
}

/** The forking thread of the parent and its counterpart in the child, the only thread that continues in both. */
export interface Heir {
  readonly parent: ThreadIndex;
  readonly child: ThreadIndex;
}

/** All addresses are relative to the object. Words not named here are plain numbers. */
export interface ObjectSpec {
  readonly kind: ObjectKind;
  readonly lines: readonly Line[];
  /** Slots of two words each with a packed value: see `heap.ts`. */
  readonly slots?: readonly number[];
  /** Words that refer to heap blocks with text, or 0. */
  readonly blocks?: readonly number[];
  /** Where its items are kept: three words. */
  readonly items?: { readonly at: number; readonly order: Order };
  /** Words with an index of another object, or -1. */
  readonly refers?: readonly number[];
  /** Words with a thread that holds it, plus one; 0 for none. */
  readonly holders?: readonly number[];
  /** Initialises the words of a new object, which are all 0. May raise. */
  readonly begin: (k: Kernel, at: number, op: Request, args: CreateArgs) => void;
  /** Its details in the current state. */
  readonly tell: (k: Kernel, at: number) => Beginning;
  /** Finishes a copy of the object at `from`, whose words have been copied according to this table. */
  readonly copy?: (k: Kernel, from: number, at: number, heir: Heir) => void;
}

const kinds = Object.keys(objectKinds) as ObjectKind[];

/** Values of {@link O_KIND}. */
export const kindCode = Object.fromEntries(kinds.map((kind, n) => [kind, n])) as Readonly<
  Record<ObjectKind, number>
>;

/** Kind of the object at this address. */
export const kindAt = ({ i32 }: Memory, at: number): ObjectKind => kinds[i32[at + O_KIND]!]!;
