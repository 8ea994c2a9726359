/** One event holds back any number of cars. */
import { print, Variable } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Event, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const light = yield* new Variable('red'); // [light]
  const go = yield* new Event(); // [event]

  const control = yield* new Thread({ target: change, args: [light, go, params], name: 'light' }); // [create-light]
  yield* control.start(); // [start-light]
  for (let number = 1; number <= params.cars; number++) {
    const name = `car ${number}`;
    const car = yield* new Thread({ target: drive, args: [number, light, go, params], name }); // [create-car]
    yield* car.start(); // [start-car]
  }
}

export function* change(light: Variable<string>, go: Event, params: Params): Steps<void> {
  const { clear, red, green, yellow } = params;
  while (true) {
    yield* light.set('red'); // [red]
    if (clear === 'red') {
      yield* go.clear(); // [clear-red]
    }
    yield* sleep(red); // [stay-red]
    yield* light.set('green'); // [green]
    yield* go.set(); // [set]
    yield* sleep(green); // [stay-green]
    yield* light.set('yellow'); // [yellow]
    if (clear === 'yellow') {
      yield* go.clear(); // [clear]
    }
    yield* sleep(yellow); // [stay-yellow]
  }
}

export function* drive(
  number: number,
  light: Variable<string>,
  go: Event,
  { poll, lap, nap }: Params,
): Steps<void> {
  while (true) {
    if (poll) {
      while (!(yield* go.isSet()) /* [look] */) {
        yield* sleep(nap); // [nap]
      }
    } else {
      yield* go.wait(); // [wait]
    }
    yield* print(`car ${number} goes: the light is ${yield* light.get()}`); // [go]
    yield* sleep(lap + number / 5); // [lap]
  }
}
