/** A class of threads that says itself what its threads run. */
import { print, Variable } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { currentThread, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export class Courier extends Thread {
  readonly letter: string;
  readonly parcels: number;
  readonly drive: number;
  readonly delivered = new Variable(0);

  constructor(letter: string, parcels: number, drive: number) {
    super({ name: `courier ${letter}` });
    this.letter = letter;
    this.parcels = parcels;
    this.drive = drive;
  }

  override *run(): Steps<void> {
    const me = yield* (yield* currentThread()).name(); // [who]
    for (let number = 1; number <= this.parcels; number++) {
      yield* sleep(this.drive); // [drive]
      yield* this.delivered.set(number); // [deliver]
      yield* print(`${me} delivers ${this.letter}${number}`); // [say]
    }
  }
}

export function* main({ start, couriers, drive }: Params): Steps<void> {
  const team = [];
  for (let number = 1; number <= couriers; number++) {
    const courier = yield* new Courier('ABCDEF'.charAt(number - 1), number + 1, drive); // [create]
    team.push(courier);
  }
  for (const courier of team) {
    if (start) {
      yield* courier.start(); // [start]
    } else {
      yield* courier.run(); // [run]
    }
  }
  for (const courier of team) {
    if (start) {
      yield* courier.join(); // [join]
    }
    yield* print(`tour ${courier.letter} is done: ${yield* courier.delivered.get()} parcels`); // [result]
  }
}
