import type { ObjectIndex } from './units.ts';

/** What the reader types at a terminal: a line, or null for the end of input (Ctrl+D). */
export type TypedLine = string | null;

/** A line as it was typed, and the terminal. */
export interface Typed {
  readonly terminal: ObjectIndex;
  readonly line: TypedLine;
}

/** The longest line that a terminal takes, in UTF-16 units. */
export const TYPED_LIMIT = 1000;

/** A line as a terminal takes it: one line, well-formed, not too long. */
export function cleanLine(line: string): string {
  const [first = ''] = line.split(/[\r\n]/, 1);
  const bytes = new TextEncoder().encode(first.slice(0, TYPED_LIMIT));
  return new TextDecoder().decode(bytes);
}
