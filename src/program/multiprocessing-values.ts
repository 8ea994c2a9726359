/** multiprocessing.Value and Array: C numbers that processes share. */
import { LIMITS } from '../kernel/memory.ts';
import { code } from '../kernel/ops.ts';
import type { Packed } from '../kernel/packed.ts';
import type { Place } from '../kernel/primitives/shared-value.ts';
import { PyError } from '../kernel/errors.ts';
import type { Float } from '../kernel/values.ts';
import { at } from './at.ts';
import {
  creation,
  Handle,
  isCreated,
  packValue,
  requireCreated,
  travels,
  unpackValue,
} from './handle.ts';
import { RLock, type Lock } from './multiprocessing-sync.ts';
import { step, type Steps } from './steps.ts';

/** A typecode of Python's array module, or 'c' for a character. */
export type TypeCode =
  | 'b'
  | 'B'
  | 'h'
  | 'H'
  | 'i'
  | 'I'
  | 'l'
  | 'L'
  | 'q'
  | 'Q'
  | 'f'
  | 'd'
  | 'c'
  | 'u';

/** A value to store, converted to the C type. An integer beyond 2**53 reads back as a BigInt. */
type Given = number | bigint | boolean | Float | string;

export interface SharedOptions {
  /** The lock that each access holds: one of its own (true, the default), a given one, or none. */
  readonly lock?: boolean | Lock | RLock;
}

abstract class Synchronized extends Handle {
  readonly type: TypeCode;
  readonly lock: Lock | RLock | null;
  readonly #first: unknown;

  constructor(type: TypeCode, first: unknown, { lock = true }: SharedOptions) {
    super();
    this.type = type;
    this.lock = lock === true ? new RLock() : lock === false ? null : lock;
    this.#first = first;
  }

  protected override *create(): Steps<number> {
    const { name } = at;
    const args = creation(true, packValue(this.#first));
    if (this.lock !== null && !isCreated(this.lock)) {
      at.name = `${name}.get_lock()`; // Named like the call that returns it.
      yield* this.lock;
    }
    const type = this.type.charCodeAt(0);
    return yield* step<number>(code['shared.value.create'], this.lock?.id ?? -1, type, -1, args);
  }

  /** The lock, for a critical section of several accesses. */
  getLock(): Lock | RLock {
    requireCreated(this);
    if (this.lock === null) {
      throw new PyError('AttributeError', `'c_${this.type}' object has no attribute 'get_lock'`);
    }
    return this.lock;
  }
}

/** One number. `v.value += 1` is a read and a write: `yield* v.set((yield* v.get()) + 1)`. */
export class Value extends Synchronized {
  /** Default value: 0. */
  constructor(type: TypeCode, value?: Given, options: SharedOptions = {}) {
    super(type, value ?? null, options);
  }

  *get(): Steps<number> {
    return unpackValue(yield* this.op<Packed>(code['shared.value.read'])) as number;
  }

  *set(value: Given): Steps<void> {
    yield* this.op<void>(code['shared.value.write'], 0, -1, packValue(value));
  }
}
travels('multiprocessing.Value', Value);

/** Raises Python's error for an invalid length, and MemoryError if the run has no room. */
function requireLength(length: number): number {
  if (!Number.isInteger(length))
    throw new PyError('TypeError', "object of type 'float' has no len()");
  if (length < 0) throw new PyError('ValueError', `Array length must be >= 0, not ${length}`);
  if (2 * length > LIMITS.heap) throw new PyError('MemoryError', `${length} numbers are too many`);
  return length;
}

/** A fixed number of C numbers. */
class SharedArray extends Synchronized {
  readonly length: number;

  /** `first`: a length, for zeros, or the values. */
  constructor(
    type: TypeCode,
    first: number | readonly Given[] | string,
    options: SharedOptions = {},
  ) {
    const zero = type === 'c' || type === 'u' ? '\0' : 0;
    const values: readonly unknown[] =
      typeof first === 'number'
        ? Array.from({ length: requireLength(first) }, () => zero)
        : Array.from<unknown>(first);
    super(type, values, options);
    this.length = values.length;
  }

  /** a[index]; a negative index counts from the end. Raises IndexError. */
  *get(index: number): Steps<number> {
    const place = packValue(index);
    return unpackValue(yield* this.op<Packed>(code['shared.array.read'], 0, -1, place)) as number;
  }

  *set(index: number, value: Given): Steps<void> {
    yield* this.op<void>(code['shared.array.write'], 0, -1, packValue([index, value]));
  }

  /** a[start:stop:stride]; null for an omitted bound. */
  *slice(start: number | null = null, stop: number | null = null, stride = 1): Steps<number[]> {
    const place = packValue([start, stop, stride] satisfies Place);
    return unpackValue(yield* this.op<Packed>(code['shared.array.read'], 0, -1, place)) as number[];
  }

  /** a[start:stop:stride] = values. Raises ValueError unless the lengths match. */
  *setSlice(
    start: number | null,
    stop: number | null,
    values: readonly Given[],
    stride = 1,
  ): Steps<void> {
    const place: Place = [start, stop, stride];
    yield* this.op<void>(code['shared.array.write'], 0, -1, packValue([place, values]));
  }
}
travels('multiprocessing.Array', SharedArray);

export { SharedArray as Array };
