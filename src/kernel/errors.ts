import type { EventIndex, ObjectIndex } from '../base/units.ts';
import type { ExceptionClass } from './exception-classes.ts';

/** What OSError becomes by its errno (docs.python.org/3/library/exceptions.html, OS exceptions). */
const osErrors: Readonly<Record<string, ExceptionClass>> = {
  1: 'PermissionError',
  2: 'FileNotFoundError',
  3: 'ProcessLookupError',
  4: 'InterruptedError',
  10: 'ChildProcessError',
  11: 'BlockingIOError',
  13: 'PermissionError',
  17: 'FileExistsError',
  20: 'NotADirectoryError',
  21: 'IsADirectoryError',
  32: 'BrokenPipeError',
  103: 'ConnectionAbortedError',
  104: 'ConnectionResetError',
  108: 'BrokenPipeError',
  110: 'TimeoutError',
  111: 'ConnectionRefusedError',
  114: 'BlockingIOError',
  115: 'BlockingIOError',
};

/**
 * An exception of the program's, with Python's class and message. Thrown by an op's meaning before it changed anything;
 * a program may catch it as it would in Python.
 */
export class PyError extends Error {
  /** Python's class name: 'ValueError'. */
  readonly type: string;

  /** What the op was about, where its target does not tell. */
  readonly object: ObjectIndex | undefined;
  /** The send of an item that the op took, though it raises. */
  readonly took: EventIndex | undefined;

  constructor(type: ExceptionClass, message = '', object?: ObjectIndex, took?: EventIndex) {
    super(message);
    this.took = took;
    this.object = object;
    this.type = type === 'OSError' ? (osErrors[String(this.errno)] ?? type) : type;
    this.name = this.type;
  }

  /** The number of an OSError, as `errno` names it; null for any other. */
  get errno(): number | null {
    const number = /^\[Errno (\d+)\]/.exec(this.message)?.[1];
    return number === undefined ? null : Number(number);
  }

  /** Its arguments as repr() shows them, where they are not its message; undefined where they are. */
  get shownArgs(): string | undefined {
    return undefined;
  }

  /** As the last line of a Python traceback. */
  override toString(): string {
    return this.message === '' ? this.type : `${this.type}: ${this.message}`;
  }
}

/** One that has travelled as class and message. */
export const pyErrorOf = (type: string, message: string): PyError =>
  new PyError(type as ExceptionClass, message);

/**
 * What an op was given made JavaScript itself raise (a text where an effect wants a list): to the program it is an exception
 * like any other. A {@link Bug}, or what is no error of the language's, stays as it is.
 */
export function asPyError(error: unknown): unknown {
  if (error instanceof TypeError) return new PyError('TypeError', error.message);
  if (error instanceof RangeError) return new PyError('ValueError', error.message);
  return error;
}

/** The handler that a main thread runs before it goes on with its op: the kernel raises it, and program/interrupts.ts catches it. */
export interface HandlerCall {
  readonly signum: number;
  /** Name of its function*, and its first arguments, packed. */
  readonly handler: { readonly partial: string; readonly args: readonly unknown[] };
  /** True in the middle of the op, which waits; false before it has begun. */
  readonly isInside: boolean;
}

/** Its class: none of Python's. */
export const HANDLER_DUE = 'handler due';

export const handlerDue = (call: HandlerCall): PyError =>
  pyErrorOf(HANDLER_DUE, JSON.stringify(call));

/** What it says, also where it has travelled as class and message; undefined for an exception of Python's. */
export const handlerCallOf = (error: unknown): HandlerCall | undefined =>
  error instanceof PyError && error.type === HANDLER_DUE
    ? (JSON.parse(error.message) as HandlerCall)
    : undefined;
