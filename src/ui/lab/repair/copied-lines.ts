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
  if (heads.every((head) => head![3]!.trim() === '')) return undefined;
  const numbers = heads.map((head) => Number(head![1]));
  if (numbers.some((number, n) => n > 0 && number <= numbers[n - 1]!)) return undefined;
  const steps = numbers.filter((number, n) => n > 0 && number === numbers[n - 1]! + 1).length;
  if (steps < (numbers.length - 1) * 0.8) return undefined;
  const bodies = heads.map((head) => head![3]!.replaceAll('\u00a0', ' '));
  const widths = heads.map((head) => head![0].length - head![3]!.length);
  const cuts = [byTab, byColumn, bySpace].map((cut) =>
    filled.map((line, n) => ({ at: line.at, text: cut(bodies, widths, n) })),
  );
  // The most plausible indentation is the program's own.
  return cuts
    .filter(([first]) => indentOf(first!.text) === 0)
    .toSorted((a, b) => oddLines(a) - oddLines(b))[0];
}

type Cut = (bodies: readonly string[], widths: readonly number[], n: number) => string;

const indentOf = (text: string): number => /^[ \t]*/.exec(text)![0].length;
const leastOf = (values: readonly number[]): number => Math.min(...values);

/** A tab follows every number. */
const byTab: Cut = (bodies, _widths, n) =>
  bodies.every((body) => body.trim() === '' || body.startsWith('\t'))
    ? bodies[n]!.slice(1).trimEnd()
    : ' ';

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

/**
 * Number of lines whose indentation is not Python's: deeper without a block that begins, not deeper after its beginning,
 * or back to where no block is; and of widths of an indent beyond the first. Comments may be anywhere.
 */
function oddLines(lines: readonly Line[]): number {
  const code = lines.map(({ text }) => text).filter((text) => !/^\s*(#|$)/.test(text));
  const open = [0];
  const widths = new Set<number>();
  let begins = false;
  let odd = 0;
  for (const text of code) {
    const indent = indentOf(text);
    if (indent > open.at(-1)! !== begins) odd += 1;
    if (indent > open.at(-1)!) {
      if (begins) widths.add(indent - open.at(-1)!);
      open.push(indent);
    }
    while (open.at(-1)! > indent) open.pop();
    if (open.at(-1) !== indent) {
      odd += 1;
      open.push(indent);
    }
    begins = /[:：]\s*(#.*)?$/.test(text);
  }
  return odd + Math.max(0, widths.size - 1);
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
