/**
 * Values as they cross between threads: a small whole number as itself, everything else as JSON text. Nothing in a
 * packed value is shared, so it can be stored in the kernel's memory or travel as a message.
 *
 * A handle (a lock, a queue, a thread ...) packs to `{"$": kind, "id": number}`; the program vocabulary turns it back.
 */
export type Packed = number | string;

/** The form of a handle inside packed JSON. What else the handle carries along stands beside. */
export interface PackedHandle {
  readonly $: string;
  /** Of a class that the program itself made: the class of the vocabulary that it extends. */
  readonly $of?: string;
  readonly id: number;
  readonly [field: string]: unknown;
}

export const isInt32 = (value: unknown): value is number =>
  typeof value === 'number' && (value | 0) === value && !Object.is(value, -0);

export function pack(value: unknown): Packed {
  return isInt32(value) ? value : (JSON.stringify(value) ?? 'null');
}

export function unpack(packed: Packed, revive?: (handle: PackedHandle) => unknown): unknown {
  if (typeof packed === 'number') return packed;
  if (revive === undefined || !packed.includes('"$"')) return JSON.parse(packed);
  return JSON.parse(packed, (_key, value: unknown) =>
    isPackedHandle(value) ? revive(value) : value,
  );
}

function isPackedHandle(value: unknown): value is PackedHandle {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as PackedHandle).$ === 'string' &&
    typeof (value as PackedHandle).id === 'number'
  );
}

/** Longest text of a value in a trace, in UTF-16 units; a longer one is cut and ends in an ellipsis. */
export const REPR_LIMIT = 200;

/** A packed value as Python's repr() would print it, at most {@link REPR_LIMIT} long. */
export function reprPacked(packed: Packed): string {
  if (typeof packed === 'number') return String(packed);
  return clip(repr(JSON.parse(packed)), REPR_LIMIT);
}

/** A value as Python's repr() would print it. */
export function repr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return reprString(value);
  if (typeof value !== 'object') return `${value as number}`;
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (isPackedHandle(value)) return `<${value.$} ${value.id}>`;
  const entries = Object.entries(value).map(([key, item]) => `${reprString(key)}: ${repr(item)}`);
  return `{${entries.join(', ')}}`;
}

/** Python prefers single quotes, and takes double ones where that saves a backslash. */
function reprString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let body = '';
  for (const char of text) {
    if (char === '\\' || char === quote) body += '\\' + char;
    else if (char === '\n') body += '\\n';
    else if (char === '\r') body += '\\r';
    else if (char === '\t') body += '\\t';
    else if (char < ' ') body += '\\x' + char.charCodeAt(0).toString(16).padStart(2, '0');
    else body += char;
  }
  return quote + body + quote;
}

export function clip(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, limit - 1) + '…';
}
