/**
 * Handles: a program's reference to an object: a class with the operations, and the object's index in the kernel.
 * `yield* new Lock()` creates the object and returns the handle. Handles are sent between threads by value, with their
 * fields; private fields (#) are not sent, so private methods do not work on a received handle.
 */
import { pack, unpack, type Packed, type PackedHandle } from '../kernel/packed.ts';
import { PyError } from '../kernel/errors.ts';
import type { OpCode } from '../kernel/request.ts';
import { isPackedFunction, tagOf, type PackedFunction } from '../kernel/values.ts';
import { at, takePart } from './at.ts';
import { exportName, findBody } from './bodies.ts';
import { FOREVER, NO_WAIT, step, stepAs, type Reading, type Steps } from './steps.ts';

export abstract class Handle {
  /** Index of the object, thread or process. Raises RuntimeError before its creation. */
  get id(): number {
    throw notCreated(this);
  }
  set id(id: number) {
    Object.defineProperty(this, 'id', { value: id, writable: true, enumerable: true });
  }

  /** Ops that create the object; they set `id`. */
  protected abstract create(): Steps<number>;

  *[Symbol.iterator](): Steps<this> {
    this.id = yield* this.create();
    return this;
  }

  toJSON(): PackedHandle {
    return packHandle(this, this.id);
  }

  /** Yields an op on this object. */
  protected op<R>(code: OpCode, n = 0, timeout: number = FOREVER, value?: Packed): Steps<R> {
    // Reads the index without a check first: this is the path of every op.
    try {
      return step<R>(code, this.id, n, timeout, value);
    } catch (error) {
      return raising(error);
    }
  }

  /** Yields an op on this object and decodes its result. */
  protected opAs<R>(
    read: Reading<R>,
    code: OpCode,
    n = 0,
    timeout: number = FOREVER,
    value?: Packed,
  ): Steps<R> {
    try {
      return stepAs(read, code, this.id, n, timeout, value);
    } catch (error) {
      return raising(error);
    }
  }
}

/** Whether the handle's object has been created by `yield*`. */
export const isCreated = (handle: Handle): boolean => Object.hasOwn(handle, 'id');

function notCreated(handle: Handle): PyError {
  const name = handle.constructor.name.replace('Shared', '');
  const what = `this ${handleKind(handle)} is not created yet`;
  return new PyError('RuntimeError', `${what}: write yield* new ${name}(...)`);
}

// eslint-disable-next-line require-yield
function* raising(error: unknown): Steps<never> {
  throw error;
}

/** For methods without an op: raises RuntimeError before the object's creation. */
export function requireCreated(handle: Handle): void {
  if (!isCreated(handle)) throw notCreated(handle);
}

/** A handle class that can be instantiated from an index. */
export type HandleClass = abstract new (...args: never[]) => Handle;

const classes = new Map<string, HandleClass>();
const kinds = new Map<unknown, string>();

/** Registers a handle class as transferable. `kind` is the class name in Python. */
export function travels(kind: string, handleClass: HandleClass): void {
  classes.set(kind, handleClass);
  kinds.set(handleClass, kind);
}

/** A program's own class is identified by its export name, an unknown one by the nearest registered base class. */
export function handleKind(handle: Handle): string {
  return exportName(handle.constructor) ?? baseKind(handle) ?? handle.constructor.name;
}

/** The handle's class among the registered ones, or the nearest base class. */
function baseKind(handle: Handle): string | undefined {
  let handleClass: unknown = handle.constructor;
  while (handleClass !== Handle && !kinds.has(handleClass)) {
    handleClass = Object.getPrototypeOf(handleClass);
  }
  return kinds.get(handleClass);
}

/** A handle with its fields as data, under the given `id`. */
export function packHandle(handle: Handle, id: number): PackedHandle {
  const fields = Object.fromEntries(Object.entries(handle));
  const kind = handleKind(handle);
  const base = baseKind(handle);
  return { ...fields, $: kind, ...(base === undefined || base === kind ? {} : { $of: base }), id };
}

/** Whether a handle keeps its class when it is sent. */
export const keepsClass = (handle: Handle): boolean =>
  findClass(handleKind(handle))?.prototype === Object.getPrototypeOf(handle);

