/** A bounded queue makes the faster side wait. */
import { print } from '../../program/builtins.ts';
import { Queue } from '../../program/queue.ts';
import type { Steps } from '../../program/steps.ts';
import { Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

type Box = Queue<string | null>;

export function* main(params: Params): Steps<void> {
  const box: Box = yield* new Queue<string | null>(params.maxsize); // [queue]

  const producers = [];
  for (const letter of 'abcdef'.slice(0, params.producers)) {
    const name = `producer ${letter}`;
    const producer = yield* new Thread({ target: produce, args: [letter, box, params], name }); // [create-producer]
    yield* producer.start(); // [start-producer]
    producers.push(producer);
  }
  const consumers = [];
  for (let number = 1; number <= params.consumers; number++) {
    const name = `consumer ${number}`;
    const consumer = yield* new Thread({ target: consume, args: [number, box, params], name }); // [create-consumer]
    yield* consumer.start(); // [start-consumer]
    consumers.push(consumer);
  }

  for (const producer of producers) {
    yield* producer.join(); // [join-producer]
  }
  for (const _ of consumers) {
    yield* box.put(null); // [put-end]
  }
  for (const consumer of consumers) {
    yield* consumer.join(); // [join-consumer]
  }
  yield* print('everything is used up'); // [done]
}

export function* produce(letter: string, box: Box, { look, items, make }: Params): Steps<void> {
  for (let number = 1; number <= items; number++) {
    yield* sleep(make); // [make]
    const item = `${letter}${number}`;
    yield* box.put(item); // [put]
    if (look) {
      yield* print(`producer ${letter} put ${item}, queue size ${yield* box.qsize()}`); // [look]
    } else {
      yield* print(`producer ${letter} put ${item}`); // [say-put]
    }
  }
}

export function* consume(number: number, box: Box, { use }: Params): Steps<void> {
  while (true) {
    const item = yield* box.get(); // [get]
    if (item === null) break;
    yield* sleep(use); // [use]
    yield* print(`consumer ${number} used ${item}`); // [say-used]
  }
}
