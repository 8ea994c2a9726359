/** Typographic or full-width characters where Python needs ASCII. Strings and comments are not changed. */
import { codeOf, endOfLine, endOfString, partsOf } from './code-mask.ts';

const singles = '‘’‚‛′＇';
const doubles = '“”„‟″＂';

/** Curly quotes around strings become straight ones. */
export function straightQuotes(text: string): string {
  let out = '';
  let at = 0;
  while (at < text.length) {
    const sign = text[at]!;
    const end = sign === '#' ? endOfLine(text, at) : undefined;
    if (end !== undefined) {
      out += text.slice(at, end);
      at = end;
    } else if (singles.includes(sign) || doubles.includes(sign)) {
      const found = curlyString(text, at);
      out += found.text;
      at = found.end;
    } else if (sign === '"' || sign === "'") {
      const found = mixedString(text, at);
      out += found.text;
      at = found.end;
    } else {
      out += sign;
      at += 1;
    }
  }
  return out;
}

interface Found {
  readonly text: string;
  readonly end: number;
}

function curlyString(text: string, from: number): Found {
  const isSingle = singles.includes(text[from]!);
  const quotes = isSingle ? singles : doubles;
  const straight = isSingle ? "'" : '"';
  // A straight quote closes it, too, unless it is an apostrophe.
  const isAt = (at: number) =>
    quotes.includes(text[at] ?? '\0') || (text[at] === straight && !/\w/.test(text[at + 1] ?? ''));
  const isTriple = isAt(from + 1) && isAt(from + 2);
  const length = isTriple ? 3 : 1;
  const last = isTriple ? text.length : endOfLine(text, from);
  for (let at = from + length; at < last; at++) {
    if (text[at] === '\\') at += 1;
    else if (isAt(at) && (!isTriple || (isAt(at + 1) && isAt(at + 2)))) {
      const body = text.slice(from + length, at);
      return { text: quoted(body, straight, isTriple), end: at + length };
    }
  }
  return { text: straight, end: from + 1 };
}

function quoted(body: string, straight: string, isTriple: boolean): string {
  if (isTriple) return straight.repeat(3) + body + straight.repeat(3);
  const other = straight === "'" ? '"' : "'";
  const quote = !body.includes(straight) ? straight : !body.includes(other) ? other : straight;
  const safe = body.includes(quote) ? body.replaceAll(quote, `\\${quote}`) : body;
  return quote + safe + quote;
}

/** A straight quote closed by a curly one. */
function mixedString(text: string, from: number): Found {
  const end = endOfString(text, from);
  const string = text.slice(from, end);
  const quote = string[0]!;
  const isClosed = string.length > 1 && string.endsWith(quote);
  if (isClosed) return { text: string, end };
  const family = quote === "'" ? singles : doubles;
  const closing = Array.from(string, (sign, n) => (family.includes(sign) ? n : -1)).find(
    (n) => n > 0,
  );
  if (closing === undefined) return { text: string, end };
  return { text: string.slice(0, closing) + quote, end: from + closing + 1 };
}

const punctuation: Readonly<Record<string, string>> = {
  '。': '.',
  '、': ',',
  '【': '[',
  '】': ']',
  '〔': '[',
  '〕': ']',
  '「': "'",
  '」': "'",
  '《': '<',
  '》': '>',
  '…': '...',
  '–': '-',
  '—': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '×': '*',
  '÷': '/',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '￥': '$',
};

/** Full-width characters, and typographic replacements. */
export const asciiPunctuation = (text: string): string =>
  inCode(text, (sign) => {
    const known = punctuation[sign];
    if (known !== undefined) return known;
    const code = sign.codePointAt(0)!;
    return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : sign;
  });

/** Spaces that Python does not accept, and invisible characters. */
export const plainSpaces = (text: string): string =>
  inCode(text, (sign) => {
    if (/[\u200b-\u200f\u2060\ufeff\u00ad]/.test(sign)) return '';
    if (sign === '\u3000') return '  ';
    return /[\u00a0\u1680\u2000-\u200a\u202f\u205f]/.test(sign) ? ' ' : sign;
  });

function inCode(text: string, change: (sign: string) => string): string {
  // A character that becomes # or a quote starts a comment or a string: converted one by one, with the text so far.
  let out = text;
  for (let at = 0; at < out.length; at++) {
    const sign = out[at]!;
    if (sign === '#') at = endOfLine(out, at) - 1;
    else if (sign === '"' || sign === "'") at = endOfString(out, at) - 1;
    else {
      const next = change(sign);
      if (next === sign) continue;
      out = out.slice(0, at) + next + out.slice(at + 1);
      at += next === '#' || next === "'" ? -1 : next.length - 1;
    }
  }
  return out;
}

/** Tabs in lines among others indented by spaces; undefined if not mixed. */
export function spacesForTabs(text: string): string | undefined {
  const parts = partsOf(text);
  const lines = text.split('\n');
  const code = codeOf(text).split('\n');
  let at = 0;
  const starts = lines.map((line) => {
    const start = at;
    at += line.length + 1;
    return start;
  });
  const isCode = (n: number) =>
    lines[n]!.trim() !== '' && (starts[n] === 0 || parts[starts[n]!] === 'code');
  const indents = lines.map((line, n) => (isCode(n) ? /^[ \t]*/.exec(line)![0] : ''));
  const hasTabs = indents.some((indent) => indent.includes('\t'));
  const hasSpaces = indents.some((indent) => indent.includes(' '));
  if (!hasTabs || !hasSpaces) return undefined;
  const widened = (width: number) =>
    indents.map((indent) => {
      let column = 0;
      for (const sign of indent) column += sign === '\t' ? width - (column % width) : 1;
      return column;
    });
  const shown = lines.flatMap((_, n) => (isCode(n) ? [n] : []));
  const opens = shown.map((n) => /:\s*ᶜ*$/.test(code[n]!));
  const fits = (width: number) => {
    const columns = widened(width);
    return isConsistent(
      shown.map((n) => columns[n]!),
      opens,
    );
  };
  const width = [4, 8, 2].find(fits) ?? 8;
  const columns = widened(width);
  return lines
    .map((line, n) => (isCode(n) ? ' '.repeat(columns[n]!) + line.slice(indents[n]!.length) : line))
    .join('\n');
}

/** Whether every line returns to an open indentation level, and is deeper after a line that opens one. */
function isConsistent(columns: readonly number[], opens: readonly boolean[]): boolean {
  const open = [0];
  for (const [n, column] of columns.entries()) {
    if (opens[n - 1] === true && column <= columns[n - 1]!) return false;
    if (column > open.at(-1)!) open.push(column);
    else {
      while (open.at(-1)! > column) open.pop();
      if (open.at(-1) !== column) return false;
    }
  }
  return true;
}

/** For a fragment of a program: removes the common indentation. undefined if there is none. */
export function dedented(text: string): string | undefined {
  const lines = text.split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const [first] = filled;
  const indent = /^[ \t]*/.exec(first ?? '')![0];
  if (indent === '' || !filled.every((line) => line.startsWith(indent))) return undefined;
  return lines
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .join('\n');
}