function findClass(kind: string): HandleClass | undefined {
  const own = Object.hasOwn(at.program, kind) ? at.program[kind] : undefined;
  const isClass = typeof own === 'function' && own.prototype instanceof Handle;
  return isClass ? (own as unknown as HandleClass) : classes.get(kind);
}

function revive(packed: PackedHandle): unknown {
  if (isPackedFunction(packed)) return findBody(at.program, packed.name);
  const { $: kind, $of: _, ...fields } = packed;
  const handleClass = findClass(kind);
  if (handleClass === undefined) return packed;
  return Object.assign(Object.create(handleClass.prototype) as Handle, fields);
}

/**
 * Creates the uncreated handles among another handle's fields, named `NAME.FIELD`.
 *
 * @param owner a clearer name than the program's variable, for handles that are created in a loop
 */
export function* createFields(handle: Handle, owner = ''): Steps<void> {
  const { name: called } = at;
  const name = owner || called;
  for (const [field, value] of Object.entries(handle)) {
    if (!(value instanceof Handle) || isCreated(value)) continue;
    at.name = name === '' ? '' : `${name}.${field}`;
    yield* value;
  }
  at.name = called;
}

/**
 * Packs a value for another thread. Raises TypeError for what cannot be sent: a function that is not exported, an
 * instance of a class that is no handle, a generator.
 */
export function packValue(value: unknown): Packed {
  try {
    return pack(value, portable);
  } catch (error) {
    if (!(error instanceof TypeError) || !/circular|cyclic/i.test(error.message)) throw error;
    throw new PyError('ValueError', 'a value that contains itself does not travel');
  }
}

/** JSON replacer. `this` holds the value before JSON called its `toJSON()`. */
function portable(this: unknown, key: string, value: unknown): unknown {
  const tag = tagOf(value);
  if (tag !== undefined) return tag;
  if (typeof value === 'function') return packFunction(value);
  if (typeof value === 'symbol') throw new PyError('TypeError', 'a symbol does not travel');
  const given = (this as Readonly<Record<string, unknown>>)[key];
  if (typeof given === 'object' && given !== null) requirePlain(given);
  return value;
}

function packFunction(body: object & { readonly name: string }): PackedFunction {
  const name = exportName(body);
  if (name !== undefined) return { $: 'function', id: 0, name };
  const what = body.name === '' ? 'a function' : `the function ${body.name}`;
  throw new PyError('TypeError', `${what} does not travel: the program must export it`);
}

function requirePlain(value: object): void {
  if (Array.isArray(value) || value instanceof Handle) return;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return;
  if ('next' in value) throw new PyError('TypeError', "cannot pickle 'generator' object");
  const { name } = value.constructor;
  const instead =
    'give it as a plain object, or keep what is shared in a Variable, a List or a Dict';
  throw new PyError('TypeError', `an instance of ${name} does not travel: ${instead}`);
}

export const unpackValue = (packed: Packed | undefined): unknown =>
  packed === undefined ? null : unpack(packed, revive);

/** Arguments of a creating op, with the object's name in the source. */
export function creation(shared: boolean, value?: Packed): Packed {
  return JSON.stringify({ name: at.name, shared, value, part: takePart() });
}

/** Decodes the result of ops that return 1 or 0. */
export const isOne = (result: Packed | undefined): boolean => result === 1;

/** Maximum timeout, in seconds: threading.TIMEOUT_MAX. */
export const TIMEOUT_MAX = 9223372036;

/**
 * Timeout of an op in ms, from Python's pair of arguments. `undefined` and None mean no timeout; the caller handles
 * negative numbers, whose meaning differs by class.
 */
export function limitOf(blocking: boolean, timeout: number | undefined): number {
  if (!blocking) return NO_WAIT;
  if (timeout === undefined) return FOREVER;
  if (timeout > TIMEOUT_MAX) {
    throw new PyError('OverflowError', 'timestamp out of range for platform time_t');
  }
  return timeout * 1000;
}

/** The same where a negative timeout means non-blocking. */
export const patience = (timeout: number | undefined): number =>
  limitOf(true, timeout === undefined ? undefined : Math.max(0, timeout));
