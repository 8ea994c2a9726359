/** concurrent.futures.Future, wait and as_completed. */
import { PyError, pyErrorOf } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import type { Packed } from '../kernel/packed.ts';
import { FutureState, ReturnWhen } from '../kernel/primitives/future.ts';
import { at } from './at.ts';
import { tellStderr } from './endings.ts';
import { asPyError } from './exceptions.ts';
import { asPartial, callPartial, type Callable, type Partial } from './functools.ts';
import { creation, Handle, packValue, patience, travels, unpackValue } from './handle.ts';
import { step, type Steps } from './steps.ts';
import { monotonic } from './time.ts';

/** [true, value], or [false, class and message of the exception]. */
export type FutureOutcome = readonly [succeeded: boolean, value: unknown];

/** The future result of a task. */
export class Future extends Handle {
  readonly #text: string;

  /** `text`: the call as the program would write it; the future's name unless the program assigns one. */
  constructor(text: string) {
    super();
    this.#text = text;
  }

  protected override create(): Steps<number> {
    at.name ||= this.#text;
    return step<number>(code['future.create'], -1, 0, -1, creation(false, packValue(this.#text)));
  }

  /** Raises what the task raised, CancelledError, or TimeoutError after `timeout` seconds. */
  *result(timeout?: number): Steps<unknown> {
    const [succeeded, value] = yield* outcomeOf(this, timeout);
    if (!succeeded) throw errorOf(value);
    return value;
  }

  /** The exception that the task raised, or null. Raises CancelledError, or TimeoutError after `timeout` seconds. */
  *exception(timeout?: number): Steps<PyError | null> {
    const [succeeded, value] = yield* outcomeOf(this, timeout);
    return succeeded ? null : errorOf(value);
  }

  /** False if it is running or finished. */
  *cancel(): Steps<boolean> {
    const calls = unpackValue(yield* this.op<Packed>(code['future.cancel'])) as Partial[] | null;
    if (calls === null) return false;
    yield* call(this, calls);
    return true;
  }

  *cancelled(): Steps<boolean> {
    const state = yield* this.op<number>(code['future.state']);
    return state === FutureState.cancelled || state === FutureState.noticed;
  }

  *running(): Steps<boolean> {
    return (yield* this.op<number>(code['future.state'])) === FutureState.running;
  }

  *done(): Steps<boolean> {
    return (yield* this.op<number>(code['future.state'])) >= FutureState.cancelled;
  }

  /**
   * Calls the target with this future once it is done, in the thread that completes it; at once if it is done already.
   * An exception in it is reported and otherwise ignored.
   */
  *addDoneCallback(target: Callable): Steps<void> {
    const callback = asPartial(target);
    const isDone = yield* this.op<number>(code['future.callback'], 0, -1, packValue(callback));
    if (isDone === 1) yield* call(this, [callback]);
  }
}
travels('Future', Future);

function* outcomeOf(future: Future, timeout: number | undefined): Steps<FutureOutcome> {
  const limit = patience(timeout);
  const told = yield* step<Packed>(code['future.result'], future.id, 0, limit);
  const answer = unpackValue(told) as [number, FutureOutcome] | null;
  if (answer === null) throw new PyError('TimeoutError');
  const [state, outcome] = answer;
  if (state !== FutureState.finished) {
    throw new PyError('concurrent.futures._base.CancelledError');
  }
  return outcome;
}

/** Outcome of a task that raised. */
export function failureOf(error: unknown): FutureOutcome {
  const { type, message } = asPyError(error);
  return [false, [type, message]];
}

function errorOf(value: unknown): PyError {
  const [type, message] = value as [string, string];
  return pyErrorOf(type, message);
}

function* call(future: Future, callbacks: readonly Partial[]): Steps<void> {
  for (const callback of callbacks) {
    try {
      yield* callPartial(callback, [future]);
    } catch (error) {
      yield* tellStderr(`exception calling callback for <Future>\n${String(asPyError(error))}`);
    }
  }
}

/** A worker starts the task; false if it was cancelled meanwhile. */
export function* beginFuture(future: Future): Steps<boolean> {
  return (yield* step<number>(code['future.begin'], future.id)) === 1;
}

/** The task is passed to worker processes; false if it was cancelled meanwhile. */
export function* handOutFuture(future: Future): Steps<boolean> {
  return (yield* step<number>(code['future.handOut'], future.id)) === 1;
}

export function* finishFuture(future: Future, outcome: FutureOutcome): Steps<void> {
  const told = yield* step<Packed>(code['future.finish'], future.id, 0, -1, packValue(outcome));
  yield* call(future, unpackValue(told) as Partial[]);
}

function* doneAmong(
  futures: readonly Future[],
  when: keyof typeof ReturnWhen,
  timeout: number | undefined,
): Steps<Future[]> {
  const ids = JSON.stringify(futures.map(({ id }) => id));
  const limit = patience(timeout);
  const told = yield* step<string>(code['futures.wait'], -1, ReturnWhen[when], limit, ids);
  const byId = new Map(futures.map((future) => [future.id, future]));
  return (JSON.parse(told) as number[]).map((id) => byId.get(id)!);
}

export interface Done {
  readonly done: readonly Future[];
  readonly notDone: readonly Future[];
}

/** Waits for all of them, the first, or the first that raises (then for all); at most `timeout` seconds. */
export function* wait(
  futures: readonly Future[],
  timeout?: number,
  returnWhen: 'ALL_COMPLETED' | 'FIRST_COMPLETED' | 'FIRST_EXCEPTION' = 'ALL_COMPLETED',
): Steps<Done> {
  const when = (
    { ALL_COMPLETED: 'all', FIRST_COMPLETED: 'first', FIRST_EXCEPTION: 'exception' } as const
  )[returnWhen];
  const all = [...new Map(futures.map((future) => [future.id, future])).values()];
  const done = yield* doneAmong(all, when, timeout);
  return { done, notDone: all.filter((future) => !done.includes(future)) };
}

/**
 * Iterates over the futures in order of completion: `next()` raises StopIteration after the last, TimeoutError after
 * `timeout` seconds counted from the first next().
 */
export function asCompleted(futures: readonly Future[], timeout?: number): Completed {
  return new Completed(futures, timeout);
}

class Completed {
  #left: readonly Future[];
  readonly #total: number;
  readonly #timeout: number | undefined;
  #end: number | undefined;

  constructor(futures: readonly Future[], timeout: number | undefined) {
    this.#left = [...new Map(futures.map((future) => [future.id, future])).values()];
    this.#total = this.#left.length;
    this.#timeout = timeout;
  }

  *next(): Steps<Future> {
    if (this.#left.length === 0) throw new PyError('StopIteration');
    if (this.#timeout !== undefined) this.#end ??= (yield* monotonic()) + this.#timeout;
    const rest = this.#end === undefined ? undefined : this.#end - (yield* monotonic());
    const [first] = yield* doneAmong(this.#left, 'first', rest);
    if (first === undefined) {
      throw new PyError(
        'TimeoutError',
        `${this.#left.length} (of ${this.#total}) futures unfinished`,
      );
    }
    this.#left = this.#left.filter((future) => future !== first);
    return first;
  }
}
