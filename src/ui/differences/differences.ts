/** Known differences from CPython, by construct: one table for the page, the manual and docs/CONFORMANCE.md. */
import type { Language } from '../../scenarios/texts.ts';
import table from './differences.json';

type Said = Readonly<Record<Language, string>>;

export interface Difference extends Said {
  /** Numbers of the cases in docs/CONFORMANCE.md that are left out because of it, or partly. */
  readonly cases?: readonly number[];
}

export interface Construct {
  readonly id: string;
  /** Kinds of object, or 'thread', concerned. */
  readonly kinds?: readonly string[];
  /** Names by which a program's Python text uses it; without them it applies to every program. */
  readonly words?: readonly string[];
  readonly name: Said;
  readonly rows: readonly Difference[];
}

export const constructs: readonly Construct[] = table;

/** The constructs that a program uses. @param python its text */
export function constructsIn(python: string): Construct[] {
  return constructs.filter(
    ({ words = [''] }) =>
      words[0] === '' ||
      new RegExp(`\\b(?:${words.join('|').replaceAll('.', '\\.')})\\b`).test(python),
  );
}

/** @param kind of an object, or 'thread' */
export const constructsOf = (kind: string): Construct[] =>
  constructs.filter(({ kinds = [] }) => kinds.includes(kind));
