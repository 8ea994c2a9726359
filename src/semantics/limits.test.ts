/** Many of everything, one after the other: what CPython has room for has room here. */
import { expect, test } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { random } from '../engines/model/strategies/random.ts';
import { print } from '../program/builtins.ts';
import { ThreadPoolExecutor } from '../program/concurrent-futures.ts';
import { Process } from '../program/multiprocessing.ts';
import type { Steps } from '../program/steps.ts';
import { Lock, Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { Phase } from '../trace/format.ts';

function* nothing(): Steps<void> {
  // It only begins and ends.
}

function* square(n: number): Steps<number> {
  yield* sleep(0);
  return n * n;
}

const mains = {
  *'2,000 threads'(): Steps<void> {
    for (let n = 0; n < 2000; n++) {
      const thread = yield* new Thread({ target: nothing });
      yield* thread.start();
      yield* thread.join();
    }
    yield* print('done');
  },
  *'600 processes'(): Steps<void> {
    for (let n = 0; n < 600; n++) {
      const process = yield* new Process({ target: nothing });
      yield* process.start();
      yield* process.join();
    }
    yield* print('done');
  },
  *'5,000 futures'(): Steps<void> {
    const executor = yield* new ThreadPoolExecutor(2);
    let sum = 0;
    for (let n = 0; n < 5000; n++) {
      sum += (yield* (yield* executor.submit(square, 1)).result()) as number;
    }
    yield* executor.shutdown();
    yield* print(sum === 5000 ? 'done' : sum);
  },
  *'5,000 locks'(): Steps<void> {
    for (let n = 0; n < 5000; n++) {
      const lock = yield* new Lock();
      yield* lock.acquire();
    }
    yield* print('done');
  },
} as const;

test.each(Object.entries(mains))(
  '%s',
  (_, main) => {
    const model = new Model({
      module: { main, nothing, square },
      params: null,
      seed: 1,
      strategy: random(),
      timed: true,
    });
    expect(model.run(1_000_000)).toBe('finished');
    const printed: string[] = [];
    for (let seq = 0; seq < model.trace.length; seq++) {
      const isPrint = model.trace.opInfo(seq)?.name === 'print';
      if (isPrint && model.trace.phase(seq) === Phase.done) printed.push(model.trace.text(seq));
    }
    expect(printed).toEqual(['done']);
  },
  60_000,
);
