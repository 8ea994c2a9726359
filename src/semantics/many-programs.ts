/** Programs that make very many of everything, one after the other, and print 'done': what ends or is dropped takes no room. */
import { print } from '../program/builtins.ts';
import { ThreadPoolExecutor } from '../program/concurrent-futures.ts';
import { Process } from '../program/multiprocessing.ts';
import * as os from '../program/os.ts';
import { _exit } from '../program/os.ts';
import { Queue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { Lock, Thread } from '../program/threading.ts';

function* nothing(): Steps<void> {
  // It only begins and ends.
}

function* square(n: number): Steps<number> {
  yield* print('squares');
  return n * n;
}

function* waits(lock: Lock): Steps<void> {
  yield* lock.acquire();
  yield* lock.release();
}

const many = {
  *threads(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      const thread = yield* new Thread({ target: nothing });
      yield* thread.start();
      yield* thread.join();
    }
  },
  *processes(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      const process = yield* new Process({ target: nothing });
      yield* process.start();
      yield* process.join();
    }
  },
  *forks(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      if ((yield* os.fork()) === 0) yield* _exit(0);
      yield* os.wait();
    }
  },
  *futures(count: number): Steps<void> {
    const executor = yield* new ThreadPoolExecutor(2);
    let sum = 0;
    for (let n = 0; n < count; n++) {
      sum += Number(yield* (yield* executor.submit(square, 1)).result());
    }
    yield* executor.shutdown();
    if (sum !== count) yield* print(sum, 'results of', count);
  },
  *locks(count: number): Steps<void> {
    for (let n = 0; n < count; n++) yield* (yield* new Lock()).acquire();
  },
  *executors(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      yield* (yield* new ThreadPoolExecutor(1)).with((executor) => executor.submit(square, n));
    }
  },
  *'queues and pipes'(count: number): Steps<void> {
    for (let n = 0; n < count; n++) {
      yield* (yield* new Queue()).put(n);
      for (const end of yield* os.pipe()) yield* os.close(end);
    }
  },
  /** More at the same time than there is room for; once they have ended there is room again. */
  *'threads at the same time'(most: number): Steps<void> {
    const lock = yield* new Lock();
    yield* lock.acquire();
    const started = [];
    let told = '';
    while (told === '') {
      const thread = yield* new Thread({ target: waits, args: [lock] });
      try {
        yield* thread.start();
        started.push(thread);
      } catch (error) {
        told = String(error);
      }
    }
    yield* print(started.length + 1 === most ? told : started.length);
    yield* lock.release();
    for (const thread of started) yield* thread.join();
    const last = yield* new Thread({ target: nothing });
    yield* last.start();
    yield* last.join();
  },
} as const;

export type Many = keyof typeof many;

/** The program that makes so many of them. */
export function manyOf(what: Many, count: number): Readonly<Record<string, unknown>> {
  return {
    nothing,
    square,
    waits,
    *main(): Steps<void> {
      yield* many[what](count);
      yield* print('done');
    },
  };
}
