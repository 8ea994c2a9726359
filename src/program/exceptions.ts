/** Python's exceptions in a program: caught by class, and what JavaScript throws among them. */
import { PyError } from '../kernel/errors.ts';
import { isSubclass, type ExceptionClass } from '../kernel/exception-classes.ts';

/**
 * The exception, if it is of one of these classes or of one below; any other goes on as if not caught.
 * `except(error, 'Empty')` in a catch block is `except Empty:`.
 */
export function except(error: unknown, ...classes: readonly ExceptionClass[]): PyError {
  const raised = asPyError(error);
  if (classes.some((wanted) => isSubclass(raised.type, wanted))) return raised;
  throw error;
}

/** Classes of JavaScript's that have another name in Python, or none. */
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
 * What was thrown, as Python would raise it: a stack without end is its RecursionError, and another error of
 * JavaScript's keeps its message. So whoever keeps what a call comes to keeps this too, and nobody waits for it in vain.
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
