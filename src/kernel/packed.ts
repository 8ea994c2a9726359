/**
 * Values in transit between threads: a small integer as itself, everything else as JSON text. A packed value shares
 * nothing, so it can be stored in the kernel's memory or sent as a message.
 *
 * A handle (a lock, a queue, a thread ...) packs to `{"$": kind, "id": number}`; the program vocabulary turns it back.
 * Values without a JSON form (inf, a tuple, a Map ...) pack to a tag: see values.ts.
 */
import { repr } from './repr.ts';
import { fromTag, isPackedHandle, isTag, tagOf, type PackedHandle } from './values.ts';

export type { PackedHandle } from './values.ts';

export type Packed = number | string;

export const isInt32 = (value: unknown): value is number =>
  typeof value === 'number' && (value | 0) === value && !Object.is(value, -0);

/** A replacer for JSON.stringify: a tag for a value without a JSON form. */
type Tagging = (this: unknown, key: string, value: unknown) => unknown;

const tagged: Tagging = (_key, value) => tagOf(value) ?? value;

/** Packs a live value, or the result of {@link unpack} without `revive`. */
export function pack(value: unknown, tagging: Tagging = tagged): Packed {
  if (isInt32(value)) return value;
  if (typeof value === 'string') return JSON.stringify(value);
  return JSON.stringify(value, tagging) ?? 'null';
}

/** With `revive` the live value that a program has; without, parsed JSON in which handles and tags are objects. */
export function unpack(packed: Packed, revive?: (handle: PackedHandle) => unknown): unknown {
  if (typeof packed === 'number') return packed;
  if (revive === undefined || !packed.includes('"$"')) return JSON.parse(packed);
  return JSON.parse(packed, (_key, value: unknown) => {
    if (isTag(value)) return fromTag(value);
    return isPackedHandle(value) ? revive(value) : value;
  });
}

/** Limit on a value's text in a trace, in UTF-16 units; a longer text is cut and ends in an ellipsis. */
export const REPR_LIMIT = 200;

/** A packed value as Python's repr() would print it, at most {@link REPR_LIMIT} long. */
export function reprPacked(packed: Packed): string {
  if (typeof packed === 'number') return String(packed);
  return clip(repr(JSON.parse(packed)), REPR_LIMIT);
}

export function clip(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, limit - 1) + '…';
}
