/** A daemonic process is not waited for: it is terminated. */
import { print } from '../../program/builtins.ts';
import { Process } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const { daemon, stay } = params;
  const watchman = yield* new Process({ target: watch, args: [params], name: 'watchman', daemon }); // [create-watchman]
  const writer = yield* new Process({ target: write, args: [params], name: 'writer' }); // [create-writer]
  yield* watchman.start(); // [start-watchman]
  yield* writer.start(); // [start-writer]
  yield* sleep(stay); // [stay]
  yield* print('the main process has nothing left to do'); // [done]
}

export function* watch({ rounds, pace }: Params): Steps<void> {
  for (let number = 1; number <= rounds; number++) {
    yield* sleep(pace); // [walk]
    yield* print(`the watchman ends round ${number}`); // [round]
  }
}

export function* write({ letter }: Params): Steps<void> {
  yield* sleep(letter); // [write]
  yield* print('the writer has ended the letter'); // [written]
}
