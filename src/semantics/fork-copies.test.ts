/** Copies of a parent's objects in a forked process: their names in the trace, and that they share no state. */
import { expect, it } from 'vitest';
import { print, Variable } from '../program/builtins.ts';
import { Dict } from '../program/contents.ts';
import { finishFuture, Future } from '../program/futures.ts';
import { _exit, fork, wait } from '../program/os.ts';
import { LifoQueue, PriorityQueue, Queue, SimpleQueue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import {
  Barrier,
  BoundedSemaphore,
  Condition,
  Event,
  Lock,
  RLock,
  Semaphore,
  Thread,
} from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { Phase, type ObjectDetails } from '../trace/format.ts';
import { prints, run } from './process-runs.ts';

/** Changes the object before the process forks. */
const scenes: Readonly<Record<string, () => Steps<unknown>>> = {
  *'a free lock'() {
    yield* new Lock();
  },
  *'a held lock'() {
    yield* (yield* new Lock()).acquire();
  },
  *'an RLock, held twice'() {
    const lock = yield* new RLock();
    yield* lock.acquire();
    yield* lock.acquire();
  },
  *'a condition'() {
    yield* new Condition(yield* new Lock());
  },
  *'a semaphore'() {
    yield* (yield* new Semaphore(3)).acquire();
  },
  *'a bounded semaphore'() {
    yield* (yield* new BoundedSemaphore(3)).acquire();
  },
  *'an event'() {
    yield* (yield* new Event()).set();
  },
  *'a barrier with one inside'() {
    const barrier = yield* new Barrier(3);
    const thread = yield* new Thread({ target: waits, args: [barrier], daemon: true });
    yield* thread.start();
    yield* sleep(1);
  },
  *'a queue'() {
    const queue = yield* new Queue(2);
    yield* queue.put('item');
  },
  *'a LifoQueue'() {
    yield* (yield* new LifoQueue()).put(1);
  },
  *'a PriorityQueue'() {
    yield* (yield* new PriorityQueue(4)).put(1);
  },
  *'a SimpleQueue'() {
    yield* (yield* new SimpleQueue()).put(1);
  },
  *'a variable'() {
    yield* (yield* new Variable('one')).set('two');
  },
  *'a dict'() {
    yield* (yield* new Dict<string, number>()).setItem('key', 1);
  },
  *'a future'() {
    const future = yield* new Future('square(3)');
    yield* finishFuture(future, [true, 9]);
  },
};

function* waits(barrier: Barrier): Steps<void> {
  yield* barrier.wait();
}

it.each(Object.entries(scenes))('%s is told as it stands', (_name, scene) => {
  const { trace } = run({
    waits,
    *main(): Steps<void> {
      yield* scene();
      if ((yield* fork()) === 0) yield* _exit(0);
      yield* wait();
      yield* _exit(0);
    },
  });
  const made: number[] = [];
  const last: number[] = [];
  for (let seq = 0; seq < trace.length; seq++) {
    const object = trace.object(seq);
    if (trace.phase(seq) === Phase.object) made.push(seq);
    if (object >= 0 && [Phase.object, Phase.done].includes(trace.phase(seq) as 2))
      last[object] = trace.value(seq);
  }
  const half = trace.objects.length / 2;
  const plain = ({ kind, name, limit }: ObjectDetails) => ({ kind, name, limit });
  expect(trace.objects.slice(half).map(plain)).toEqual(trace.objects.slice(0, half).map(plain));
  expect(made.slice(half).map((seq) => trace.value(seq))).toEqual(last.slice(0, half));
});

it('a future of the child is another than that of the parent', () => {
  const printed = prints({
    *main(): Steps<void> {
      const future = yield* new Future('task');
      const isChild = (yield* fork()) === 0;
      if (isChild) yield* sleep(1);
      yield* finishFuture(future, [true, isChild ? 'of the child' : 'of the parent, and longer']);
      if (!isChild) yield* wait();
      yield* print(yield* future.result());
    },
  });
  expect(printed).toEqual(['of the child', 'of the parent, and longer']);
});
