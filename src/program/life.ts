/**
 * Life of a thread from first to last op, as one generator: engines drive it without knowledge of its content. A main
 * thread ends its process as CPython does: it reports its exception, waits for the other threads, calls atexit
 * callbacks, then exits.
 */
import { bug } from '../base/bug.ts';
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/core-ops.ts';
import type { JobDetails } from '../kernel/primitives/thread.ts';
import { additions, type Additions } from './additions.ts';
import { at } from './at.ts';
import { callBody } from './bodies.ts';
import { endingOf, RETURNED, tellStderr, type Ending } from './endings.ts';
import { callPartial, type Partial } from './functools.ts';
import { unpackValue } from './handle.ts';
import { step, type Steps } from './steps.ts';
import type { ExceptHookArgs } from './threading-excepthook.ts';
import { currentThread, type Thread } from './threading-thread.ts';

type Module = Readonly<Record<string, unknown>>;

export function* threadLife(module: Module, { job, isMain, process }: JobDetails): Steps<void> {
  at.line = 0;
  at.program = module;
  yield* step<number>(code['thread.begin']);
  // Signal handlers run in main threads only.
  const { interruptible = unchanged } = isMain ? additions : {};
  const ending = yield* runJob(job, interruptible);
  if (!isMain) {
    yield* endThread(ending);
    return;
  }
  yield* interruptible(process === '' ? endProcess(ending) : endChild(ending, process));
}

const unchanged: NonNullable<Additions['interruptible']> = (steps) => steps;

function endChild(ending: Ending, name: string): Steps<void> {
  const end = additions.endChild ?? bug('nothing that starts processes was imported');
  return end(ending, name);
}

/** The thread's code: run() of its own class, or its target. */
function* runJob(
  job: string,
  interruptible: NonNullable<Additions['interruptible']>,
): Steps<Ending> {
  let place = 'run';
  try {
    if (job === '') {
      throw new PyError('AttributeError', "'Thread' object has no attribute '_target'");
    }
    const { replay } = additions;
    const known = replay?.translate(job);
    const parts = unpackValue(known === undefined ? job : JSON.stringify(known.slice(0, 3)));
    const [target, args, self] = parts as [string, unknown, (Thread | null)?];
    const isOwn = self !== undefined && self !== null;
    if (!isOwn) place = target;
    if (!isOwn && target === '') return RETURNED;
    const body = isOwn ? self.run() : callBody(target, args);
    const steps = interruptible(body);
    yield* replay === undefined || known === undefined ? steps : replay.recorded(steps, known);
    return RETURNED;
  } catch (error) {
    return endingOf(error, place);
  }
}

/** threading.excepthook gets every exception; Python's own hook ignores SystemExit. */
function* endThread({ status, error }: Ending): Steps<void> {
  let report = '';
  if (error !== undefined) {
    const told = yield* step<string>(code['thread.excepthook']);
    const [hook, name] = JSON.parse(told) as [string, string];
    if (hook !== '') yield* callHook(unpackValue(hook) as Partial, error);
    else if (error.type !== 'SystemExit') report = `Exception in thread ${name}:\n${error.trace}`;
  }
  yield* step<void>(code['thread.end'], -1, status, -1, JSON.stringify(report));
}

function* callHook(
  hook: Partial,
  { type, value, trace }: NonNullable<Ending['error']>,
): Steps<void> {
  try {
    const thread = yield* currentThread();
    const args: ExceptHookArgs = {
      excType: type,
      excValue: value,
      excTraceback: trace,
      thread,
    };
    yield* callPartial(hook, [args]);
  } catch (error) {
    yield* tellStderr(
      `Exception in threading.excepthook:\n${endingOf(error, hook.partial).error?.trace ?? ''}`,
    );
  }
}

function* endProcess(ending: Ending): Steps<void> {
  if (ending.report !== '') yield* tellStderr(ending.report, true);
  yield* step<void>(code['thread.finish']);
  if (yield* drain()) yield* callAtexit();
  yield* step<void>(code['process.exit'], -1, ending.exitCode, -1, ending.status);
}

/**
 * Waits for the other threads. An exception of a signal handler ends this wait only. True: atexit callbacks are next.
 */
function* drain(): Steps<boolean> {
  try {
    return (yield* step<number>(code['process.drain'])) === 1;
  } catch (error) {
    const { trace = '', value = '' } = endingOf(error, '_shutdown').error ?? {};
    // In the format of sys.unraisablehook.
    const told = value === '' ? `${trace}: ` : trace;
    yield* tellStderr(`Exception ignored in: <module 'threading'>\n${told}`);
    return true;
  }
}

/** An exception in a callback is reported and otherwise ignored. */
function* callAtexit(): Steps<void> {
  for (;;) {
    const next = unpackValue(yield* step<string>(code['atexit.next']));
    if (next === null) return;
    const [name, args] = next as [string, unknown[]];
    try {
      yield* callBody(name, args);
    } catch (error) {
      const trace = endingOf(error, name).error?.trace ?? '';
      yield* tellStderr(`Exception ignored in atexit callback: <function ${name}>\n${trace}`);
    }
  }
}
