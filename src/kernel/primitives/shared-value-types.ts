/** C types of multiprocessing's typecodes: conversion of a value stored in one. */
import { PyError } from '../errors.ts';
import { type Tag, tagOf, typed } from '../values.ts';

/** Bits of the integer types; a capital letter is unsigned. */
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

/** The stored value as it reads back, as JSON or a {@link Tag}. Integers wrap around. */
export function asCNumber(type: string, value: unknown): number | string | Tag {
  const given = typed(value);
  const bits = BITS[type];
  if (bits !== undefined) {
    if (given.type !== 'int' && given.type !== 'bool') {
      throw new PyError('TypeError', `'${given.type}' object cannot be interpreted as an integer`);
    }
    const isSigned = type === type.toLowerCase();
    const whole = BigInt(given.value);
    const wrapped = isSigned ? BigInt.asIntN(bits, whole) : BigInt.asUintN(bits, whole);
    const number = Number(wrapped);
    return Number.isSafeInteger(number) ? number : tagOf(wrapped)!;
  }
  if (type === 'f' || type === 'd') {
    if (given.type !== 'int' && given.type !== 'bool' && given.type !== 'float') {
      throw new PyError('TypeError', `must be real number, not ${given.type}`);
    }
    const number = type === 'f' ? Math.fround(Number(given.value)) : Number(given.value);
    return tagOf(number) ?? number;
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
