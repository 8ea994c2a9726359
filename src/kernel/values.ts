/**
 * Python types of values. A value of a program is a JavaScript value; where Python distinguishes types that JavaScript
 * does not, each has one form here:
 *
 * - A number is an int if it is an integer below 2**53 in magnitude, and a float if not: `0.5`, `1e16`, `Infinity`,
 *   `NaN` and `-0` are floats. An integral float is a `Float`: `float(5)`. A larger int is a BigInt.
 * - An array is a list. A frozen one is a tuple: `tuple(1, 2)`.
 * - A plain object is a dict whose keys are texts. Any other dict is a Map, which keeps the order and type of its keys.
 * - A Set is a set, a Uint8Array is bytes, null is None.
 *
 * In packed values, which are JSON, values without a JSON form are tags: `{"$": "float", "is": "inf"}`.
 */
import { PyError, pyErrorOf } from './errors.ts';

/** A float with an integral value. In arithmetic it acts as its number. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  valueOf(): number {
    return this.value;
  }

  toString(): string {
    return floatText(this.value);
  }
}

/** The number as a float: 5.0 for 5. A non-integral number is a float already. */
export const float = (value: number): Float | number => (isInt(value) ? new Float(value) : value);

/** As object keys such texts would come first, in numeric order. */
const LIKE_INDEX = /^\d+$/;

/** A dict as an object, or as a Map where an object would reorder or convert its keys. */
export function plainDict(pairs: readonly (readonly [unknown, unknown])[]): object {
  const isPlain = pairs.every(([key]) => typeof key === 'string' && !LIKE_INDEX.test(key));
  return isPlain ? (Object.fromEntries(pairs) as object) : new Map(pairs);
}

/** A frozen array, which stands for a tuple. */
export const tuple = <T extends readonly unknown[]>(...items: T): Readonly<T> =>
  Object.freeze(items);

export const isTuple = (items: readonly unknown[]): boolean => Object.isFrozen(items);

/** Form of a handle inside packed JSON. Other fields of the handle are stored beside these. */
export interface PackedHandle {
  readonly $: string;
  /** For an instance of a program's own class: the vocabulary class that it extends. */
  readonly $of?: string;
  readonly id: number;
  readonly [field: string]: unknown;
}

/** JSON form of values that JSON cannot express. */
export type Tag =
  | { readonly $: 'float' | 'int' | 'bytes'; readonly is: string }
  | { readonly $: 'tuple' | 'set'; readonly is: readonly unknown[] }
  | { readonly $: 'dict'; readonly is: readonly (readonly [unknown, unknown])[] }
  | { readonly $: 'exception'; readonly is: readonly [string, string] };

/** A value with its type, whether it is live or came out of packed JSON. */
export type Typed =
  | { readonly type: 'NoneType' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: number | bigint }
  | { readonly type: 'float'; readonly value: number }
  /** bytes: one character per byte. */
  | { readonly type: 'str' | 'bytes'; readonly value: string }
  | { readonly type: 'list' | 'tuple' | 'set'; readonly items: readonly unknown[] }
  | { readonly type: 'dict'; readonly pairs: readonly (readonly [unknown, unknown])[] }
  | { readonly type: 'exception'; readonly value: PyError }
  | { readonly type: 'handle'; readonly handle: PackedHandle }
  | { readonly type: 'function' | 'object'; readonly name: string }
  /** Renders itself for repr(). */
  | { readonly type: 'shown'; readonly name: string; readonly text: string };

export function typed(value: unknown): Typed {
  switch (typeof value) {
    case 'string':
      return { type: 'str', value };
    case 'number':
      return { type: isInt(value) ? 'int' : 'float', value };
    case 'boolean':
      return { type: 'bool', value };
    case 'bigint':
      return { type: 'int', value };
    case 'object':
      return value === null ? NONE : typedObject(value);
    case 'function':
      return { type: 'function', name: value.name };
    default:
      return NONE;
  }
}

const NONE: Typed = { type: 'NoneType' };

