/** Sleeping until the others must be done. */
import { print, Variable } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Lock, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const balance = yield* new Variable(0); // [balance]
  const lock = yield* new Lock(); // [lock]

  const clerks = [];
  for (let number = 1; number <= 5; number++) {
    const args: Parameters<typeof deposit> = [number, balance, lock, params];
    const clerk = yield* new Thread({ target: deposit, args, name: `clerk ${number}` }); // [create]
    yield* clerk.start(); // [start]
    clerks.push(clerk);
  }
  for (const clerk of clerks) {
    yield* clerk.join(); // [join]
  }
  yield* print('5 clerks put in 10 each, which makes', yield* balance.get()); // [sum]
}

export function* deposit(
  number: number,
  balance: Variable<number>,
  lock: Lock,
  params: Params,
): Steps<void> {
  if (params.lock) {
    yield* lock.acquire(); // [acquire]
  } else {
    yield* sleep((number - 1) * params.turn); // [turn]
  }
  const seen = yield* balance.get(); // [read]
  yield* sleep(number === 3 ? params.work + params.late : params.work); // [work]
  yield* balance.set(seen + 10); // [write]
  yield* print(`clerk ${number} makes ${seen} into ${seen + 10}`); // [say]
  if (params.lock) {
    yield* lock.release(); // [release]
  }
}
