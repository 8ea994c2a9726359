/**
 * Python's exception classes: each with its name in tracebacks and its base class. Only classes listed here, and names
 * that begin with `__main__.`, can be raised or caught, so a misspelt class does not compile.
 */
const bases = {
  BaseException: null,
  Exception: 'BaseException',
  GeneratorExit: 'BaseException',
  KeyboardInterrupt: 'BaseException',
  SystemExit: 'BaseException',
  ArithmeticError: 'Exception',
  FloatingPointError: 'ArithmeticError',
  OverflowError: 'ArithmeticError',
  ZeroDivisionError: 'ArithmeticError',
  AssertionError: 'Exception',
  AttributeError: 'Exception',
  BufferError: 'Exception',
  EOFError: 'Exception',
  ImportError: 'Exception',
  ModuleNotFoundError: 'ImportError',
  LookupError: 'Exception',
  IndexError: 'LookupError',
  KeyError: 'LookupError',
  MemoryError: 'Exception',
  NameError: 'Exception',
  UnboundLocalError: 'NameError',
  OSError: 'Exception',
  BlockingIOError: 'OSError',
  ChildProcessError: 'OSError',
  ConnectionError: 'OSError',
  BrokenPipeError: 'ConnectionError',
  ConnectionAbortedError: 'ConnectionError',
  ConnectionRefusedError: 'ConnectionError',
  ConnectionResetError: 'ConnectionError',
  FileExistsError: 'OSError',
  FileNotFoundError: 'OSError',
  InterruptedError: 'OSError',
  IsADirectoryError: 'OSError',
  NotADirectoryError: 'OSError',
  PermissionError: 'OSError',
  ProcessLookupError: 'OSError',
  TimeoutError: 'OSError',
  'io.UnsupportedOperation': 'OSError',
  'socket.gaierror': 'OSError',
  'socket.herror': 'OSError',
  ReferenceError: 'Exception',
  RuntimeError: 'Exception',
  NotImplementedError: 'RuntimeError',
  RecursionError: 'RuntimeError',
  BrokenBarrierError: 'RuntimeError',
  'concurrent.futures._base.BrokenExecutor': 'RuntimeError',
  'concurrent.futures.process.BrokenProcessPool': 'concurrent.futures._base.BrokenExecutor',
  'concurrent.futures.thread.BrokenThreadPool': 'concurrent.futures._base.BrokenExecutor',
  'concurrent.futures._base.Error': 'Exception',
  'concurrent.futures._base.CancelledError': 'concurrent.futures._base.Error',
  'concurrent.futures._base.InvalidStateError': 'concurrent.futures._base.Error',
  StopAsyncIteration: 'Exception',
  StopIteration: 'Exception',
  SyntaxError: 'Exception',
  IndentationError: 'SyntaxError',
  TabError: 'IndentationError',
  SystemError: 'Exception',
  TypeError: 'Exception',
  ValueError: 'Exception',
  UnicodeError: 'ValueError',
  UnicodeDecodeError: 'UnicodeError',
  UnicodeEncodeError: 'UnicodeError',
  UnicodeTranslateError: 'UnicodeError',
  Empty: 'Exception',
  Full: 'Exception',
  ShutDown: 'Exception',
  '_pickle.PickleError': 'Exception',
  '_pickle.PicklingError': '_pickle.PickleError',
  '_pickle.UnpicklingError': '_pickle.PickleError',
  'multiprocessing.context.ProcessError': 'Exception',
  'multiprocessing.context.AuthenticationError': 'multiprocessing.context.ProcessError',
  'multiprocessing.context.BufferTooShort': 'multiprocessing.context.ProcessError',
  'multiprocessing.context.TimeoutError': 'multiprocessing.context.ProcessError',
  'multiprocessing.managers.RemoteError': 'Exception',
  'multiprocessing.pool.MaybeEncodingError': 'Exception',
  'subprocess.SubprocessError': 'Exception',
  'subprocess.CalledProcessError': 'subprocess.SubprocessError',
  'subprocess.TimeoutExpired': 'subprocess.SubprocessError',
} as const;