function typedObject(value: object): Typed {
  if (Array.isArray(value)) return { type: isTuple(value) ? 'tuple' : 'list', items: value };
  if (value instanceof Float) return { type: 'float', value: value.value };
  if (value instanceof Map) return { type: 'dict', pairs: [...value] };
  if (value instanceof Set) return { type: 'set', items: [...value] };
  if (value instanceof Uint8Array) return { type: 'bytes', value: String.fromCharCode(...value) };
  if (value instanceof PyError) return { type: 'exception', value };
  if (isTag(value)) return typedTag(value);
  if (isPackedFunction(value)) return { type: 'function', name: value.name };
  if (isPackedHandle(value)) return { type: 'handle', handle: value };
  if (isShown(value)) return { type: 'shown', name: value.constructor.name, text: value.pyRepr() };
  if ('toJSON' in value && typeof value.toJSON === 'function') return typed(value.toJSON());
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return { type: 'object', name: value.constructor.name };
  }
  return { type: 'dict', pairs: Object.entries(value) };
}

/** A value that is no handle and renders itself for repr(). */
export interface Shown {
  pyRepr(): string;
}

const isShown = (value: object): value is Shown =>
  'pyRepr' in value && typeof value.pyRepr === 'function';

function typedTag(tag: Tag): Typed {
  switch (tag.$) {
    case 'float':
      return { type: 'float', value: floatOf(tag.is) };
    case 'int':
      return { type: 'int', value: BigInt(tag.is) };
    case 'bytes':
      return { type: 'bytes', value: tag.is };
    case 'tuple':
    case 'set':
      return { type: tag.$, items: tag.is };
    case 'dict':
      return { type: 'dict', pairs: tag.is };
    case 'exception':
      return { type: 'exception', value: pyErrorOf(...tag.is) };
  }
}

/** The live value of a tag. */
export function fromTag(tag: Tag): unknown {
  switch (tag.$) {
    case 'float': {
      return float(floatOf(tag.is));
    }
    case 'int':
      return BigInt(tag.is);
    case 'bytes':
      return Uint8Array.from(tag.is, (char) => char.charCodeAt(0));
    case 'tuple':
      return tuple(...tag.is);
    case 'set':
      return new Set(tag.is);
    case 'dict':
      return new Map(tag.is);
    case 'exception':
      return pyErrorOf(...tag.is);
  }
}

/** The tag of a value, or undefined if JSON can express it. */
export function tagOf(value: unknown): Tag | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? undefined
      : { $: 'float', is: floatText(value) };
  }
  if (typeof value === 'bigint') return { $: 'int', is: String(value) };
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return isTuple(value) ? { $: 'tuple', is: [...value] } : undefined;
  if (value instanceof Float) return { $: 'float', is: floatText(value.value) };
  if (value instanceof Map) return { $: 'dict', is: [...value] };
  if (value instanceof Set) return { $: 'set', is: [...value] };
  if (value instanceof Uint8Array) return { $: 'bytes', is: String.fromCharCode(...value) };
  if (value instanceof PyError) return { $: 'exception', is: [value.type, value.message] };
  return undefined;
}

const TAGS: ReadonlySet<unknown> = new Set<Tag['$']>([
  'float',
  'int',
  'bytes',
  'tuple',
  'set',
  'dict',
  'exception',
]);

export const isTag = (value: unknown): value is Tag =>
  typeof value === 'object' && value !== null && 'is' in value && '$' in value && TAGS.has(value.$);

export const isPackedHandle = (value: unknown): value is PackedHandle =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as PackedHandle).$ === 'string' &&
  typeof (value as PackedHandle).id === 'number';

/** A function of the program, by its export name. */
export interface PackedFunction extends PackedHandle {
  readonly $: 'function';
  readonly name: string;
}

export const isPackedFunction = (value: object): value is PackedFunction =>
  isPackedHandle(value) && value.$ === 'function';

const isInt = (value: number): boolean => Number.isSafeInteger(value) && !Object.is(value, -0);

const floatOf = (text: string): number => Number(text.replace('inf', 'Infinity'));

/** repr() of a float: the shortest digits that round-trip, with an exponent below 1e-4 and from 1e16 on. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}inf`;
  const [mantissa = '', power = ''] = Math.abs(value).toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${mantissa}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  const digits = mantissa.replace('.', '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}
