/** threading.Event. */
import { code } from '../kernel/core-ops.ts';
import { creation, Handle, patience, travels } from './handle.ts';
import { step, type Steps } from './steps.ts';

/** A flag that threads wait for. */
export class Event extends Handle {
  protected override create(): Steps<number> {
    return step<number>(code['event.create'], -1, 0, -1, creation(false));
  }

  /** Releases all waiters, even if the flag is cleared straight after. */
  *set(): Steps<void> {
    yield* this.op<void>(code['event.set']);
  }

  *clear(): Steps<void> {
    yield* this.op<void>(code['event.clear']);
  }

  *isSet(): Steps<boolean> {
    return (yield* this.op<number>(code['event.isSet'])) === 1;
  }

  /** True once set; false after `timeout` seconds. */
  *wait(timeout?: number): Steps<boolean> {
    return (yield* this.op<number>(code['event.wait'], 0, patience(timeout))) === 1;
  }
}
travels('Event', Event);
