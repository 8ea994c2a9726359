/** A process that is asked to stop may finish what it has begun. */
import { print } from '../../program/builtins.ts';
import { partial } from '../../program/functools.ts';
import { Process } from '../../program/multiprocessing.ts';
import { signal, SIGTERM } from '../../program/signal.ts';
import type { Steps } from '../../program/steps.ts';
import { Event } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const worker = yield* new Process({ target: pack, args: [params], name: 'worker' }); // [create]
  yield* worker.start(); // [start]
  yield* sleep(params.patience); // [patience]
  if (params.end === 'terminate') {
    yield* worker.terminate(); // [terminate]
  } else {
    yield* worker.kill(); // [kill]
  }
  yield* worker.join(); // [join]
  yield* print('the worker has ended with exit code', yield* worker.exitcode()); // [ended]
}

export function* pack({ handler, work }: Params): Steps<void> {
  const stopping = yield* new Event(); // [flag]
  if (handler) {
    yield* signal(SIGTERM, partial(stop, stopping)); // [handler]
  }
  let item = 0;
  while (!((yield* stopping.isSet()) /* [asked] */)) {
    item += 1;
    yield* print(`item ${item} is begun`); // [begun]
    yield* sleep(work); // [work]
    yield* print(`item ${item} is packed`); // [packed]
  }
  yield* print('the worker closes its box'); // [close]
}

export function* stop(stopping: Event): Steps<void> {
  yield* print('asked to stop: after this item'); // [told]
  yield* stopping.set(); // [set]
}
