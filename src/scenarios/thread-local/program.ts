/** One name, and behind it a value for each thread. */
import { print, Variable } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { local, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

type Desk = local<{ customer: string }> | Variable<string>;

export function* main({ own, clerks, letters, write }: Params): Steps<void> {
  const desk: Desk = own
    ? yield* new local<{ customer: string }>() // [local]
    : yield* new Variable(''); // [shared]

  const office = [];
  for (const letter of 'abcdef'.slice(0, clerks)) {
    const name = `clerk ${letter}`;
    const clerk = yield* new Thread({ target: work, args: [letter, desk, letters, write], name }); // [create]
    yield* clerk.start(); // [start]
    office.push(clerk);
    yield* sleep(0.3); // [stagger]
  }
  for (const clerk of office) {
    yield* clerk.join(); // [join]
  }

  if (desk instanceof local) {
    yield* print('MainThread has a customer:', yield* desk.has('customer')); // [ask-own]
  } else {
    yield* print('on the one desk lies', yield* desk.get()); // [ask-shared]
  }
}

export function* work(letter: string, desk: Desk, letters: number, write: number): Steps<void> {
  for (let number = 1; number <= letters; number++) {
    const customer = `${letter}${number}`;
    if (desk instanceof local) {
      yield* desk.set('customer', customer); // [note-own]
    } else {
      yield* desk.set(customer); // [note-shared]
    }
    yield* sleep(write); // [write]
    yield* send(letter, desk);
  }
}

/** Nobody tells it who the customer is; it looks on the desk. */
export function* send(letter: string, desk: Desk): Steps<void> {
  const customer =
    desk instanceof local
      ? yield* desk.get('customer') // [look-own]
      : yield* desk.get(); // [look-shared]
  yield* print(`clerk ${letter} writes to ${customer}`); // [send]
}
