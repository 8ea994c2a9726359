/** At every hut each hiker waits until all have come. */
import { print } from '../../program/builtins.ts';
import { except } from '../../program/exceptions.ts';
import type { Steps } from '../../program/steps.ts';
import { Barrier, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const together = yield* new Barrier(params.hikers); // [barrier]

  for (let number = 1; number <= params.hikers; number++) {
    const name = `hiker ${number}`;
    const hiker = yield* new Thread({ target: hike, args: [number, together, params], name }); // [create]
    yield* hiker.start(); // [start]
  }
}

export function* hike(number: number, together: Barrier, params: Params): Steps<void> {
  const isLast = number === params.hikers;
  for (let hut = 1; hut <= params.huts; hut++) {
    yield* sleep(params.walk + number / 5); // [walk]
    if (isLast) {
      yield* sleep(params.slow); // [slow]
    }
    if (isLast && params.abort && hut === 2) {
      yield* print(`hiker ${number} has had enough`); // [enough]
      yield* together.abort(); // [abort]
      return;
    }
    yield* print(`hiker ${number} comes to hut ${hut}`); // [come]
    try {
      yield* together.wait(); // [wait]
    } catch (error) {
      except(error, 'BrokenBarrierError');
      yield* print(`hiker ${number} goes home from hut ${hut}`); // [home]
      return;
    }
    yield* print(`hiker ${number} leaves hut ${hut}`); // [leave]
  }
}
