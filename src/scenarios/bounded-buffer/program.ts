/** A bounded buffer by hand: a list, and a condition to wait on. */
import { List, print } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Condition, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

const TRAYS = 4;

type Hatch = List<number>;

export function* main(params: Params): Steps<void> {
  const hatch: Hatch = yield* new List<number>(); // [hatch]
  const changed = yield* new Condition(); // [condition]

  for (let number = 1; number <= params.waiters; number++) {
    const args: Parameters<typeof serve> = [number, hatch, changed, params];
    const name = `waiter ${number}`;
    const waiter = yield* new Thread({ target: serve, args, name, daemon: true }); // [create-waiter]
    yield* waiter.start(); // [start-waiter]
  }
  const cook = yield* new Thread({ target: fill, args: [hatch, changed, params], name: 'cook' }); // [create-cook]
  yield* cook.start(); // [start-cook]
  yield* cook.join(); // [join]
  yield* print('the kitchen closes'); // [done]
}

export function* fill(hatch: Hatch, changed: Condition, params: Params): Steps<void> {
  let dish = 0;
  for (let tray = 1; tray <= TRAYS; tray++) {
    yield* sleep(params.cook); // [cook]
    yield* changed.acquire(); // [cook-acquires]
    for (let place = 1; place <= params.tray; place++) {
      while ((yield* hatch.len()) === params.room /* [is-full] */) {
        yield* changed.wait(); // [wait-room]
        if (!params.recheck) break;
      }
      dish += 1;
      yield* hatch.append(dish); // [put]
      yield* wake(changed, params);
    }
    yield* changed.release(); // [cook-releases]
  }
  yield* changed.acquire(); // [close]
  while ((yield* hatch.len()) > 0 /* [is-left] */) {
    yield* changed.wait(); // [wait-end]
  }
  yield* changed.release(); // [closed]
}

export function* serve(
  number: number,
  hatch: Hatch,
  changed: Condition,
  params: Params,
): Steps<void> {
  while (true) {
    yield* take(number, hatch, changed, params);
    yield* sleep(params.serve); // [serve]
  }
}

export function* take(
  number: number,
  hatch: Hatch,
  changed: Condition,
  params: Params,
): Steps<void> {
  yield* changed.acquire(); // [waiter-acquires]
  try {
    while ((yield* hatch.len()) === 0 /* [is-empty] */) {
      yield* changed.wait(); // [wait-dish]
      if (!params.recheck) break;
    }
    const dish = yield* hatch.pop(0); // [take]
    yield* print(`waiter ${number} takes dish ${dish}`); // [say]
    yield* wake(changed, params);
  } finally {
    yield* changed.release(); // [waiter-releases]
  }
}

export function* wake(changed: Condition, params: Params): Steps<void> {
  if (params.wake === 'all') {
    yield* changed.notifyAll(); // [notify-all]
  } else {
    yield* changed.notify(); // [notify]
  }
}
