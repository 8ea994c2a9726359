/** Two butchers fill the bowl of one dog. */
import { print } from '../../program/builtins.ts';
import { except } from '../../program/exceptions.ts';
import { Queue } from '../../program/queue.ts';
import type { Steps } from '../../program/steps.ts';
import { Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const bowl = yield* new Queue<string>(params.maxsize); // [bowl]

  const dog = yield* new Thread({ target: feed, args: [bowl, params], name: 'dog' }); // [create-dog]
  yield* dog.start(); // [start-dog]
  for (const letter of 'ab') {
    const name = `butcher ${letter}`;
    const butcher = yield* new Thread({ target: cut, args: [letter, bowl, params], name }); // [create-butcher]
    yield* butcher.start(); // [start-butcher]
  }
}

export function* cut(letter: string, bowl: Queue<string>, params: Params): Steps<void> {
  for (let number = 1; number <= params.bones; number++) {
    yield* sleep(params.cut); // [cut]
    const bone = `${letter}${number}`;
    if (params.wait) {
      yield* bowl.put(bone); // [put]
    } else {
      try {
        yield* bowl.putNowait(bone); // [put-nowait]
      } catch (error) {
        except(error, 'Full');
        yield* print(`butcher ${letter} throws bone ${bone} away`); // [waste]
      }
    }
  }
}

export function* feed(bowl: Queue<string>, { eat, patience }: Params): Steps<void> {
  while (true) {
    let bone: string;
    try {
      bone = yield* bowl.get(true, patience); // [get]
    } catch (error) {
      except(error, 'Empty');
      yield* print('the dog falls asleep'); // [asleep]
      return;
    }
    yield* sleep(eat); // [eat]
    yield* print(`the dog has eaten bone ${bone}`); // [eaten]
  }
}
