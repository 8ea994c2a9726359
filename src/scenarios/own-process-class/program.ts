/** A class of processes that says itself what its processes run. */
import { print, Variable } from '../../program/builtins.ts';
import { Process } from '../../program/multiprocessing.ts';
import { getpid } from '../../program/os.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export class Baker extends Process {
  readonly letter: string;
  readonly loaves: number;
  readonly bake: number;
  readonly baked = new Variable(0);

  constructor(letter: string, loaves: number, bake: number) {
    super({ name: `baker ${letter}` });
    this.letter = letter;
    this.loaves = loaves;
    this.bake = bake;
  }

  override *run(): Steps<void> {
    for (let number = 1; number <= this.loaves; number++) {
      yield* sleep(this.bake); // [bake]
      yield* this.baked.set(number); // [count]
      yield* print(`process ${yield* getpid()} bakes loaf ${this.letter}${number}`); // [say]
    }
  }
}

export function* main({ start, bakers, bake }: Params): Steps<void> {
  yield* print('the parent is process', yield* getpid()); // [parent]
  const team = [];
  for (let number = 1; number <= bakers; number++) {
    const baker = yield* new Baker('ABCDEF'.charAt(number - 1), number + 1, bake); // [create]
    team.push(baker);
  }
  for (const baker of team) {
    if (start) {
      yield* baker.start(); // [start]
    } else {
      yield* baker.run(); // [run]
    }
  }
  for (const baker of team) {
    if (start) {
      yield* baker.join(); // [join]
    }
    yield* print(`the parent sees ${yield* baker.baked.get()} loaves of baker ${baker.letter}`); // [result]
  }
}
