/** Values as Python's repr() and str() show them. */
import type { PyError } from './errors.ts';
import { floatText, typed, type PackedHandle } from './values.ts';

/** Renders a handle; the kernel knows more of its object than the handle does. */
export type ReprHandle = (handle: PackedHandle) => string;

const plainHandle: ReprHandle = ({ $: kind, id }) => `<${kind} ${id}>`;

/** A value as repr() shows it. */
export function repr(value: unknown, ofHandle: ReprHandle = plainHandle): string {
  const seen = typed(value);
  const all = (items: readonly unknown[]): string => reprItems(items, ofHandle);
  switch (seen.type) {
    case 'NoneType':
      return 'None';
    case 'bool':
      return seen.value ? 'True' : 'False';
    case 'int':
      return String(seen.value);
    case 'float':
      return floatText(seen.value);
    case 'str':
      return reprText(seen.value);
    case 'bytes':
      return reprBytes(seen.value);
    case 'list':
      return `[${all(seen.items)}]`;
    case 'tuple':
      return `(${all(seen.items)}${seen.items.length === 1 ? ',' : ''})`;
    case 'set':
      return seen.items.length === 0 ? 'set()' : `{${all(seen.items)}}`;
    case 'dict':
      return `{${seen.pairs.map(([key, item]) => `${repr(key, ofHandle)}: ${repr(item, ofHandle)}`).join(', ')}}`;
    case 'exception':
      return reprError(seen.value);
    case 'handle':
      return ofHandle(seen.handle);
    case 'function':
      return `<function ${seen.name} at ${addressOf(0)}>`;
    case 'shown':
      return seen.text;
    case 'object':
      return `<__main__.${seen.name} object at ${addressOf(0)}>`;
  }
}

/** Items of a list, a tuple or a call, without brackets. */
export const reprItems = (items: readonly unknown[], ofHandle?: ReprHandle): string =>
  items.map((item) => repr(item, ofHandle)).join(', ');

/** A value as str() shows it: a text as it is, an exception as its message, everything else as repr() does. */
export function str(value: unknown, ofHandle?: ReprHandle): string {
  if (typeof value === 'string') return value;
  const seen = typed(value);
  return seen.type === 'exception' ? seen.value.message : repr(value, ofHandle);
}

/**
 * Address in a default repr, derived from the index, so that every run prints the same. CPython's differ from run to
 * run.
 */
export const addressOf = (index: number): string =>
  `0x${(0x7f5e_0000_0000 + (index + 1) * 64).toString(16)}`;

/**
 * The class without its module. OSError shows errno and message separately, KeyError's message is already a repr, and
 * SystemExit's is an exit code if it is a number.
 */
function reprError({ type: path, message, shownArgs }: PyError): string {
  const type = path.slice(path.lastIndexOf('.') + 1);
  if (shownArgs !== undefined) return `${type}(${shownArgs})`;
  const [, number, words] = /^\[Errno (\d+)\] (.*?)(?:: '.*')?$/s.exec(message) ?? [];
  if (number !== undefined) return `${type}(${number}, ${reprText(words!)})`;
  if (message === '') return `${type}()`;
  const isShown = type === 'KeyError' || (type === 'SystemExit' && /^-?\d+$/.test(message));
  return `${type}(${isShown ? message : reprText(message)})`;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** str.isprintable(): excludes Unicode categories "other" and "separator", except the space. */
const UNPRINTABLE = /[^\P{C}]|[^\P{Z} ]/u;

/**
 * Fast path: printable ASCII without a quote or a backslash needs no escape; most texts are such, and some very long.
 */
const PLAIN = /^[ !#-&(-[\]-~]*$/;

/** Python prefers single quotes, and takes double ones where that saves a backslash. */
function reprText(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const quote = quoteFor(text);
  let body = '';
  for (const char of text) {
    if (char === '\\' || char === quote) body += `\\${char}`;
    else if (SHORT_ESCAPES[char] !== undefined) body += SHORT_ESCAPES[char];
    else if (UNPRINTABLE.test(char)) body += escaped(char.codePointAt(0)!);
    else body += char;
  }
  return quote + body + quote;
}

function reprBytes(bytes: string): string {
  if (PLAIN.test(bytes)) return `b'${bytes}'`;
  const quote = quoteFor(bytes);
  let body = '';
  for (const char of bytes) {
    if (char === '\\' || char === quote) body += `\\${char}`;
    else if (SHORT_ESCAPES[char] !== undefined) body += SHORT_ESCAPES[char];
    else if (char < ' ' || char > '~') body += escaped(char.charCodeAt(0));
    else body += char;
  }
  return `b${quote}${body}${quote}`;
}

const quoteFor = (text: string): string => (text.includes("'") && !text.includes('"') ? '"' : "'");

function escaped(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x1_0000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
