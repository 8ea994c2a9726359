/** The queue is empty, and still its join() waits. */
import { print } from '../../program/builtins.ts';
import { Queue } from '../../program/queue.ts';
import type { Steps } from '../../program/steps.ts';
import { Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

/** It has no address. */
const BAD = 3;

export function* main(params: Params): Steps<void> {
  const mail = yield* new Queue<number>(); // [queue]

  for (let letter = 1; letter <= params.letters; letter++) {
    yield* mail.put(letter); // [put]
  }
  for (let number = 1; number <= params.clerks; number++) {
    const args: Parameters<typeof work> = [number, mail, params];
    const name = `clerk ${number}`;
    const clerk = yield* new Thread({ target: work, args, name, daemon: true }); // [create]
    yield* clerk.start(); // [start]
  }
  if (params.mistake !== 'join') {
    yield* mail.join(); // [join]
  }
  yield* print('the office closes'); // [close]
}

export function* work(
  number: number,
  mail: Queue<number>,
  { mistake, stamp }: Params,
): Steps<void> {
  while (true) {
    const letter = yield* mail.get(); // [get]
    yield* sleep(stamp); // [stamp]
    if (letter === BAD) {
      yield* print(`clerk ${number} drops letter ${letter}`); // [drop]
      if (mistake === 'task-done') continue;
    } else {
      yield* print(`clerk ${number} sends letter ${letter}`); // [send]
    }
    yield* mail.taskDone(); // [task-done]
  }
}
