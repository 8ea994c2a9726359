/** A function that holds a lock calls another that takes it again. */
import { print, Variable } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Lock, RLock, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

interface Till {
  readonly lock: Lock | RLock;
  readonly total: Variable<number>;
  /** How long it takes to ring up one thing. */
  readonly ring: number;
}

const SOUP = 4;
const ROAST = 9;

export function* main({ reentrant, cashiers, menus, ring }: Params): Steps<void> {
  const lock = reentrant
    ? yield* new RLock() // [rlock]
    : yield* new Lock(); // [lock]
  const total = yield* new Variable(0); // [total]
  const till: Till = { lock, total, ring };

  const team = [];
  for (const letter of 'abcdef'.slice(0, cashiers)) {
    const name = `cashier ${letter}`;
    const cashier = yield* new Thread({ target: work, args: [letter, till, menus], name }); // [create]
    yield* cashier.start(); // [start]
    team.push(cashier);
  }
  for (const cashier of team) {
    yield* cashier.join(); // [join]
  }
  yield* print(`in the till: ${yield* total.get()}`); // [done]
}

export function* work(letter: string, till: Till, menus: number): Steps<void> {
  for (let menu = 1; menu <= menus; menu++) {
    yield* sellMenu(letter, till);
    yield* sleep(till.ring / 2); // [rest]
  }
}

export function* sellMenu(letter: string, till: Till): Steps<void> {
  yield* till.lock.acquire(); // [acquire-menu]
  yield* print(`cashier ${letter} sells a menu`); // [menu]
  yield* sell(SOUP, till);
  yield* sell(ROAST, till);
  yield* till.lock.release(); // [release-menu]
}

export function* sell(price: number, { lock, total, ring }: Till): Steps<void> {
  yield* lock.acquire(); // [acquire]
  yield* sleep(ring); // [ring]
  yield* total.set((yield* total.get()) + price); // [add]
  yield* lock.release(); // [release]
}
