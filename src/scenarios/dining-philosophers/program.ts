/** Each needs two forks to eat, and shares both. */
import { print } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Lock, Semaphore, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const { rule, philosophers } = params;
  const forks: Lock[] = [];
  for (let i = 0; i < philosophers; i++) {
    forks.push(yield* new Lock()); // [fork]
  }
  const waiter = yield* new Semaphore(philosophers - 1); // [waiter]

  for (let number = 0; number < philosophers; number++) {
    let [left, right] = [number, (number + 1) % philosophers];
    if (rule === 'ordered') {
      [left, right] = [Math.min(left, right), Math.max(left, right)];
    }
    const seat: Parameters<typeof dine> = [number, forks[left]!, forks[right]!, waiter, params];
    const name = `philosopher ${number}`;
    const philosopher = yield* new Thread({ target: dine, args: seat, name }); // [create]
    yield* philosopher.start(); // [start]
  }
}

export function* dine(
  number: number,
  first: Lock,
  second: Lock,
  waiter: Semaphore,
  { rule, meals, think, reach, eat }: Params,
): Steps<void> {
  for (let meal = 1; meal <= meals; meal++) {
    yield* sleep(think); // [think]
    if (rule === 'waiter') {
      yield* waiter.acquire(); // [ask-waiter]
    }
    yield* first.acquire(); // [take-first]
    yield* print(`philosopher ${number} has one fork`); // [has-one]
    yield* sleep(reach); // [reach]
    yield* second.acquire(); // [take-second]
    yield* print(`philosopher ${number} eats meal ${meal}`); // [has-both]
    yield* sleep(eat); // [eat]
    yield* second.release(); // [give-second]
    yield* first.release(); // [give-first]
    if (rule === 'waiter') {
      yield* waiter.release(); // [thank-waiter]
    }
  }
}
