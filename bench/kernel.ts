/** The kernel on shared memory, compared with the bare primitives under it. */
import { Kernel } from '../src/kernel/kernel.ts';
import { createMemory, MEMORY_BYTES, type Memory } from '../src/kernel/memory.ts';
import { code, opInfos, opTable, type OpName } from '../src/kernel/ops.ts';
import { bootProgram } from '../src/kernel/primitives/process-boot.ts';
import { drainRing } from '../src/kernel/ring.ts';
import { Trace } from '../src/trace/trace.ts';
import type { BenchJob } from './kernel.worker.ts';
import type { Sample } from './sample.ts';

const GO = 60;

/** A program whose threads exist by name only: the Workers of the benchmark act for them. */
function prepare(threads: number) {
  const memory = createMemory(new SharedArrayBuffer(MEMORY_BYTES), 1);
  const kernel = new Kernel({ memory, ops: opTable, realTime: () => 0, launch: () => undefined });
  kernel.intervene(() => bootProgram(kernel, null));
  const perform = (thread: number, name: OpName, target = -1, n = 0, value?: string): number => {
    kernel.perform(thread, { code: code[name], target, n, timeout: -1, value }, 1);
    return Number(kernel.result);
  };
  perform(0, 'thread.begin');
  for (let thread = 1; thread < threads; thread++) {
    perform(0, 'thread.create', -1, 0, '{"target":"","args":[],"name":"","daemon":null}');
    perform(0, 'thread.start', thread);
    perform(thread, 'thread.begin');
  }
  return { memory, perform };
}

/** Runs one job per Worker concurrently, and drains the ring meanwhile like the page. Time of the slowest, in ms. */
async function race(memory: Memory, jobs: readonly BenchJob[]): Promise<number> {
  const workers = jobs.map(
    () => new Worker(new URL('./kernel.worker.ts', import.meta.url), { type: 'module' }),
  );
  const times: number[] = [];
  await new Promise<void>((resolve) => {
    let ready = 0;
    workers.forEach((worker, index) => {
      worker.onmessage = ({ data }: MessageEvent<'ready' | { ms: number }>) => {
        if (data === 'ready') {
          if (++ready === workers.length) resolve();
        } else {
          times.push(data.ms);
        }
      };
      worker.postMessage(jobs[index]);
    });
  });
  // Gives the last one the time to fall asleep at the gate.
  await new Promise((resolve) => setTimeout(resolve, 20));
  Atomics.store(memory.i32, GO, 1);
  Atomics.notify(memory.i32, GO);
  const trace = new Trace(opInfos);
  while (times.length < workers.length) {
    drainRing(memory, trace);
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  for (const worker of workers) worker.terminate();
  return Math.max(...times);
}

/** A Worker that writes `perSecond` events a second for `ms`; the page reads them as from a run. */
export async function startBench(perSecond: number, ms: number) {
  const epoch = performance.timeOrigin + performance.now();
  const { memory, perform } = prepare(1);
  const worker = new Worker(new URL('./kernel.worker.ts', import.meta.url), { type: 'module' });
  let over = false;
  await new Promise<void>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<'ready' | { ms: number }>) => {
      if (data === 'ready') resolve();
      else over = true;
    };
    worker.postMessage({
      kind: 'paced',
      buffer: shared(memory),
      thread: 0,
      count: (perSecond * ms) / 1000,
      lock: perform(0, 'lock.create', -1, 0, '{"name":"","shared":false}'),
      perSecond,
      epoch,
    } satisfies BenchJob);
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  Atomics.store(memory.i32, GO, 1);
  Atomics.notify(memory.i32, GO);
  return {
    isOver: () => over,
    now: () => performance.timeOrigin + performance.now() - epoch,
    drain: (trace: Trace) => drainRing(memory, trace),
    stop: () => worker.terminate(),
  };
}

const shared = (memory: Memory): SharedArrayBuffer => memory.buffer as SharedArrayBuffer;

/** Ops per second of all Workers together: each acquires and releases a lock of its own. */
export async function kernelOps(workers: number): Promise<Sample> {
  const { memory, perform } = prepare(workers);
  const count = 120_000;
  const jobs: BenchJob[] = Array.from({ length: workers }, (_, thread) => ({
    kind: 'ops',
    buffer: shared(memory),
    thread,
    count,
    lock: perform(0, 'lock.create', -1, 0, '{"name":"","shared":false}'),
  }));
  const kernelMs = await race(memory, jobs);
  const bare = prepare(workers);
  const mutexJobs: BenchJob[] = jobs.map((_, thread) => ({
    kind: 'mutex',
    buffer: shared(bare.memory),
    thread,
    count,
  }));
  const mutexMs = await race(bare.memory, mutexJobs);
  const total = count * workers;
  return {
    ops_per_s: (total / kernelMs) * 1000,
    mutex_per_s: (total / mutexMs) * 1000,
    over_mutex_ratio: kernelMs / mutexMs,
  };
}

/** Time from a release to the acquire that it enables in another Worker, compared with a bare wait and notify. */
export async function wakeUp(): Promise<Sample> {
  const count = 4000;
  const { memory, perform } = prepare(2);
  const semaphore = () => perform(0, 'semaphore.create', -1, 0, '{"name":"","shared":false}');
  const [a, b] = [semaphore(), semaphore()];
  const buffer = shared(memory);
  const kernelMs = await race(memory, [
    { kind: 'wake', buffer, thread: 0, count, mine: a, yours: b, first: true },
    { kind: 'wake', buffer, thread: 1, count, mine: b, yours: a, first: false },
  ]);
  const bare = prepare(2);
  const bareBuffer = shared(bare.memory);
  const futexMs = await race(bare.memory, [
    { kind: 'futex', buffer: bareBuffer, thread: 0, count, first: true },
    { kind: 'futex', buffer: bareBuffer, thread: 1, count, first: false },
  ]);
  return {
    wake_us: (kernelMs / count / 2) * 1000,
    futex_us: (futexMs / count / 2) * 1000,
    over_futex_ratio: kernelMs / futexMs,
  };
}
