/** Giving back a place that was never had. */
import { print } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { BoundedSemaphore, Semaphore, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const places = params.bounded
    ? yield* new BoundedSemaphore(params.places) // [bounded]
    : yield* new Semaphore(params.places); // [semaphore]

  for (let number = 1; number <= params.cars; number++) {
    const name = `car ${number}`;
    const car = yield* new Thread({ target: park, args: [number, places, params], name }); // [create]
    yield* car.start(); // [start]
    yield* sleep(0.3); // [arrive]
  }
}

export function* park(number: number, places: Semaphore, params: Params): Steps<void> {
  const parked = yield* places.acquire(true, params.patience); // [acquire]
  if (parked) {
    yield* print(`car ${number} is parked`); // [parked]
    yield* sleep(params.stay); // [stay]
    yield* print(`car ${number} drives off`); // [drive-off]
  } else {
    yield* print(`car ${number} has no place`); // [give-up]
  }
  if (parked || params.mistake) {
    yield* places.release(); // [release]
  }
}
