/** An empty queue does not mean that everything has been read. */
import { print } from '../../program/builtins.ts';
import { Process, Queue, SimpleQueue } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

type Box = Queue<string | null> | SimpleQueue<string | null>;

export function* main(params: Params): Steps<void> {
  const box: Box = params.simple
    ? yield* new SimpleQueue<string | null>() // [simple-queue]
    : yield* new Queue<string | null>(); // [queue]
  const writer = yield* new Process({ target: write, args: [box, params], name: 'writer' }); // [create-writer]
  const reader = yield* new Process({ target: read, args: [box, params], name: 'reader' }); // [create-reader]
  yield* writer.start(); // [start-writer]
  yield* reader.start(); // [start-reader]
  yield* writer.join(); // [join-writer]
  if (params.ending === 'terminate') {
    while (!(yield* box.empty()) /* [empty] */) {
      yield* sleep(params.look); // [look]
    }
    yield* reader.terminate(); // [terminate]
  } else {
    yield* box.put(null); // [put-none]
  }
  yield* reader.join(); // [join-reader]
  yield* print('the reader has ended with exit code', yield* reader.exitcode()); // [ended]
}

export function* write(box: Box, params: Params): Steps<void> {
  for (const letter of 'ABCDEFGHIJ'.slice(0, params.letters)) {
    yield* sleep(params.write); // [write]
    yield* box.put(letter); // [put]
    yield* print(`the writer has put ${letter}`); // [say-put]
  }
}

export function* read(box: Box, params: Params): Steps<void> {
  while (true) {
    const letter = yield* box.get(); // [get]
    if (letter === null) break;
    yield* sleep(params.read); // [read]
    yield* print(`the reader has read ${letter}`); // [say-read]
  }
}
