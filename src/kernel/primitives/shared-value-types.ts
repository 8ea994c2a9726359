/** The C types behind multiprocessing's typecodes: what a value becomes when it is stored in one. */
import { PyError } from '../errors.ts';

/** Bits of the whole-number types; those with a capital letter have no sign. */
const BITS: Readonly<Record<string, number>> = {
  b: 8,
  B: 8,
  h: 16,
  H: 16,
  i: 32,
  I: 32,
  l: 64,
  L: 64,
  q: 64,
  Q: 64,
};

export function zeroOf(type: string): number | string {
  if (type in BITS || type === 'f' || type === 'd') return 0;
  if (type === 'c' || type === 'u') return '\0';
  throw new PyError('TypeError', 'this type has no size');
}

const typeName = (value: unknown): string => {
  if (value === null || value === undefined) return 'NoneType';
  if (typeof value === 'string') return 'str';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'number' ? 'float' : 'dict';
};

/** The value as it reads back. Whole numbers wrap around; those beyond 2**53 are as near as a number of ours comes. */
export function asCNumber(type: string, value: unknown): number | string {
  const number = typeof value === 'boolean' ? Number(value) : value;
  const bits = BITS[type];
  if (bits !== undefined) {
    if (typeof number !== 'number' || !Number.isInteger(number)) {
      const name = typeName(value);
      throw new PyError('TypeError', `'${name}' object cannot be interpreted as an integer`);
    }
    const isSigned = type === type.toLowerCase();
    const whole = BigInt(number);
    return Number(isSigned ? BigInt.asIntN(bits, whole) : BigInt.asUintN(bits, whole));
  }
  if (type === 'f' || type === 'd') {
    if (typeof number !== 'number') {
      throw new PyError('TypeError', `must be real number, not ${typeName(value)}`);
    }
    return type === 'f' ? Math.fround(number) : number;
  }
  if (typeof value !== 'string' || value.length !== 1) {
    throw new PyError('TypeError', 'one character bytes, bytearray or integer expected');
  }
  return value;
}

/** ctypes' names, by typecode. */
export const C_TYPES: Readonly<Record<string, string>> = {
  b: 'c_byte',
  B: 'c_ubyte',
  h: 'c_short',
  H: 'c_ushort',
  i: 'c_int',
  I: 'c_uint',
  l: 'c_long',
  L: 'c_ulong',
  // On Linux they are long.
  q: 'c_long',
  Q: 'c_ulong',
  f: 'c_float',
  d: 'c_double',
  c: 'c_char',
  u: 'c_wchar',
};
