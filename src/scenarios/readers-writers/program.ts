/** Readers share a room; a writer needs it alone. */
import { print, Variable } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Lock, Thread } from '../../program/threading.ts';
import { monotonic, sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

interface Library {
  /** How many readers are in the room. */
  readonly reading: Variable<number>;
  /** Held while the readers are counted. */
  readonly counter: Lock;
  /** Held by the writer, or by the readers together. */
  readonly room: Lock;
  /** Where it is fair: held by a writer who waits, so that no more readers come in. */
  readonly door: Lock;
}

export function* main(params: Params): Steps<void> {
  const reading = yield* new Variable(0); // [reading]
  const counter = yield* new Lock(); // [counter]
  const room = yield* new Lock(); // [room]
  const door = yield* new Lock(); // [door]
  const library: Library = { reading, counter, room, door };

  const writer = yield* new Thread({ target: write, args: [library, params], name: 'writer' }); // [create-writer]
  yield* writer.start(); // [start-writer]
  for (let number = 1; number <= params.readers; number++) {
    const name = `reader ${number}`;
    const reader = yield* new Thread({ target: read, args: [number, library, params], name }); // [create-reader]
    yield* reader.start(); // [start-reader]
    yield* sleep(params.read / params.readers); // [stagger]
  }
}

export function* read(number: number, library: Library, params: Params): Steps<void> {
  const { reading, counter, room, door } = library;
  for (let round = 1; round <= params.rounds; round++) {
    if (params.fair) {
      yield* door.acquire(); // [reader-at-door]
      yield* door.release(); // [reader-through]
    }
    yield* counter.acquire(); // [count-in]
    yield* reading.set((yield* reading.get()) + 1); // [one-more]
    if ((yield* reading.get()) === 1 /* [is-first] */) {
      yield* room.acquire(); // [first-in]
    }
    yield* counter.release(); // [counted-in]
    yield* sleep(params.read); // [read]
    yield* counter.acquire(); // [count-out]
    yield* reading.set((yield* reading.get()) - 1); // [one-less]
    if ((yield* reading.get()) === 0 /* [is-last] */) {
      yield* room.release(); // [last-out]
    }
    yield* counter.release(); // [counted-out]
    yield* sleep(params.rest); // [rest]
  }
  yield* print(`reader ${number} has read enough`); // [read-enough]
}

export function* write({ room, door }: Library, params: Params): Steps<void> {
  yield* sleep(params.read / 2); // [come]
  const came = yield* monotonic(); // [came]
  if (params.fair) {
    yield* door.acquire(); // [writer-at-door]
  }
  yield* room.acquire(); // [writer-in]
  const waited = (yield* monotonic()) - came; // [waited]
  yield* print(`the writer has waited ${waited.toFixed(1)} s`); // [say-waited]
  yield* sleep(params.read); // [write]
  yield* room.release(); // [writer-out]
  if (params.fair) {
    yield* door.release(); // [writer-through]
  }
}
