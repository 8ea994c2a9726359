/**
 * Values as they cross between threads: a small whole number as itself, everything else as JSON text. Nothing in a
 * packed value is shared, so it can be stored in the kernel's memory or travel as a message.
 *
 * A handle (a lock, a queue, a thread ...) packs to `{"$": kind, "id": number}`; the program vocabulary turns it back.
 * What JSON has no form for (inf, a tuple, a Map ...) packs to a tag: see values.ts.
 */
import { repr } from './repr.ts';
import { fromTag, isPackedHandle, isTag, tagOf, type PackedHandle } from './values.ts';

export type { PackedHandle } from './values.ts';

export type Packed = number | string;

export const isInt32 = (value: unknown): value is number =>
  typeof value === 'number' && (value | 0) === value && !Object.is(value, -0);

/** What stands in JSON for a value: a tag where JSON has no form for it. As JSON.stringify asks for it. */
type Tagging = (this: unknown, key: string, value: unknown) => unknown;

const tagged: Tagging = (_key, value) => tagOf(value) ?? value;

/** Packs a live value, or what {@link unpack} made of one. */
export function pack(value: unknown, tagging: Tagging = tagged): Packed {
  if (isInt32(value)) return value;
  if (typeof value === 'string') return JSON.stringify(value);
  return JSON.stringify(value, tagging) ?? 'null';
}

/** With `revive` a live value, as a program has it; without, what JSON makes of it: handles and tags are objects. */
export function unpack(packed: Packed, revive?: (handle: PackedHandle) => unknown): unknown {
  if (typeof packed === 'number') return packed;
  if (revive === undefined || !packed.includes('"$"')) return JSON.parse(packed);
  return JSON.parse(packed, (_key, value: unknown) => {
    if (isTag(value)) return fromTag(value);
    return isPackedHandle(value) ? revive(value) : value;
  });
}

/** Longest text of a value in a trace, in UTF-16 units; a longer one is cut and ends in an ellipsis. */
export const REPR_LIMIT = 200;

/** A packed value as Python's repr() would print it, at most {@link REPR_LIMIT} long. */
export function reprPacked(packed: Packed): string {
  if (typeof packed === 'number') return String(packed);
  return clip(repr(JSON.parse(packed)), REPR_LIMIT);
}

export function clip(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, limit - 1) + '…';
}
