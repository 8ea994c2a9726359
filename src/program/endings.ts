/** How a thread ends: what an exception that nobody caught is told as, and the exit code that it makes. */
import { EndStatus } from '../trace/format.ts';
import { PyError } from '../kernel/errors.ts';
import { repr } from '../kernel/repr.ts';
import { code as ops } from '../kernel/ops.ts';
import { at } from './at.ts';
import { asPyError } from './exceptions.ts';
import { step, type Steps } from './steps.ts';

/** Python's SystemExit, as sys.exit() raises it. */
export class SystemExit extends PyError {
  /** What sys.exit() was given; null for nothing. */
  readonly code: unknown;

  constructor(code: unknown = null) {
    super('SystemExit', code === null ? '' : typeof code === 'string' ? code : repr(code));
    this.code = code;
  }
}

export interface Ending {
  readonly status: EndStatus;
  /** Of the process, where the main thread ends so. */
  readonly exitCode: number;
  /** What stderr is told; '' for nothing. */
  readonly report: string;
  /** Class, message and traceback of the exception; undefined for a return. */
  readonly error:
    { readonly type: string; readonly value: string; readonly trace: string } | undefined;
}

export const RETURNED: Ending = {
  status: EndStatus.returned,
  exitCode: 0,
  report: '',
  error: undefined,
};

/** A process that ends by SIGINT, as Process.exitcode says it. */
const INTERRUPTED = -2;

/** `target`: the function that raised. */
export function endingOf(error: unknown, target: string): Ending {
  const place = at.line > 0 ? `line ${at.line}, in ${target}` : `in ${target}`;
  const last = String(asPyError(error));
  const trace = `Traceback (most recent call last):\n  File "program.ts", ${place}\n${last}`;
  const [type = '', value = ''] = last.split(/: (.*)/s);
  const told = { type, value, trace };
  if (error instanceof PyError && error.type === 'SystemExit') {
    return { status: EndStatus.returned, ...exitOf(error), error: told };
  }
  const exitCode = type === 'KeyboardInterrupt' ? INTERRUPTED : 1;
  return { status: EndStatus.raised, exitCode, report: trace, error: told };
}

/** A whole number is an exit code, None is 0, and everything else is told on stderr and makes 1. */
function exitOf(error: PyError): { exitCode: number; report: string } {
  const code = error instanceof SystemExit ? error.code : codeIn(error.message);
  if (code === null || code === undefined) return { exitCode: 0, report: '' };
  if (typeof code === 'boolean') return { exitCode: code ? 1 : 0, report: '' };
  if (Number.isInteger(code)) return { exitCode: Number(code) & 0xff, report: '' };
  return { exitCode: 1, report: typeof code === 'string' ? code : repr(code) };
}

/** What `new PyError('SystemExit', '7')` means. */
function codeIn(message: string): unknown {
  if (message === '') return null;
  return /^-?\d+$/.test(message) ? Number(message) : message;
}

/** @param isOver it is the end of a main program, which first writes what print() has kept */
export function* tellStderr(text: string, isOver = false): Steps<void> {
  yield* step<void>(ops['console.report'], -1, isOver ? 1 : 0, -1, JSON.stringify(text));
}
