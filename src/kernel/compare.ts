/**
 * Python's `<` and `==` on values, live or unpacked: numbers (and booleans) with numbers, texts with texts by code points,
 * lists with lists and tuples with tuples element by element. Everything else has no order, and `<` raises as Python's
 * does.
 */
import { PyError } from './errors.ts';
import { unpack, type Packed } from './packed.ts';
import { typed, type Typed } from './values.ts';

export function isLess(a: Packed, b: Packed): boolean {
  return typeof a === 'number' && typeof b === 'number' ? a < b : less(unpack(a), unpack(b));
}

function less(one: unknown, other: unknown): boolean {
  const [a, b] = [typed(one), typed(other)];
  if (isNumber(a) && isNumber(b)) return a.value < b.value;
  if (a.type === b.type) {
    if (isText(a) && isText(b)) return lessText(a.value, b.value);
    if (isSequence(a) && isSequence(b)) return lessItems(a.items, b.items);
    if (a.type === 'set' && b.type === 'set') {
      return a.items.length < b.items.length && isSubset(a.items, b.items);
    }
  }
  const types = `'${typeName(one)}' and '${typeName(other)}'`;
  throw new PyError('TypeError', `'<' not supported between instances of ${types}`);
}

export function isEqual(one: unknown, other: unknown): boolean {
  const [a, b] = [typed(one), typed(other)];
  // Of an int and a float, or of two ints, one may be a BigInt.
  // eslint-disable-next-line eqeqeq
  if (isNumber(a) && isNumber(b)) return a.value == b.value;
  if (a.type !== b.type) return false;
  if (isText(a) && isText(b)) return a.value === b.value;
  if (isSequence(a) && isSequence(b)) {
    const { items } = b;
    return a.items.length === items.length && a.items.every((item, n) => isEqual(item, items[n]));
  }
  if (a.type === 'set' && b.type === 'set') {
    return a.items.length === b.items.length && isSubset(a.items, b.items);
  }
  if (a.type === 'dict' && b.type === 'dict') {
    const { pairs } = b;
    const has = ([key, item]: readonly [unknown, unknown]): boolean =>
      pairs.some((pair) => isEqual(pair[0], key) && isEqual(pair[1], item));
    return a.pairs.length === pairs.length && a.pairs.every(has);
  }
  if (a.type === 'handle' && b.type === 'handle') {
    return a.handle.$ === b.handle.$ && a.handle.id === b.handle.id;
  }
  return a.type === 'NoneType' || one === other;
}

type NumberLike = Extract<Typed, { readonly type: 'bool' | 'int' | 'float' }>;
type TextLike = Extract<Typed, { readonly type: 'str' | 'bytes' }>;
type Sequence = Extract<Typed, { readonly items: readonly unknown[] }>;

const isNumber = (value: Typed): value is NumberLike =>
  value.type === 'int' || value.type === 'float' || value.type === 'bool';

const isText = (value: Typed): value is TextLike => value.type === 'str' || value.type === 'bytes';

const isSequence = (value: Typed): value is Sequence =>
  value.type === 'list' || value.type === 'tuple';

function lessItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  const differs = a.findIndex((item, index) => index >= b.length || !isEqual(item, b[index]));
  if (differs < 0) return a.length < b.length;
  return differs < b.length && less(a[differs], b[differs]);
}

const isSubset = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.every((item) => b.some((other) => isEqual(item, other)));

/** UTF-16 units are not in the order of the code points that they make. */
function lessText(a: string, b: string): boolean {
  const ofB = b[Symbol.iterator]();
  for (const char of a) {
    const other = ofB.next();
    if (other.done === true) return false;
    if (char !== other.value) return char.codePointAt(0)! < other.value.codePointAt(0)!;
  }
  return ofB.next().done !== true;
}

/** As type(value).__name__ says it. */
export function typeName(value: unknown): string {
  const seen = typed(value);
  switch (seen.type) {
    case 'exception':
      return seen.value.type;
    case 'handle':
      return seen.handle.$;
    case 'object':
    case 'shown':
      return seen.name;
    default:
      return seen.type;
  }
}
