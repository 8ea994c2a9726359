/** Concurrency is taking turns, parallelism is at the same time: four workers that count, on so many cores. */
import { print } from '../../program/builtins.ts';
import { compute } from '../../program/compute.ts';
import { Process } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { Thread } from '../../program/threading.ts';
import { monotonic, sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main({ workers: kind, io }: Params): Steps<void> {
  const began = yield* monotonic(); // [began]
  const workers = [];
  for (let number = 1; number <= 4; number++) {
    const args: [number, number] = [number, io];
    const options = { target: work, args, name: `worker-${number}` };
    const worker = kind === 'processes' ? yield* new Process(options) : yield* new Thread(options); // [create]
    yield* worker.start(); // [start]
    workers.push(worker);
  }
  for (const worker of workers) yield* worker.join(); // [join]
  yield* print(`all done after ${((yield* monotonic()) - began).toFixed(1)} s`); // [total]
}

export function* work(number: number, io: number): Steps<void> {
  for (let part = 0; part < 4; part++) {
    yield* compute(0.2); // [compute]
    if (io > 0) yield* sleep(io); // [io]
  }
  yield* print(`worker ${number} is done`); // [done]
}
