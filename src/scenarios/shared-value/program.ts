/** Processes count in memory that they share. */
import { print } from '../../program/builtins.ts';
import { Array as SharedArray, Process, Value } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  if (params.share === 'value') {
    const counter = yield* new Value('i', 0); // [value]
    yield* openGates(counter, params);
    yield* report(yield* counter.get() /* [sum] */, params);
  } else {
    const counter = yield* new SharedArray('i', params.gates); // [array]
    yield* openGates(counter, params);
    const counts = yield* counter.slice(); // [sum]
    yield* report(
      counts.reduce((sum, one) => sum + one, 0),
      params,
    );
  }
}

function* openGates(counter: Value | SharedArray, params: Params): Steps<void> {
  const gates = [];
  for (let place = 0; place < params.gates; place++) {
    const name = `gate ${place}`;
    const gate = yield* new Process({ target: count, args: [counter, place, params], name }); // [create]
    yield* gate.start(); // [start]
    gates.push(gate);
  }
  for (const gate of gates) {
    yield* gate.join(); // [join]
  }
}

function* report(counted: number, { gates, visitors }: Params): Steps<void> {
  yield* print(`${gates * visitors} visitors came, ${counted} were counted`); // [result]
}

export function* count(
  counter: Value | SharedArray,
  place: number,
  { lock, visitors, gap }: Params,
): Steps<void> {
  for (let i = 0; i < visitors; i++) {
    if (lock) {
      yield* counter.getLock().acquire(); // [acquire]
      yield* add(counter, place, gap);
      yield* counter.getLock().release(); // [release]
    } else {
      yield* add(counter, place, gap);
    }
  }
}

function* add(counter: Value | SharedArray, place: number, gap: number): Steps<void> {
  if (counter instanceof Value) {
    const seen = yield* counter.get(); // [read]
    yield* sleep(gap); // [gap]
    yield* counter.set(seen + 1); // [write]
  } else {
    const seen = yield* counter.get(place); // [read-place]
    yield* sleep(gap); // [gap-place]
    yield* counter.set(place, seen + 1); // [write-place]
  }
}
