/**
 * Programs from the literature, as functions of size: papers give their numbers of interleavings. Main only starts the
 * threads, unless stated otherwise.
 *
 * FG: C. Flanagan, P. Godefroid, "Dynamic partial-order reduction for model checking software" (POPL 2005). AAJS: P.
 * Abdulla, S. Aronis, B. Jonsson, K. Sagonas, "Optimal dynamic partial order reduction" (POPL 2014). NRSCP: H. Nguyen,
 * C. Rodriguez, M. Sousa, C. Coti, L. Petrucci, "Quasi-optimal partial order reduction" (CAV 2018).
 */
import { Variable } from '../program/builtins.ts';
import type { Steps } from '../program/steps.ts';
import { Lock, Thread } from '../program/threading.ts';
import type { Subject } from './execution.ts';
import { subjectOf } from './programs.ts';

type Numbers = Variable<number>[];

function* many<T>(n: number, make: () => Steps<T>): Steps<T[]> {
  const made: T[] = [];
  for (let i = 0; i < n; i++) made.push(yield* make());
  return made;
}

const zeros = (n: number): Steps<Numbers> =>
  many(n, function* () {
    return yield* new Variable(0);
  });
const locks = (n: number): Steps<Lock[]> =>
  many(n, function* () {
    return yield* new Lock();
  });

function* start(target: (...args: never[]) => Steps<unknown>, ...args: unknown[]): Steps<Thread> {
  const thread = yield* new Thread({ target, args } as never);
  yield* thread.start();
  return thread;
}

function* increase(variable: Variable<number>, by: number): Steps<void> {
  yield* variable.set((yield* variable.get()) + by);
}

/** FG: inodes and blocks, each under a lock of its own. 26 blocks, 32 inodes. */
export const filesystem = (threads: number): Subject => {
  function* main(): Steps<void> {
    const parts = [yield* locks(32), yield* zeros(32), yield* locks(26), yield* zeros(26)];
    for (let tid = 0; tid < threads; tid++) yield* start(part, tid, ...parts);
  }
  function* part(
    tid: number,
    inodeLocks: Lock[],
    inodes: Numbers,
    blockLocks: Lock[],
    busy: Numbers,
  ): Steps<void> {
    const i = tid % 32;
    yield* inodeLocks[i]!.acquire();
    if ((yield* inodes[i]!.get()) === 0) {
      for (let b = (i * 2) % 26; ; b = (b + 1) % 26) {
        yield* blockLocks[b]!.acquire();
        const isFree = (yield* busy[b]!.get()) === 0;
        if (isFree) {
          yield* busy[b]!.set(1);
          yield* inodes[i]!.set(b + 1);
        }
        yield* blockLocks[b]!.release();
        if (isFree) break;
      }
    }
    yield* inodeLocks[i]!.release();
  }
  return subjectOf({ main, part }, {});
};

/** FG: threads put four messages each into a hash table of 128, with a lock for each slot. */
export const indexer = (threads: number): Subject => {
  function* main(): Steps<void> {
    const parts = [yield* zeros(128), yield* locks(128)];
    for (let tid = 0; tid < threads; tid++) yield* start(part, tid, ...parts);
  }
  function* part(tid: number, table: Numbers, guards: Lock[]): Steps<void> {
    for (let m = 1; m <= 4; m++) {
      const w = m * 11 + tid;
      let h = (w * 7) % 128;
      while (!(yield* exchange(table[h]!, guards[h]!, w))) h = (h + 1) % 128;
    }
  }
  function* exchange(place: Variable<number>, guard: Lock, value: number): Steps<boolean> {
    yield* guard.acquire();
    const isFree = (yield* place.get()) === 0;
    if (isFree) yield* place.set(value);
    yield* guard.release();
    return isFree;
  }
  return subjectOf({ main, part }, {});
};

/** AAJS: one thread searches the last zero of an array, of which each other thread increments one element. */
export const lastZero = (n: number): Subject => {
  function* main(): Steps<void> {
    const array = yield* zeros(n + 1);
    yield* start(look, array);
    for (let j = 1; j <= n; j++) yield* start(add, array[j - 1], array[j]);
  }
  function* look(array: Numbers): Steps<void> {
    for (let i = n; (yield* array[i]!.get()) !== 0;) i -= 1;
  }
  function* add(from: Variable<number>, to: Variable<number>): Steps<void> {
    yield* to.set((yield* from.get()) + 1);
  }
  return subjectOf({ main, look, add }, {});
};

/** AAJS: one thread writes what the others read, each after an access of its own. */
export const readers = (n: number): Subject => {
  function* main(): Steps<void> {
    const x = yield* new Variable(0);
    yield* start(write, x);
    for (const y of yield* zeros(n)) yield* start(read, y, x);
  }
  function* write(x: Variable<number>): Steps<void> {
    yield* x.set(1);
  }
  function* read(y: Variable<number>, x: Variable<number>): Steps<void> {
    yield* y.get();
    yield* x.get();
  }
  return subjectOf({ main, write, read }, {});
};

/** NRSCP: workers add to a sum under one lock; main joins them. */
export const pi = (n: number): Subject => {
  function* main(): Steps<void> {
    const parts = [yield* new Lock(), yield* new Variable(0)];
    const workers: Thread[] = [];
    for (let i = 0; i < n; i++) workers.push(yield* start(work, ...parts));
    for (const worker of workers) yield* worker.join();
  }
  function* work(lock: Lock, sum: Variable<number>): Steps<void> {
    yield* lock.acquire();
    yield* increase(sum, 1);
    yield* lock.release();
  }
  return subjectOf({ main, work }, {});
};

