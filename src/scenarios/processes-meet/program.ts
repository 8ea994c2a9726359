/** Processes wait for each other, for a signal and for room. */
import { print, Variable } from '../../program/builtins.ts';
import {
  Barrier,
  currentProcess,
  Event,
  Process,
  Semaphore,
} from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import * as threading from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

type AnyBarrier = Barrier | threading.Barrier;
type AnyEvent = Event | threading.Event;
type AnySemaphore = Semaphore | threading.Semaphore;

export function* main(params: Params): Steps<void> {
  if (params.module === 'multiprocessing') {
    const ready = yield* new Barrier(params.runners + 1); // [barrier]
    const go = yield* new Event(); // [event]
    const bridge = yield* new Semaphore(params.places); // [semaphore]
    yield* race(params, ready, go, bridge);
  } else {
    const ready = yield* new threading.Barrier(params.runners + 1); // [thread-barrier]
    const go = yield* new threading.Event(); // [thread-event]
    const bridge = yield* new threading.Semaphore(params.places); // [thread-semaphore]
    yield* race(params, ready, go, bridge);
  }
}

function* race(params: Params, ready: AnyBarrier, go: AnyEvent, bridge: AnySemaphore): Steps<void> {
  const across = yield* new Variable(0); // [across]
  const runners = [];
  for (let number = 1; number <= params.runners; number++) {
    const name = `runner ${number}`;
    const args: Parameters<typeof run> = [params, number, across, ready, go, bridge];
    const runner = yield* new Process({ target: run, args, name }); // [create]
    yield* runner.start(); // [start]
    runners.push(runner);
  }
  yield* ready.wait(); // [meet-all]
  yield* print('all are ready'); // [ready]
  yield* sleep(1); // [pause]
  yield* go.set(); // [set]
  for (const runner of runners) {
    yield* runner.join(); // [join]
  }
  yield* print(`all are across: the parent has counted ${yield* across.get()}`); // [result]
}

export function* run(
  params: Params,
  number: number,
  across: Variable<number>,
  ready: AnyBarrier,
  go: AnyEvent,
  bridge: AnySemaphore,
): Steps<void> {
  yield* sleep(params.warmup * number); // [warm-up]
  yield* ready.wait(); // [meet]
  yield* go.wait(); // [wait]
  yield* bridge.acquire(); // [acquire]
  yield* sleep(params.cross); // [cross]
  yield* bridge.release(); // [release]
  yield* across.set((yield* across.get()) + 1); // [count]
  const me = yield* currentProcess(); // [who]
  const who = `${yield* me.name()}, pid ${yield* me.pid()}`; // [name]
  yield* print(`${who}, is across: my count is ${yield* across.get()}`); // [arrive]
}
