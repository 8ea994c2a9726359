/** A semaphore counts the free seats. */
import { print } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { activeCount, BoundedSemaphore, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const seats = yield* new BoundedSemaphore(params.seats); // [semaphore]

  const guests = [];
  for (let number = 1; number <= params.guests; number++) {
    const name = `guest ${number}`;
    const guest = yield* new Thread({ target: eat, args: [number, seats, params.meal], name }); // [create]
    yield* guest.start(); // [start]
    guests.push(guest);
    yield* sleep(0.1); // [arrive]
  }
  if (params.count) {
    while ((yield* activeCount()) /* [count] */ > 1) {
      yield* print('guests in the house:', (yield* activeCount()) - 1); // [counted]
      yield* sleep(1); // [look]
    }
  }
  for (const guest of guests) {
    yield* guest.join(); // [join]
  }
  yield* print('the last guest has left'); // [done]

  if (params.extra) {
    yield* seats.release(); // [extra]
  }
}

export function* eat(number: number, seats: BoundedSemaphore, meal: number): Steps<void> {
  yield* seats.acquire(); // [acquire]
  yield* print(`guest ${number} sits down`); // [sit]
  yield* sleep(meal); // [meal]
  yield* print(`guest ${number} gets up`); // [leave]
  yield* seats.release(); // [release]
}
