import type { EventIndex, ObjectIndex } from '../base/units.ts';
import type { ExceptionClass } from './exception-classes.ts';

/** Subclass of OSError by errno (docs.python.org/3/library/exceptions.html, OS exceptions). */
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
 * A Python exception of the program, with class and message. An op's effect throws it before it changes anything; the
 * program may catch it as in Python.
 */
export class PyError extends Error {
  /** Python's class name: 'ValueError'. */
  readonly type: string;

  /** The object concerned, where the op's target is another. */
  readonly object: ObjectIndex | undefined;
  /** The send of the item that the op took although it raises. */
  readonly took: EventIndex | undefined;

  constructor(type: ExceptionClass, message = '', object?: ObjectIndex, took?: EventIndex) {
    super(message);
    this.took = took;
    this.object = object;
    this.type = type === 'OSError' ? (osErrors[String(this.errno)] ?? type) : type;
    this.name = this.type;
  }

  /** The errno of an OSError; null for any other exception. */
  get errno(): number | null {
    const number = /^\[Errno (\d+)\]/.exec(this.message)?.[1];
    return number === undefined ? null : Number(number);
  }

  /** Its arguments in repr() form where they differ from its message, else undefined. */
  get shownArgs(): string | undefined {
    return undefined;
  }

  /** As the last line of a Python traceback. */
  override toString(): string {
    return this.message === '' ? this.type : `${this.type}: ${this.message}`;
  }
}

/** Rebuilds an exception from class and message. */
export const pyErrorOf = (type: string, message: string): PyError =>
  new PyError(type as ExceptionClass, message);

/**
 * Maps a JavaScript error caused by an op's arguments (a text where an effect needs a list) to a Python exception. A
 * {@link Bug}, and a thrown value that is no Error, is returned as it is.
 */
export function asPyError(error: unknown): unknown {
  if (error instanceof TypeError) return new PyError('TypeError', error.message);
  if (error instanceof RangeError) return new PyError('ValueError', error.message);
  return error;
}

/**
 * The kernel raises this when a main thread has to run a signal handler before it continues its op;
 * program/interrupts.ts catches it.
 */
export interface HandlerCall {
  readonly signum: number;
  /** Name of the handler's function*, and its first arguments, packed. */
  readonly handler: { readonly partial: string; readonly args: readonly unknown[] };
  /** True if the op is already waiting; false if it has not started. */
  readonly isInside: boolean;
}

/** Class name of a {@link HandlerCall}; not a Python class. */
export const HANDLER_DUE = 'handler due';

export const handlerDue = (call: HandlerCall): PyError =>
  pyErrorOf(HANDLER_DUE, JSON.stringify(call));

/** The handler call in an error, also after a round trip as class and message; undefined for a Python exception. */
export const handlerCallOf = (error: unknown): HandlerCall | undefined =>
  error instanceof PyError && error.type === HANDLER_DUE
    ? (JSON.parse(error.message) as HandlerCall)
    : undefined;
