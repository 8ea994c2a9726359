/** Catching Python's exceptions by class: `except(error, 'Empty')` in a catch block is `except Empty:`. */
import { PyError } from '../kernel/errors.ts';

/** The class above each class, where that is not Exception. */
const bases: Readonly<Record<string, string>> = {
  KeyboardInterrupt: 'BaseException',
  SystemExit: 'BaseException',
  GeneratorExit: 'BaseException',
  BrokenBarrierError: 'RuntimeError',
  RecursionError: 'RuntimeError',
  NotImplementedError: 'RuntimeError',
  ZeroDivisionError: 'ArithmeticError',
  OverflowError: 'ArithmeticError',
  IndexError: 'LookupError',
  KeyError: 'LookupError',
  TimeoutError: 'OSError',
  BlockingIOError: 'OSError',
  ChildProcessError: 'OSError',
  FileNotFoundError: 'OSError',
  InterruptedError: 'OSError',
  PermissionError: 'OSError',
  ProcessLookupError: 'OSError',
  ConnectionError: 'OSError',
  BrokenPipeError: 'ConnectionError',
  ConnectionAbortedError: 'ConnectionError',
  ConnectionRefusedError: 'ConnectionError',
  ConnectionResetError: 'ConnectionError',
};

/** The exception, if it is of one of these classes or of one below; any other goes on as if not caught. */
export function except(error: unknown, ...types: readonly string[]): PyError {
  if (error instanceof PyError && types.some((type) => isOf(error.type, type))) return error;
  throw error;
}

function isOf(type: string, wanted: string): boolean {
  if (type === wanted || wanted === 'BaseException') return true;
  const base = bases[type] ?? 'Exception';
  return base === 'Exception' || base === 'BaseException' ? base === wanted : isOf(base, wanted);
}
