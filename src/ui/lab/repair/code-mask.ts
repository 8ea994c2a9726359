/** Classifies the characters of a Python text: code, string or comment. */

export type Part = 'code' | 'string' | 'comment';

/** A part for every UTF-16 unit. An unterminated string ends with its line, unless it has triple quotes. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = Array.from({ length: text.length }, () => 'code');
  let at = 0;
  const mark = (end: number, part: Part) => {
    parts.fill(part, at, end);
    at = end;
  };
  while (at < text.length) {
    const sign = text[at]!;
    if (sign === '#') mark(endOfLine(text, at), 'comment');
    else if (sign === '"' || sign === "'") mark(endOfString(text, at), 'string');
    else at += 1;
  }
  return parts;
}

export function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** After the closing quote of a string that begins at `from`. */
export function endOfString(text: string, from: number): number {
  const quote = text[from]!;
  const isTriple = text.startsWith(quote.repeat(3), from);
  const closing = isTriple ? quote.repeat(3) : quote;
  for (let at = from + closing.length; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith(closing, at)) return at + closing.length;
    else if (text[at] === '\n' && !isTriple) return at;
  }
  return text.length;
}

/** The text with every string and comment blanked out, keeping positions. */
export function codeOf(text: string): string {
  const parts = partsOf(text);
  let code = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    code += parts[at] === 'code' || sign === '\n' ? sign : parts[at] === 'string' ? 'ˢ' : 'ᶜ';
  }
  return code;
}
