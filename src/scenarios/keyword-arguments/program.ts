/** What a process is to do is told it by its arguments. */
import { print } from '../../program/builtins.ts';
import { Process } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

/** Keyword arguments: one object after the others. */
interface Manners {
  readonly greeting?: string;
  readonly times?: number;
}

export function* main({ times, pace }: Params): Steps<void> {
  const ann = yield* new Process({ target: greet, args: ['Ann', pace] }); // [create-ann]
  const ben = yield* new Process({ target: greet, args: ['Ben', pace], kwargs: { times } }); // [create-ben]
  const manners: Manners = { greeting: 'good evening', times: times + 1 };
  const eve = yield* new Process({ target: greet, args: ['Eve', pace], kwargs: { ...manners } }); // [create-eve]
  for (const child of [ann, ben, eve]) {
    yield* child.start(); // [start]
  }
  for (const child of [ann, ben, eve]) {
    yield* child.join(); // [join]
    yield* print(`${yield* child.name()} has greeted`); // [joined]
  }
}

export function* greet(name: string, pace: number, manners: Manners = {}): Steps<void> {
  const { greeting = 'hello', times = 1 } = manners;
  for (let number = 1; number <= times; number++) {
    yield* sleep(pace); // [pace]
    yield* print(`${greeting}, ${name}! (${number} of ${times})`); // [greet]
  }
}
