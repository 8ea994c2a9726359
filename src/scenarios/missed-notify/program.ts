/** Who comes after the call has not heard it. */
import { print, Variable } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Condition, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const ready = yield* new Variable(false); // [ready]
  const soup = yield* new Condition(); // [soup]

  for (let number = 1; number <= params.guests; number++) {
    const args: Parameters<typeof eat> = [number, ready, soup, params];
    const guest = yield* new Thread({ target: eat, args, name: `guest ${number}` }); // [create-guest]
    yield* guest.start(); // [start-guest]
  }
  const cook = yield* new Thread({ target: call, args: [ready, soup, params.cook], name: 'cook' }); // [create-cook]
  yield* cook.start(); // [start-cook]
}

export function* call(ready: Variable<boolean>, soup: Condition, cook: number): Steps<void> {
  yield* sleep(cook); // [cook]
  yield* soup.acquire(); // [cook-acquires]
  yield* print('the soup is ready'); // [say-ready]
  yield* ready.set(true); // [set-ready]
  yield* soup.notifyAll(); // [notify]
  yield* soup.release(); // [cook-releases]
}

export function* eat(
  number: number,
  ready: Variable<boolean>,
  soup: Condition,
  { look, walk }: Params,
): Steps<void> {
  yield* sleep(walk * number); // [walk]
  yield* soup.acquire(); // [acquire]
  yield* print(`guest ${number} sits down`); // [sit]
  if (look) {
    while (!(yield* ready.get()) /* [look] */) {
      yield* soup.wait(); // [wait-ready]
    }
  } else {
    yield* soup.wait(); // [wait]
  }
  yield* soup.release(); // [release]
  yield* print(`guest ${number} eats`); // [eat]
}