/** Second base class, where Python has two. */
const secondBases: Readonly<Record<string, Class>> = { 'io.UnsupportedOperation': 'ValueError' };

type Class = keyof typeof bases;

/** Aliases in Python's modules. */
const aliases = {
  EnvironmentError: 'OSError',
  IOError: 'OSError',
  BrokenExecutor: 'concurrent.futures._base.BrokenExecutor',
  BrokenProcessPool: 'concurrent.futures.process.BrokenProcessPool',
  BrokenThreadPool: 'concurrent.futures.thread.BrokenThreadPool',
  CancelledError: 'concurrent.futures._base.CancelledError',
  InvalidStateError: 'concurrent.futures._base.InvalidStateError',
  'concurrent.futures.BrokenExecutor': 'concurrent.futures._base.BrokenExecutor',
  'concurrent.futures.CancelledError': 'concurrent.futures._base.CancelledError',
  'concurrent.futures.InvalidStateError': 'concurrent.futures._base.InvalidStateError',
  'concurrent.futures.TimeoutError': 'TimeoutError',
  'queue.Empty': 'Empty',
  '_queue.Empty': 'Empty',
  'queue.Full': 'Full',
  'queue.ShutDown': 'ShutDown',
  'threading.BrokenBarrierError': 'BrokenBarrierError',
  'threading.ThreadError': 'RuntimeError',
  ProcessError: 'multiprocessing.context.ProcessError',
  AuthenticationError: 'multiprocessing.context.AuthenticationError',
  BufferTooShort: 'multiprocessing.context.BufferTooShort',
  'multiprocessing.ProcessError': 'multiprocessing.context.ProcessError',
  'multiprocessing.AuthenticationError': 'multiprocessing.context.AuthenticationError',
  'multiprocessing.BufferTooShort': 'multiprocessing.context.BufferTooShort',
  'multiprocessing.TimeoutError': 'multiprocessing.context.TimeoutError',
  'multiprocessing.pool.TimeoutError': 'multiprocessing.context.TimeoutError',
  RemoteError: 'multiprocessing.managers.RemoteError',
  MaybeEncodingError: 'multiprocessing.pool.MaybeEncodingError',
  PickleError: '_pickle.PickleError',
  PicklingError: '_pickle.PicklingError',
  UnpicklingError: '_pickle.UnpicklingError',
  'pickle.PickleError': '_pickle.PickleError',
  'pickle.PicklingError': '_pickle.PicklingError',
  'pickle.UnpicklingError': '_pickle.UnpicklingError',
  SubprocessError: 'subprocess.SubprocessError',
  CalledProcessError: 'subprocess.CalledProcessError',
  TimeoutExpired: 'subprocess.TimeoutExpired',
  UnsupportedOperation: 'io.UnsupportedOperation',
  'socket.error': 'OSError',
  'socket.timeout': 'TimeoutError',
  'select.error': 'OSError',
} as const satisfies Readonly<Record<string, Class>>;

/** A Python class, or one defined by the program, which derives from Exception. */
export type ExceptionClass = Class | keyof typeof aliases | `__main__.${string}`;

const baseOf = bases as Readonly<Record<string, string | null>>;
const nameOf = aliases as Readonly<Record<string, string>>;

const properName = (name: string): string => (Object.hasOwn(nameOf, name) ? nameOf[name]! : name);

/** Whether the class `name` is `wanted` or derives from it. */
export function isSubclass(name: string, wanted: ExceptionClass): boolean {
  const proper = properName(wanted);
  let above: string | null = properName(name);
  while (above !== null) {
    if (above === proper) return true;
    const second: Class | undefined = Object.hasOwn(secondBases, above)
      ? secondBases[above]
      : undefined;
    if (second !== undefined && isSubclass(second, wanted)) return true;
    above = Object.hasOwn(baseOf, above) ? baseOf[above]! : 'Exception';
  }
  return false;
}
