/**
 * What a program holds of an object: a class with the operations, and the object's index in the kernel. `yield* new
 * Lock()` creates the object and comes back with the handle. Handles travel between threads by value.
 */
import { code, type OpName } from '../kernel/ops.ts';
import { pack, unpack, type Packed, type PackedHandle } from '../kernel/packed.ts';
import { PyError } from '../kernel/errors.ts';
import { at } from './at.ts';
import { FOREVER, NO_WAIT, step, type Steps } from './steps.ts';

export abstract class Handle {
  /** Index of the object, thread or process; -1 until it is created. */
  id = -1;

  /** Ops that create the object; they set `id`. */
  protected abstract create(): Steps<number>;

  *[Symbol.iterator](): Steps<this> {
    this.id = yield* this.create();
    return this;
  }

  toJSON(): PackedHandle {
    if (this.id < 0) {
      throw new PyError(
        'RuntimeError',
        `this ${handleKind(this)} is not created yet: write yield* new ${handleKind(this)}(...)`,
      );
    }
    return { $: handleKind(this), id: this.id };
  }

  /** Yields an op on this object. */
  protected op<R>(name: OpName, n = 0, timeout: number = FOREVER, value?: Packed): Steps<R> {
    return step<R>(code[name], this.id, n, timeout, value);
  }
}

/** A handle class that can be made again from an index. */
export type HandleClass = abstract new (...args: never[]) => Handle;

const classes = new Map<string, HandleClass>();

/** Makes handles of this class able to travel. `kind` is the name of the class in Python. */
export function travels(kind: string, handleClass: HandleClass): void {
  classes.set(kind, handleClass);
}

function handleKind(handle: Handle): string {
  for (const [kind, handleClass] of classes) {
    if (handle instanceof handleClass) return kind;
  }
  return handle.constructor.name;
}

function revive({ $: kind, id }: PackedHandle): unknown {
  const handleClass = classes.get(kind);
  if (handleClass === undefined) return { $: kind, id };
  const handle = Object.create(handleClass.prototype) as Handle;
  handle.id = id;
  return handle;
}

export const packValue = (value: unknown): Packed => pack(value);
export const unpackValue = (packed: Packed | undefined): unknown =>
  packed === undefined ? null : unpack(packed, revive);

/** Arguments of a creating op, with the name that the object has in the source. */
export function creation(shared: boolean, value?: Packed): Packed {
  return JSON.stringify({ name: at.name, shared, ...(value === undefined ? {} : { value }) });
}

const MAX_SECONDS = 9223372036;

/**
 * The time limit of an op in ms, from Python's pair of arguments. `undefined` and Python's None mean for ever; what a
 * negative number means differs by class and is the caller's business.
 */
export function limitOf(blocking: boolean, timeout: number | undefined): number {
  if (!blocking) return NO_WAIT;
  if (timeout === undefined) return FOREVER;
  if (timeout > MAX_SECONDS) throw new PyError('OverflowError', 'timeout value is too large');
  return timeout * 1000;
}
