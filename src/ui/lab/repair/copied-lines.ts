/**
 * Removes what a page puts before the lines of a program and a browser copies with them. Lines are dropped, or lose
 * their prefix.
 */

/** A remaining line, with its original position (from 0). */
export interface Line {
  readonly at: number;
  readonly text: string;
}

export const linesOf = (text: string): Line[] =>
  text.split('\n').map((line, at) => ({ at, text: line }));

/** undefined if there are no line numbers. */
export function withoutNumbers(lines: readonly Line[]): Line[] | undefined {
  return withoutHeads(lines) ?? withoutNumberLines(lines);
}

/** `12  x = 1`, `12. x = 1`, `12| x = 1`: increasing numbers before nearly every line. */
function withoutHeads(lines: readonly Line[]): Line[] | undefined {
  const filled = lines.filter(({ text }) => text.trim() !== '');
  const heads = filled.map(({ text }) =>
    /^[ \t]*0*(\d{1,5})([.:|)]?)(?=[\s]|$|[^\d.:|)\s])(.*)$/su.exec(text),
  );
  if (filled.length < 3 || heads.some((head) => head === null)) return undefined;
  const numbers = heads.map((head) => Number(head![1]));
  if (numbers.some((number, n) => n > 0 && number <= numbers[n - 1]!)) return undefined;
  const steps = numbers.filter((number, n) => n > 0 && number === numbers[n - 1]! + 1).length;
  if (steps < (numbers.length - 1) * 0.8) return undefined;
  const bodies = heads.map((head) => head![3]!.replaceAll('\u00a0', ' '));
  const widths = heads.map((head) => head![0].length - head![3]!.length);
  return [byColumn, bySpace].reduce<Line[] | undefined>(
    (found, cut) =>
      found ?? acceptable(filled.map((line, n) => ({ at: line.at, text: cut(bodies, widths, n) }))),
    undefined,
  );
}

type Cut = (bodies: readonly string[], widths: readonly number[], n: number) => string;

const indentOf = (text: string): number => /^[ \t]*/.exec(text)![0].length;
const leastOf = (values: readonly number[]): number => Math.min(...values);

/** The code begins in one column, wherever the number ends. */
const byColumn: Cut = (bodies, widths, n) => {
  const columns = bodies.flatMap((body, k) =>
    body.trim() === '' ? [] : [widths[k]! + indentOf(body)],
  );
  const column = leastOf(columns);
  if (bodies.some((body, k) => body.trim() !== '' && widths[k]! > column)) return ' ';
  return bodies[n]!.slice(Math.max(0, column - widths[n]!)).trimEnd();
};

/** The same number of spaces follows every number. */
const bySpace: Cut = (bodies, _widths, n) => {
  const least = leastOf(bodies.flatMap((body) => (body.trim() === '' ? [] : [indentOf(body)])));
  return bodies[n]!.slice(least).trimEnd();
};

/** A program does not begin indented, and its indentation must be plausible. */
function acceptable(lines: Line[]): Line[] | undefined {
  const filled = lines.filter(({ text }) => text.trim() !== '');
  const isFine =
    filled.length > 0 &&
    indentOf(filled[0]!.text) === 0 &&
    filled.every(({ text }) => indentOf(text) !== 1 && !/^ {3}\S|^ {5}\S/.test(text));
  return isFine ? lines : undefined;
}

/** Numbers on lines of their own, in a block or between the lines. */
function withoutNumberLines(lines: readonly Line[]): Line[] | undefined {
  const alone = lines.filter(({ text }) => /^\s*\d{1,5}\s*$/.test(text));
  const numbers = alone.map(({ text }) => Number(text));
  const first = numbers[0] ?? 0;
  const others = lines.length - alone.length;
  if (numbers.length < 3 || first > 1 || numbers.some((number, n) => number !== first + n))
    return undefined;
  if (others < numbers.length / 4) return undefined;
  return lines.filter((line) => !alone.includes(line));
}

/** `>>> x` of an interactive session: its output is dropped. undefined if there are no prompts. */
export function withoutPrompts(lines: readonly Line[]): Line[] | undefined {
  const isPrompt = ({ text }: Line) => /^\s*(>>>|\.\.\.)( |$)/.test(text);
  if (!lines.some(({ text }) => /^\s*>>> /.test(text))) return undefined;
  const asked = lines.filter((line) => isPrompt(line));
  return asked.map(({ at, text }) => ({ at, text: text.replace(/^\s*(>>>|\.\.\.) ?/, '') }));
}