/** NRSCP: k writers with a lock each, and k readers of one of them each, one reader at a time. */
export const mpat = (k: number): Subject => {
  function* main(): Steps<void> {
    const one = yield* new Lock();
    const [guards, numbers] = [yield* locks(k), yield* zeros(k)];
    for (let i = 0; i < k; i++) {
      yield* start(write, guards[i], numbers[i]);
      yield* start(read, one, guards[i], numbers[i]);
    }
  }
  function* write(guard: Lock, number: Variable<number>): Steps<void> {
    yield* guard.acquire();
    yield* number.set(1);
    yield* guard.release();
  }
  function* read(one: Lock, guard: Lock, number: Variable<number>): Steps<void> {
    yield* one.acquire();
    yield* guard.acquire();
    yield* number.get();
    yield* guard.release();
    yield* one.release();
  }
  return subjectOf({ main, write, read }, {});
};

/** NRSCP: main sends requests to servers, which another thread selects concurrently. */
export const dispatch = (servers: number, requests: number): Subject => {
  function* main(): Steps<void> {
    const [k, sid] = [yield* new Lock(), yield* new Variable(0)];
    const [guards, ins, outs] = [
      yield* locks(servers),
      yield* zeros(servers),
      yield* zeros(servers),
    ];
    for (let s = 0; s < servers; s++) yield* start(serve, guards[s], ins[s], outs[s]);
    for (let r = 0; r < requests; r++) {
      const picker = yield* start(pick, k, sid);
      yield* k.acquire();
      const idx = yield* sid.get();
      yield* k.release();
      yield* guards[idx]!.acquire();
      yield* increase(ins[idx]!, 1);
      yield* guards[idx]!.release();
      yield* picker.join();
    }
  }
  function* serve(guard: Lock, into: Variable<number>, out: Variable<number>): Steps<void> {
    yield* guard.acquire();
    const waiting = yield* into.get();
    if (waiting > 0) yield* out.set(waiting);
    yield* guard.release();
  }
  function* pick(k: Lock, sid: Variable<number>): Steps<void> {
    for (let x = 0; x < servers; x++) {
      yield* k.acquire();
      yield* sid.set(x);
      yield* k.release();
    }
  }
  return subjectOf({ main, serve, pick }, {});
};

/** NRSCP: producers pass requests to the worker selected by a number that they all change. */
export const multipc = (workers: number, producers: number): Subject => {
  function* main(): Steps<void> {
    const [p, buffer] = [yield* new Lock(), yield* new Variable(0)];
    const [guards, requests] = [yield* locks(workers), yield* zeros(workers)];
    for (let i = 0; i < workers; i++) yield* start(work, guards[i], requests[i]);
    for (let j = 0; j < producers; j++) yield* start(produce, j, p, buffer, guards, requests);
  }
  function* work(guard: Lock, request: Variable<number>): Steps<void> {
    for (let n = 0; n < 2; n++) {
      yield* guard.acquire();
      if ((yield* request.get()) > 0) yield* increase(request, -1);
      yield* guard.release();
    }
  }
  function* produce(
    j: number,
    p: Lock,
    buffer: Variable<number>,
    guards: Lock[],
    requests: Numbers,
  ): Steps<void> {
    let t = 0;
    for (let n = 0; n < 2; n++) {
      yield* p.acquire();
      t = ((yield* buffer.get()) * producers + j) % 2 ** 32;
      yield* buffer.set(t);
      yield* p.release();
    }
    const d = t % workers;
    yield* guards[d]!.acquire();
    yield* increase(requests[d]!, 1);
    yield* guards[d]!.release();
  }
  return subjectOf({ main, work, produce }, {});
};

/** NRSCP: main reads, k times, one of n flags, which another thread selects concurrently. */
export const poke = (n: number, k: number): Subject => {
  function* main(): Steps<void> {
    const [mi, i, d] = [yield* new Lock(), yield* new Variable(0), yield* new Variable(0)];
    const [guards, flags] = [yield* locks(n), yield* zeros(n)];
    const writers: Thread[] = [];
    for (let x = 0; x < n; x++) writers.push(yield* start(write, guards[x], flags[x]));
    for (let round = 0; round < k; round++) {
      const chooser = yield* start(choose, mi, i);
      const reader = yield* start(read, mi, i, guards, flags, d);
      yield* chooser.join();
      yield* reader.join();
    }
    for (const writer of writers) yield* writer.join();
  }
  function* write(guard: Lock, flag: Variable<number>): Steps<void> {
    yield* guard.acquire();
    yield* flag.set(1);
    yield* guard.release();
  }
  function* choose(mi: Lock, i: Variable<number>): Steps<void> {
    for (let x = 1; x < n; x++) {
      yield* mi.acquire();
      yield* i.set(x);
      yield* mi.release();
    }
  }
  function* read(
    mi: Lock,
    i: Variable<number>,
    guards: Lock[],
    flags: Numbers,
    d: Variable<number>,
  ): Steps<void> {
    yield* mi.acquire();
    const idx = yield* i.get();
    yield* mi.release();
    yield* guards[idx]!.acquire();
    if ((yield* flags[idx]!.get()) === 1) {
      yield* increase(d, 1);
      yield* flags[idx]!.set(0);
    }
    yield* guards[idx]!.release();
  }
  return subjectOf({ main, write, choose, read }, {});
};
