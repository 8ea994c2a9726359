/** Items of a list or a dict, parsed from its repr. */
export interface Items {
  readonly items: readonly string[];
  /** The text was truncated and ends with '…': there are more items. */
  readonly isCut: boolean;
}

const closing: ReadonlySet<string> = new Set([']', '}', ')']);
const opening: ReadonlySet<string> = new Set(['[', '{', '(']);

/** Splits `text` at separators outside quotes and nested brackets. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quote !== '') {
      if (char === '\\') i++;
      else if (char === quote) quote = '';
    } else if (char === "'" || char === '"') quote = char;
    else if (opening.has(char)) depth++;
    else if (closing.has(char)) depth--;
    else if (depth === 0 && text.startsWith(separator, i)) {
      parts.push(text.slice(from, i));
      from = i + separator.length;
    }
  }
  return text === '' ? [] : [...parts, text.slice(from)];
}

export function itemsOf(repr: string): Items {
  const isCut = repr.endsWith('…');
  const inner = repr.slice(1, -1);
  const items = splitOutside(inner, ', ');
  // The last item may be truncated.
  return { items: isCut ? items.slice(0, -1) : items, isCut };
}

/** Key and value of a dict's item. */
export function entryOf(item: string): readonly [key: string, value: string] {
  const [key = '', ...value] = splitOutside(item, ': ');
  return [key, value.join(': ')];
}

/** A string without its quotes: there is little room in a slot. */
const unquoted = (text: string): string => /^'([^'\\]+)'$/.exec(text)?.[1] ?? text;

/** Short text of an item for a slot: strings without quotes, a short list as its parts: [1, 'fire'] is '1 fire'. */
export function briefItem(repr: string): string {
  if (!repr.startsWith('[')) return unquoted(repr);
  const { items, isCut } = itemsOf(repr);
  return isCut || items.length !== 2 ? repr : items.map(unquoted).join(' ');
}
