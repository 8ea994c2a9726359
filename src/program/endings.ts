/** How a thread ends: the report of an uncaught exception, and the exit code. */
import { EndStatus } from '../trace/format.ts';
import { PyError } from '../kernel/errors.ts';
import { repr } from '../kernel/repr.ts';
import { code as ops } from '../kernel/core-ops.ts';
import { at } from './at.ts';
import { asPyError } from './exceptions.ts';
import { step, type Steps } from './steps.ts';

/** Python's SystemExit, as sys.exit() raises it. */
export class SystemExit extends PyError {
  /** Argument of sys.exit(); null for none. */
  readonly code: unknown;

  constructor(code: unknown = null) {
    super('SystemExit', code === null ? '' : typeof code === 'string' ? code : repr(code));
    this.code = code;
  }
}

export interface Ending {
  readonly status: EndStatus;
  /** Exit code of the process if its main thread ends like this. */
  readonly exitCode: number;
  /** Report for stderr; '' for none. */
  readonly report: string;
  /** Class, message and traceback of the exception; undefined for a return. */
  readonly error:
    | { readonly type: string; readonly value: string; readonly trace: string }
    | undefined;
}

export const RETURNED: Ending = {
  status: EndStatus.returned,
  exitCode: 0,
  report: '',
  error: undefined,
};

/** Process.exitcode of a process ended by SIGINT. */
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

/** An integer is the exit code, None is 0; anything else is printed on stderr, with exit code 1. */
function exitOf(error: PyError): { exitCode: number; report: string } {
  const code = error instanceof SystemExit ? error.code : codeIn(error.message);
  if (code === null || code === undefined) return { exitCode: 0, report: '' };
  if (typeof code === 'boolean') return { exitCode: code ? 1 : 0, report: '' };
  if (Number.isInteger(code)) return { exitCode: Number(code) & 0xff, report: '' };
  return { exitCode: 1, report: typeof code === 'string' ? code : repr(code) };
}

/** The exit argument encoded in the message of `new PyError('SystemExit', '7')`. */
function codeIn(message: string): unknown {
  if (message === '') return null;
  return /^-?\d+$/.test(message) ? Number(message) : message;
}

/** @param isOver true for the report of an ending main program, which flushes print()'s buffer first */
export function* tellStderr(text: string, isOver = false): Steps<void> {
  yield* step<void>(ops['console.report'], -1, isOver ? 1 : 0, -1, JSON.stringify(text));
}
