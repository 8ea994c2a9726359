/** threading.Timer. */
import { plainName } from './bodies.ts';
import { asPartial, callPartial, type Callable, type Partial } from './functools.ts';
import { travels } from './handle.ts';
import type { Steps } from './steps.ts';
import { Event } from './threading-event.ts';
import { Thread } from './threading-thread.ts';

/** A thread that calls a function after `interval` seconds, unless cancelled before. */
export class Timer<A extends readonly unknown[] = readonly unknown[]> extends Thread {
  readonly interval: number;
  /** Name of the called function. */
  readonly function: string;
  readonly callable: Partial;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  /** Set once it has fired or was cancelled. */
  readonly finished = new Event();

  /** `kwargs` are passed after the other arguments, as one object. */
  constructor(
    interval: number,
    fire: Callable<A>,
    args?: A,
    kwargs: Readonly<Record<string, unknown>> = {},
  ) {
    super();
    this.interval = interval;
    this.callable = asPartial(fire as Callable);
    this.function = plainName(this.callable.partial);
    this.args = args ?? [];
    this.kwargs = kwargs;
  }

  *cancel(): Steps<void> {
    yield* this.finished.set();
  }

  override *run(): Steps<void> {
    yield* this.finished.wait(this.interval);
    if (!(yield* this.finished.isSet())) {
      const { args, kwargs } = this;
      const all = Object.keys(kwargs).length > 0 ? [...args, kwargs] : args;
      yield* callPartial(this.callable, all);
    }
    yield* this.finished.set();
  }
}
travels('Timer', Timer);
