/** Two processes talk over a pipe. */
import { print } from '../../program/builtins.ts';
import { type Connection, pipe, Process } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main({ values, think, ahead }: Params): Steps<void> {
  const [ours, theirs] = yield* pipe(); // [pipe]
  const child = yield* new Process({ target: square, args: [theirs, think], name: 'child' }); // [create]
  yield* child.start(); // [start]
  for (let number = 1; number <= values; number++) {
    yield* ours.send(number); // [send]
    if (!ahead) yield* print('parent got', yield* ours.recv()); // [receive]
  }
  yield* ours.send(null); // [send-end]
  if (ahead) {
    for (let i = 0; i < values; i++) {
      yield* print('parent got', yield* ours.recv()); // [receive-later]
    }
  }
  yield* child.join(); // [join]
  yield* print(`child ended with exit code ${yield* child.exitcode()}`); // [exitcode]
}

export function* square(end: Connection, think: number): Steps<void> {
  while (true) {
    const number = (yield* end.recv()) as number | null; // [child-receive]
    if (number === null) break;
    yield* print(`child got ${number}`); // [child-say]
    yield* sleep(think); // [think]
    yield* end.send(number * number); // [child-send]
  }
  yield* print('child is done'); // [child-done]
}
