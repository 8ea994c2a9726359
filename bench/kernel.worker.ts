/** A thread that performs ops without a generator: the cost of the kernel itself. */
import { Kernel, Status } from '../src/kernel/kernel.ts';
import type { Request } from '../src/kernel/request.ts';
import { H_MUTEX, T_WAKE, threadAt, viewMemory } from '../src/kernel/memory.ts';
import { lockMutex, unlockMutex } from '../src/kernel/mutex.ts';
import { code, opTable, type OpName } from '../src/kernel/ops.ts';

export type BenchJob = {
  readonly buffer: SharedArrayBuffer;
  readonly thread: number;
  readonly count: number;
} & (
  | { readonly kind: 'ops'; readonly lock: number }
  /** `perSecond` ops, in bursts of a millisecond, for `count` of them. */
  | {
      readonly kind: 'paced';
      readonly lock: number;
      readonly perSecond: number;
      readonly epoch: number;
    }
  | { readonly kind: 'mutex' }
  | {
      readonly kind: 'wake';
      readonly mine: number;
      readonly yours: number;
      readonly first: boolean;
    }
  | { readonly kind: 'futex'; readonly first: boolean }
);

const request = (name: OpName, target: number): Request => ({
  code: code[name],
  target,
  n: 1,
  timeout: -1,
  value: undefined,
});

onmessage = ({ data }: MessageEvent<BenchJob>) => {
  postMessage('ready');
  const memory = viewMemory(data.buffer);
  const { i32 } = memory;
  Atomics.wait(i32, GO, 0);
  const began = performance.now();
  run(data, memory);
  postMessage({ ms: performance.now() - began });
};

/** The last word of the memory, which no kernel uses. */
const GO = 60;

function run(job: BenchJob, memory: ReturnType<typeof viewMemory>): void {
  const { i32 } = memory;
  const kernel = new Kernel({
    memory,
    ops: opTable,
    realTime: () =>
      job.kind === 'paced'
        ? performance.timeOrigin + performance.now() - job.epoch
        : performance.now(),
    launch: () => undefined,
  });
  const wake = threadAt(job.thread) + T_WAKE;
  const perform = (op: Request): void => {
    let status = kernel.perform(job.thread, op, 1);
    while (status === Status.blocked) {
      for (let spin = 0; spin < 2000 && Atomics.load(i32, wake) === 0; spin++);
      Atomics.wait(i32, wake, 0);
      status = kernel.retry(job.thread, op);
    }
  };
  switch (job.kind) {
    case 'ops': {
      const acquire = request('lock.acquire', job.lock);
      const release = request('lock.release', job.lock);
      for (let i = 0; i < job.count; i += 2) {
        perform(acquire);
        perform(release);
      }
      return;
    }
    case 'paced': {
      const acquire = request('lock.acquire', job.lock);
      const release = request('lock.release', job.lock);
      const began = performance.now();
      for (let done = 0; done < job.count;) {
        const due = Math.min(job.count, ((performance.now() - began) / 1000) * job.perSecond);
        for (; done < due; done += 2) {
          perform(acquire);
          perform(release);
        }
        Atomics.wait(i32, GO + 1, 0, 1);
      }
      return;
    }
    case 'mutex':
      for (let i = 0; i < job.count; i++) {
        lockMutex(i32, H_MUTEX);
        Atomics.add(i32, GO + 1, 1);
        unlockMutex(i32, H_MUTEX);
      }
      return;
    case 'wake': {
      const release = request('semaphore.release', job.yours);
      const acquire = request('semaphore.acquire', job.mine);
      for (let i = 0; i < job.count; i++) {
        if (job.first) perform(release);
        perform(acquire);
        if (!job.first) perform(release);
      }
      return;
    }
    case 'futex': {
      const mine = GO + 1 + (job.first ? 0 : 1);
      const yours = GO + 1 + (job.first ? 1 : 0);
      for (let i = 1; i <= job.count; i++) {
        if (job.first) signal(i32, yours, i);
        while (Atomics.load(i32, mine) < i) Atomics.wait(i32, mine, i - 1);
        if (!job.first) signal(i32, yours, i);
      }
    }
  }
}

function signal(i32: Int32Array, word: number, value: number): void {
  Atomics.store(i32, word, value);
  Atomics.notify(i32, word);
}
