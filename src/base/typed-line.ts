import type { ObjectIndex } from './units.ts';

/** What the reader types at a terminal: a line, or null for the end of input (Ctrl+D). */
export type TypedLine = string | null;

/** A typed line and the terminal that it was typed at. */
export interface Typed {
  readonly terminal: ObjectIndex;
  readonly line: TypedLine;
}

/** Maximum length of a terminal line, in UTF-16 units. */
export const TYPED_LIMIT = 1000;

/** A line as a terminal accepts it: a single line, well-formed Unicode, at most TYPED_LIMIT units. */
export function cleanLine(line: string): string {
  const [first = ''] = line.split(/[\r\n]/, 1);
  const bytes = new TextEncoder().encode(first.slice(0, TYPED_LIMIT));
  return new TextDecoder().decode(bytes);
}
