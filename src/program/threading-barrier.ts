/** threading.Barrier. */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/core-ops.ts';
import { asPyError } from './exceptions.ts';
import { asPartial, callPartial, type Callable, type Partial } from './functools.ts';
import { creation, Handle, patience, travels } from './handle.ts';
import { step, type Steps } from './steps.ts';

/** A barrier for `parties` threads, reusable. */
export class Barrier extends Handle {
  readonly parties: number;
  /** Run by the last thread to arrive, before any is released. */
  protected readonly action: Partial | null;
  /** Default timeout of wait() in seconds; null for none. */
  protected readonly timeout: number | null;

  constructor(parties: number, action?: Callable<[]> | null, timeout?: number) {
    super();
    this.parties = parties;
    this.action = (action ?? null) === null ? null : asPartial(action as Callable);
    this.timeout = timeout ?? null;
  }

  protected override create(): Steps<number> {
    return step<number>(code['barrier.create'], -1, this.parties, -1, creation(false));
  }

  /**
   * Waits until all have arrived; returns the order of arrival, from 0. Raises BrokenBarrierError if it is broken, or
   * if not all have arrived within `timeout` seconds, which breaks it for all. An exception of the action is raised in
   * the last thread.
   */
  *wait(timeout?: number): Steps<number> {
    const limit = patience(timeout ?? this.timeout ?? undefined);
    const index = yield* this.op<number>(code['barrier.arrive']);
    if (index + 1 === this.parties) {
      yield* this.open();
    } else if ((yield* this.stay(limit)) === 0) {
      yield* this.op<void>(code['barrier.timeout']);
    }
    return index;
  }

  /** 1 released, 0 timed out. An exception of a signal handler may end the wait. */
  protected *stay(limit: number): Steps<number> {
    try {
      return yield* this.op<number>(code['barrier.wait'], 0, limit);
    } catch (error) {
      const isSentAway = error instanceof PyError && error.type === 'BrokenBarrierError';
      if (!isSentAway) yield* this.op<void>(code['barrier.leave']);
      throw error;
    }
  }

  protected *open(): Steps<void> {
    try {
      if (this.action !== null) yield* callPartial(this.action, []);
    } catch (error) {
      yield* this.op<void>(code['barrier.break']);
      throw asPyError(error);
    }
    yield* this.op<void>(code['barrier.open']);
  }

  /** Resets it: waiting threads get BrokenBarrierError. */
  *reset(): Steps<void> {
    yield* this.op<void>(code['barrier.reset']);
  }

  /** Breaks it. */
  *abort(): Steps<void> {
    yield* this.op<void>(code['barrier.abort']);
  }

  /** Number of waiting threads. */
  *nWaiting(): Steps<number> {
    return yield* this.op<number>(code['barrier.nWaiting']);
  }

  *broken(): Steps<boolean> {
    return (yield* this.op<number>(code['barrier.broken'])) === 1;
  }
}
travels('Barrier', Barrier);
