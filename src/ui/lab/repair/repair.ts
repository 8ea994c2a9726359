/**
 * Finds copying artefacts in a program, and their repair. Nothing is changed here: the result lists the changes line by
 * line, and the reader decides.
 */
import { linesOf, withoutNumbers, withoutPrompts, type Line } from './copied-lines.ts';
import { python3 } from './python2.ts';
import { withoutSiteLines } from './site-lines.ts';
import { asciiPunctuation, dedented, plainSpaces, spacesForTabs, straightQuotes } from './signs.ts';

export const flaws = [
  'site',
  'numbers',
  'prompts',
  'spaces',
  'quotes',
  'punctuation',
  'tabs',
  'indent',
  'python2',
] as const;
export type Flaw = (typeof flaws)[number];

export interface Change {
  /** Of the text before, from 1. */
  readonly line: number;
  readonly before: string;
  /** undefined: the line is removed. */
  readonly after: string | undefined;
}

export interface Repair {
  /** The repaired text. */
  readonly text: string;
  readonly found: readonly { readonly flaw: Flaw; readonly lines: number }[];
  readonly changes: readonly Change[];
}

/** Longer texts are not examined, since this runs while typing. */
const MOST = 200_000;

/** undefined if nothing needs repair. */
export function findRepair(text: string): Repair | undefined {
  if (text.length > MOST) return undefined;
  const found = new Map<Flaw, number>();
  const original = text.replace(/\r\n?/g, '\n');
  let lines = linesOf(original);
  const strip = (flaw: Flaw, next: Line[] | undefined) => {
    if (next === undefined) return;
    found.set(flaw, Math.max(next.length, lines.length - next.length));
    lines = next;
  };
  strip('site', withoutSiteLines(lines));
  strip('numbers', withoutNumbers(lines));
  strip('prompts', withoutPrompts(lines));
  const write = (flaw: Flaw, change: (text: string) => string | undefined) => {
    const before = lines.map((line) => line.text);
    const after = (change(before.join('\n')) ?? before.join('\n')).split('\n');
    const changed = after.filter((line, n) => line !== before[n]).length;
    if (changed === 0 || after.length !== lines.length) return;
    found.set(flaw, changed);
    lines = lines.map(({ at }, n) => ({ at, text: after[n]! }));
  };
  write('spaces', plainSpaces);
  write('quotes', straightQuotes);
  write('punctuation', asciiPunctuation);
  // A wrong quote may have hidden a space.
  write('spaces', plainSpaces);
  write('tabs', spacesForTabs);
  write('indent', dedented);
  write('python2', python3);
  if (found.size === 0) return undefined;
  const kept = new Map(lines.map(({ at, text: after }) => [at, after]));
  const changes = original.split('\n').flatMap((before, at): Change[] => {
    const after = kept.get(at);
    return after === before || (after === undefined && before.trim() === '')
      ? []
      : [{ line: at + 1, before, after }];
  });
  return {
    text: lines.map((line) => line.text).join('\n'),
    found: flaws.flatMap((flaw) => {
      const count = found.get(flaw);
      return count === undefined ? [] : [{ flaw, lines: count }];
    }),
    changes,
  };
}
