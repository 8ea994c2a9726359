/** threading.Barrier. */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/ops.ts';
import { asPyError } from './exceptions.ts';
import { asPartial, callPartial, type Callable, type Partial } from './functools.ts';
import { creation, Handle, patience, travels } from './handle.ts';
import { step, type Steps } from './steps.ts';

/** A place where `parties` threads wait for each other, again and again. */
export class Barrier extends Handle {
  readonly parties: number;
  /** What the last to arrive runs before anybody goes on. */
  protected readonly action: Partial | null;
  /** Default time limit of wait() in seconds; null for none. */
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
   * Waits until all have arrived; returns the order of arrival, from 0. Raises BrokenBarrierError if it is broken, or if
   * not all have come in `timeout` seconds, which breaks it for everybody. What the action raises, the last one gets.
   */
  *wait(timeout?: number): Steps<number> {
    const limit = patience(timeout ?? this.timeout ?? undefined);
    const index = yield* this.op<number>('barrier.arrive');
    if (index + 1 === this.parties) {
      yield* this.open();
    } else if ((yield* this.stay(limit)) === 0) {
      yield* this.op<void>('barrier.timeout');
    }
    return index;
  }

  /** 1 let go, 0 timed out. The handler of a signal may take it out with an exception. */
  protected *stay(limit: number): Steps<number> {
    try {
      return yield* this.op<number>('barrier.wait', 0, limit);
    } catch (error) {
      const isSentAway = error instanceof PyError && error.type === 'BrokenBarrierError';
      if (!isSentAway) yield* this.op<void>('barrier.leave');
      throw error;
    }
  }

  protected *open(): Steps<void> {
    try {
      if (this.action !== null) yield* callPartial(this.action, []);
    } catch (error) {
      yield* this.op<void>('barrier.break');
      throw asPyError(error);
    }
    yield* this.op<void>('barrier.open');
  }

  /** Sends away whoever waits, with BrokenBarrierError, and makes it as new. */
  *reset(): Steps<void> {
    yield* this.op<void>('barrier.reset');
  }

  /** Breaks it. */
  *abort(): Steps<void> {
    yield* this.op<void>('barrier.abort');
  }

  /** Threads that wait in it. */
  *nWaiting(): Steps<number> {
    return yield* this.op<number>('barrier.nWaiting');
  }

  *broken(): Steps<boolean> {
    return (yield* this.op<number>('barrier.broken')) === 1;
  }
}
travels('Barrier', Barrier);
