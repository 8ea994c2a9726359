/** An event stays set until it is cleared. */
import { print } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Event, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const bell = yield* new Event(); // [bell]

  const cook = yield* new Thread({ target: serve, args: [bell, params], name: 'cook' }); // [create]
  yield* cook.start(); // [start]
  for (let number = 1; number <= params.orders; number++) {
    yield* sleep(params.pause); // [pause]
    yield* print(`order ${number} comes in`); // [order]
    yield* bell.set(); // [ring]
  }
}

export function* serve(bell: Event, { orders, clear, cook }: Params): Steps<void> {
  for (let number = 1; number <= orders; number++) {
    yield* bell.wait(); // [wait]
    if (clear) {
      yield* bell.clear(); // [clear]
    }
    yield* sleep(cook); // [cook]
    yield* print(`dish ${number} is served`); // [serve]
  }
}
