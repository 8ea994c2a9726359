/**
 * The life of a thread from first to last op, as one generator: engines drive it and know nothing of what is inside.
 * A main thread ends its process as CPython does: its traceback first, then it waits for the other threads and the
 * children, then it exits.
 */
import { EndStatus } from '../trace/format.ts';
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import type { JobDetails } from '../kernel/primitives/thread.ts';
import { at } from './at.ts';
import { findBody } from './bodies.ts';
import { unpackValue } from './handle.ts';
import { step, type Steps } from './steps.ts';

export function* threadLife(
  module: Readonly<Record<string, unknown>>,
  { job, isMain, name, process }: JobDetails,
): Steps<void> {
  at.line = 0;
  yield* step<void>(code['thread.begin']);
  const [target, args] = unpackValue(job) as [string, unknown[]];
  let ending: Ending = { status: EndStatus.returned, exitCode: 0, report: '' };
  try {
    if (target !== '') yield* findBody(module, target)(...args);
  } catch (error) {
    ending = endingOf(error, target);
  }
  if (!isMain) {
    const report = ending.report === '' ? '' : `Exception in thread ${name}:\n${ending.report}`;
    yield* step<void>(code['thread.end'], -1, ending.status, -1, JSON.stringify(report));
    return;
  }
  if (ending.report !== '') {
    const report = process === '' ? ending.report : `Process ${process}:\n${ending.report}`;
    yield* step<void>(code['console.report'], -1, 0, -1, JSON.stringify(report));
  }
  yield* step<void>(code['process.drain']);
  yield* step<void>(code['process.exit'], -1, ending.exitCode);
}

interface Ending {
  readonly status: EndStatus;
  readonly exitCode: number;
  readonly report: string;
}

/** What an exception that nobody caught does to a thread. */
function endingOf(error: unknown, target: string): Ending {
  if (error instanceof PyError && error.type === 'SystemExit') {
    return { status: EndStatus.returned, exitCode: Number(error.message) || 0, report: '' };
  }
  const place = at.line > 0 ? `line ${at.line}, in ${target}` : `in ${target}`;
  const report = `Traceback (most recent call last):\n  File "program.ts", ${place}\n${lastLine(error)}`;
  return { status: EndStatus.raised, exitCode: 1, report };
}

function lastLine(error: unknown): string {
  if (error instanceof Error) {
    // A stack that never ends is Python's RecursionError; the rest keep their own names.
    const name =
      error instanceof RangeError && /stack/i.test(error.message) ? 'RecursionError' : error.name;
    return error.message === '' ? name : `${name}: ${error.message}`;
  }
  return `uncaught ${String(error)}`;
}
