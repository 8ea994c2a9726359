/** Specification of a kind of object: the words of its primitive in the kernel's memory, and its waiting lists. */
import { bug } from '../base/bug.ts';
import { objectKinds, type ObjectKind } from '../trace/format.ts';
import { O_KIND, type Memory } from './memory.ts';
import type { Kernel, ObjectSpec } from './kernel.ts';

export type { Beginning, CreateArgs, Heir, Line, ObjectSpec } from './kernel.ts';

const kinds = Object.keys(objectKinds) as ObjectKind[];

/** Values of {@link O_KIND}. */
export const kindCode = Object.fromEntries(kinds.map((kind, n) => [kind, n])) as Readonly<
  Record<ObjectKind, number>
>;

/** Kind of the object at this address. */
export const kindAt = ({ i32 }: Memory, at: number): ObjectKind => kinds[i32[at + O_KIND]!]!;

/** Spec of the object at this address. */
export function objectSpecAt({ memory, ops }: Kernel, at: number): ObjectSpec {
  const kind = kindAt(memory, at);
  return ops.objects[kind] ?? bug(`the kernel was made without ${kind}`);
}
