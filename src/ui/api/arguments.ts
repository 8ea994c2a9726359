/**
 * Validation of arguments of `window.weft`. Each function throws a TypeError that says what is wrong and what would be
 * right.
 */
import { cleanLine, TYPED_LIMIT, type TypedLine } from '../../base/typed-line.ts';
import type { ObjectIndex } from '../../base/units.ts';
import { MAX_TIME, speedRange } from '../../share/link.ts';
import type { ObjectDetails } from '../../trace/format.ts';

export function readTable(value: unknown, name: string): ReadonlyMap<string, unknown> {
  if (value === undefined) return new Map();
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return new Map(Object.entries(value));
  }
  throw new TypeError(`weft: ${name} should be an object, not ${show(value)}.`);
}

/** Rejects unknown options: a misspelt one would be ignored silently. */
export function readOptions(
  value: unknown,
  known: readonly string[],
): ReadonlyMap<string, unknown> {
  const options = readTable(value, 'the options');
  for (const name of options.keys()) {
    if (known.includes(name)) continue;
    throw new TypeError(`weft: there is no option "${name}". There are: ${known.join(', ')}.`);
  }
  return options;
}

export function readSince(value: unknown): number {
  const range = { min: 0, max: 2 ** 31 };
  return value === undefined ? 0 : readWhole('since', value, range);
}

/** A line to type, or null for end of input. */
export function readTyped(value: unknown): TypedLine {
  if (value === null) return null;
  if (typeof value === 'string' && value === cleanLine(value)) return value;
  throw new TypeError(
    `weft: what is typed should be one line of at most ${TYPED_LIMIT} characters, or null for the end of input, not ${show(value)}.`,
  );
}

/** Index of the terminal with this path. */
export function readTerminal(path: unknown, objects: readonly ObjectDetails[]): ObjectIndex {
  const wanted = path ?? '/dev/tty';
  const found = objects.findIndex(({ kind, name }) => kind === 'terminal' && name === wanted);
  if (found >= 0) return found;
  const known = objects.filter(({ kind }) => kind === 'terminal').map(({ name }) => name);
  throw new TypeError(
    `weft: the program has not opened a terminal ${show(wanted)}. It has: ${known.join(', ') || 'none'}.`,
  );
}

export function readSpeed(value: unknown): number {
  return readNumber('the speed', value, speedRange);
}

export function readInstant(value: unknown): number | 'live' {
  if (value === 'live') return value;
  return readNumber("the cursor, where it is not 'live',", value, { min: 0, max: MAX_TIME });
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

function readNumber(name: string, value: unknown, { min, max }: Range): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new TypeError(
    `weft: ${name} should be a number from ${min} to ${max}, not ${show(value)}.`,
  );
}

export function readWhole(name: string, value: unknown, { min, max }: Range): number {
  if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) return Number(value);
  throw new TypeError(
    `weft: ${name} should be a whole number from ${min} to ${max}, not ${show(value)}.`,
  );
}

export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
