/** Python's exceptions in a program: caught by class, with JavaScript's own errors mapped to them. */
import { PyError } from '../kernel/errors.ts';
import { isSubclass, type ExceptionClass } from '../kernel/exception-classes.ts';

/**
 * Returns the exception if it is an instance of one of these classes; any other is thrown again. `except(error,
 * 'Empty')` in a catch block is `except Empty:`.
 */
export function except(error: unknown, ...classes: readonly ExceptionClass[]): PyError {
  const raised = asPyError(error);
  if (classes.some((wanted) => isSubclass(raised.type, wanted))) return raised;
  throw error;
}

/** JavaScript's error classes that have another name in Python, or none. */
const names: Readonly<Record<string, ExceptionClass>> = {
  AggregateError: 'Exception',
  Bug: 'SystemError',
  Error: 'Exception',
  EvalError: 'Exception',
  RangeError: 'ValueError',
  ReferenceError: 'NameError',
  SyntaxError: 'SyntaxError',
  TypeError: 'TypeError',
  URIError: 'ValueError',
};

/**
 * A thrown value as a Python exception: stack overflow is RecursionError, other JavaScript errors keep their message.
 * Futures and results store this exception, so that no waiter waits in vain.
 */
export function asPyError(error: unknown): PyError {
  if (error instanceof PyError) return error;
  if (!(error instanceof Error)) {
    return new PyError('TypeError', 'exceptions must derive from BaseException');
  }
  if (isEndless(error)) return new PyError('RecursionError', 'maximum recursion depth exceeded');
  return new PyError(names[error.name] ?? 'Exception', error.message);
}

/** V8: RangeError "Maximum call stack size exceeded"; Firefox: InternalError "too much recursion". */
const isEndless = ({ name, message }: Error): boolean =>
  (name === 'RangeError' && /call stack/i.test(message)) || /too much recursion/i.test(message);
