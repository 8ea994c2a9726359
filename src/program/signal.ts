/** Python's `signal` (docs.python.org/3/library/signal.html): what a process does about the signals that it gets. */
import { code } from '../kernel/ops.ts';
import { SIG_DFL, SIG_IGN } from '../kernel/dispositions.ts';
import { at } from './at.ts';
import { findBody } from './bodies.ts';
import { asPartial, isPartial, type Callable, type Partial } from './functools.ts';
import { packValue, unpackValue } from './handle.ts';
import { interrupts } from './interrupts.ts';
import { signalTexts } from '../base/signals.ts';
import { step, type Steps } from './steps.ts';

interrupts.areOn = true;

export { defaultIntHandler } from './interrupts.ts';
export { SIG_DFL, SIG_IGN };

export const SIGINT = 2;
export const SIGKILL = 9;
export const SIGUSR1 = 10;
export const SIGUSR2 = 12;
export const SIGPIPE = 13;
export const SIGTERM = 15;
export const SIGCHLD = 17;
export const SIGCONT = 18;
export const SIGSTOP = 19;

/**
 * SIG_DFL, SIG_IGN, or an exported function* of the program, which gets the number of the signal; a partial() of one
 * gives it more.
 */
export type Handler = number | Callable;

/**
 * Says what the process does about a signal from now on; returns what it did before. A handler runs in the main thread,
 * before its next operation or in the middle of the one that it waits in, which then goes on. Raises ValueError in any
 * other thread, OSError for SIGKILL and SIGSTOP, TypeError for what is no handler.
 */
export function* signal(signum: number, handler: Handler): Steps<Handler> {
  const before = yield* step<string>(
    code['signal.signal'],
    -1,
    signum,
    -1,
    packValue(disposition(handler)),
  );
  return handlerOf(before);
}

/** What the process does about a signal. */
export function* getsignal(signum: number): Steps<Handler> {
  return handlerOf(yield* step<string>(code['signal.getsignal'], -1, signum));
}

/** Sends a signal to this process. */
export function* raiseSignal(signum: number): Steps<void> {
  const isDue = (yield* step<number>(code['signal.raise'], -1, signum)) === 1;
  if (isDue) yield* step<void>(code['signal.check']);
}

/** Sleeps until a handler has run. */
export function* pause(): Steps<void> {
  yield* step<void>(code['signal.pause']);
}

/** What the system calls a signal; null for one that it does not know. */
export const strsignal = (signum: number): string | null => signalTexts[signum] ?? null;

function disposition(handler: unknown): number | Partial | null {
  if (handler === SIG_DFL || handler === SIG_IGN) return handler;
  const isCallable = typeof handler === 'function' || isPartial(handler);
  return isCallable ? asPartial(handler as Callable) : null;
}

function handlerOf(told: string): Handler {
  const value = unpackValue(told) as number | Partial;
  if (typeof value === 'number' || value.args.length > 0) return value;
  return findBody(at.program, value.partial);
}
