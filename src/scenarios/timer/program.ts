/** Two timers run while the main thread reads. */
import { print } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Timer } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const tea = yield* new Timer(params.tea, ring, ['the tea']); // [create-tea]
  yield* tea.start(); // [start-tea]
  const eggs = yield* new Timer(params.eggs, ring, ['the eggs']); // [create-eggs]
  yield* eggs.start(); // [start-eggs]

  for (let page = 1; page <= params.pages; page++) {
    yield* sleep(params.read); // [read]
    yield* print(`page ${page} is read`); // [page]
  }
  if (params.cancel) {
    yield* eggs.cancel(); // [cancel]
    yield* print('no eggs today'); // [say-cancel]
  }
  yield* eggs.join(); // [join]
  yield* print('the timer for the eggs is alive:', yield* eggs.isAlive()); // [alive]
}

export function* ring(what: string): Steps<void> {
  yield* print(`ring: ${what}`); // [ring]
}
