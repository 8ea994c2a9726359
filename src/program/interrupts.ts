/**
 * Signal handlers. When one is pending, the kernel raises a call of it (errors.ts) out of the op that a main thread
 * performs, and records that op's state. The handler runs here, and the op is performed again afterwards; an exception
 * of the handler propagates out of the op instead.
 */
import { handlerCallOf, PyError, type HandlerCall } from '../kernel/errors.ts';
import { DEFAULT_INT_HANDLER } from '../kernel/dispositions.ts';
import { code } from '../kernel/ops.ts';
import { unpack } from '../kernel/packed.ts';
import { HandlerEnd } from '../kernel/primitives/handling.ts';
import type { Request } from '../kernel/request.ts';
import { at } from './at.ts';
import { registerBuiltin } from './bodies.ts';
import { asPyError } from './exceptions.ts';
import { callPartial } from './functools.ts';
import { unpackValue } from './handle.ts';
import { step, type Steps } from './steps.ts';

/** Python's own handler of SIGINT. */
// eslint-disable-next-line require-yield
export function* defaultIntHandler(_signum: number): Steps<never> {
  throw new PyError('KeyboardInterrupt');
}
registerBuiltin(DEFAULT_INT_HANDLER.partial, defaultIntHandler as never);

/** The same steps, interrupted by pending handlers. For a main thread. */
export function* interruptible<R>(steps: Steps<R>): Steps<R> {
  let next = steps.next();
  while (next.done !== true) {
    const { line } = at;
    let result: unknown;
    try {
      result = yield* performed(next.value);
    } catch (error) {
      at.line = line;
      next = steps.throw(error);
      continue;
    }
    at.line = line;
    next = steps.next(result);
  }
  return next.value;
}

/** Final ops of a process: an exception of a handler cannot be caught any more. */
const LAST: ReadonlySet<number> = new Set([
  code['thread.finish'],
  code['atexit.next'],
  code['console.report'],
  code['process.exit'],
]);

/** Performs an op until it completes. */
function* performed(op: Request): Steps<unknown> {
  const { line } = at;
  for (;;) {
    try {
      at.line = line;
      return yield op;
    } catch (error) {
      const call = handlerCallOf(error);
      if (call === undefined) throw error;
      try {
        if (yield* runHandlers(op, call, line)) return undefined;
      } catch (raised) {
        if (!LAST.has(op.code)) throw raised;
      }
    }
  }
}

/** Runs the pending handler and any that follow. Returns true if the op is complete. */
function* runHandlers(op: Request, call: HandlerCall, line: number): Steps<boolean> {
  const { isInside } = call;
  const isOver = op.code === code['signal.check'] || (op.code === code['signal.pause'] && isInside);
  const handled = (signum: number, end: HandlerEnd): Steps<string> => {
    at.line = line;
    return step<string>(code['signal.handled'], isInside ? 1 : 0, signum, -1, end);
  };
  let { signum, handler } = call;
  for (;;) {
    try {
      const args = unpackValue(JSON.stringify(handler.args)) as unknown[];
      yield* interruptible(callPartial({ partial: handler.partial, args }, [signum]));
    } catch (error) {
      yield* handled(signum, HandlerEnd.raised);
      throw asPyError(error);
    }
    const end = isOver ? HandlerEnd.over : HandlerEnd.returned;
    const next = unpack(yield* handled(signum, end)) as [number, HandlerCall['handler']] | null;
    if (next === null) return isOver;
    [signum, handler] = next;
  }
}
