/**
 * Python's `<` and `==` on packed values: numbers (and booleans) with numbers, texts with texts by code points, arrays
 * with arrays element by element, as tuples compare. Everything else has no order, and `<` raises as Python's does.
 */
import { PyError } from './errors.ts';
import { unpack, type Packed } from './packed.ts';

export function isLess(a: Packed, b: Packed): boolean {
  return typeof a === 'number' && typeof b === 'number' ? a < b : less(unpack(a), unpack(b));
}

function less(a: unknown, b: unknown): boolean {
  if (isNumber(a) && isNumber(b)) return Number(a) < Number(b);
  if (typeof a === 'string' && typeof b === 'string') return lessText(a, b);
  if (Array.isArray(a) && Array.isArray(b)) {
    const differs = a.findIndex((item, index) => index >= b.length || !isEqual(item, b[index]));
    if (differs < 0) return a.length < b.length;
    return differs < b.length && less(a[differs], b[differs]);
  }
  const types = `'${typeName(a)}' and '${typeName(b)}'`;
  throw new PyError('TypeError', `'<' not supported between instances of ${types}`);
}

const isNumber = (value: unknown): value is number | boolean =>
  typeof value === 'number' || typeof value === 'boolean';

export function isEqual(a: unknown, b: unknown): boolean {
  if (isNumber(a) && isNumber(b)) return Number(a) === Number(b);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const ofA = Object.entries(a);
  const ofB = new Map(Object.entries(b));
  return (
    ofA.length === ofB.size &&
    ofA.every(([key, item]) => ofB.has(key) && isEqual(item, ofB.get(key)))
  );
}

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

/** As type(value).__name__ says it. An array stands for the tuple that a Python program would compare. */
export function typeName(value: unknown): string {
  if (value === null) return 'NoneType';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value === 'string') return 'str';
  if (Array.isArray(value)) return 'tuple';
  const { $ } = value as { $?: unknown };
  return typeof $ === 'string' ? $ : 'dict';
}
