/** Python's `signal` (docs.python.org/3/library/signal.html): signal dispositions of a process. */
import { code } from '../kernel/ops.ts';
import { SIG_DFL, SIG_IGN } from '../kernel/dispositions.ts';
import { additions } from './additions.ts';
import { at } from './at.ts';
import { findBody } from './bodies.ts';
import { asPartial, isPartial, type Callable, type Partial } from './functools.ts';
import { packValue, unpackValue } from './handle.ts';
import { interruptible } from './interrupts.ts';
import { signalTexts } from '../base/signals.ts';
import { step, type Steps } from './steps.ts';

additions.interruptible = interruptible;

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
 * SIG_DFL, SIG_IGN, or an exported function* of the program, called with the signal number; a partial() passes more
 * arguments.
 */
export type Handler = number | Callable;

/**
 * Sets the disposition of a signal; returns the previous one. A handler runs in the main thread, before its next
 * operation or in the middle of the one that it waits in, which then continues. Raises ValueError in any other thread,
 * OSError for SIGKILL and SIGSTOP, TypeError for an invalid handler.
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

/** The disposition of a signal. */
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

/** The system's description of a signal; null for an unknown one. */
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
