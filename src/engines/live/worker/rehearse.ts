/**
 * Warms up a new Worker: runs everything once on private memory, since engines compile a function on its first call,
 * which would otherwise delay a thread's start (measured: by 0.5 ms). The code path is the real one, from the kernel on
 * shared memory to `carryThread`; only the Workers are missing.
 */
import { coreTable } from '../../../kernel/core-ops.ts';
import { Kernel, Status } from '../../../kernel/kernel.ts';
import { createMemory, MEMORY_BYTES } from '../../../kernel/memory.ts';
import { bootProgram } from '../../../kernel/primitives/process-boot.ts';
import { jobOf } from '../../../kernel/primitives/thread.ts';
import { registerBodies } from '../../../program/bodies.ts';
import { print, Variable } from '../../../program/builtins.ts';
import { threadLife } from '../../../program/life.ts';
import type { Steps } from '../../../program/steps.ts';
import { Lock, Thread } from '../../../program/threading.ts';
import { sleep } from '../../../program/time.ts';
import { carryThread } from './carry.ts';
import { PipePorts } from './pipe-ports.ts';
import { SharedKernel } from './shared-kernel.ts';
import { finishThread, launchOnWorker, nextThread } from './slots.ts';

const ROUNDS = 3;
const SLOT = 0;
/** Program time of a sleep, in seconds: the shortest possible wait. */
const NAP = 0.0001;

function* main({ canWait }: { canWait: boolean }): Steps<void> {
  const count = yield* new Variable(0);
  for (let round = 0; round < ROUNDS; round++) {
    const lock = yield* new Lock();
    const thread = yield* new Thread({ target: act, args: [lock, count, canWait] });
    yield* thread.start();
    yield* thread.join();
  }
}

function* act(lock: Lock, count: Variable<number>, canWait: boolean): Steps<void> {
  yield* lock.acquire();
  yield* count.set((yield* count.get()) + 1);
  yield* print('ready');
  yield* lock.release();
  if (canWait) yield* sleep(NAP);
}

export async function rehearse(): Promise<void> {
  const canWait = typeof SharedArrayBuffer === 'function';
  const buffer = canWait ? new SharedArrayBuffer(MEMORY_BYTES) : new ArrayBuffer(MEMORY_BYTES);
  const memory = createMemory(buffer, 1);
  const { i32 } = memory;
  const kernel = new Kernel({
    memory,
    ops: coreTable,
    realTime: () => performance.now(),
    launch: (thread) => launchOnWorker(i32, thread),
  });
  const module = { main, act };
  registerBodies(module);
  kernel.intervene(() => bootProgram(kernel, { canWait }));
  const ports = new PipePorts(() => undefined);
  const first = nextThread(i32, SLOT);
  if (first === undefined) return;
  const life = threadLife(module, jobOf(memory, first));
  let next = life.next();
  while (next.done !== true) {
    const op = next.value;
    let status = kernel.perform(first, op, 0);
    if (status === Status.blocked) {
      // It waits for the thread that it started, which this Worker carries meanwhile.
      const thread = nextThread(i32, SLOT);
      if (thread === undefined) return;
      await carryThread(new SharedKernel(kernel, thread), module, ports, coreTable.carried);
      finishThread(i32);
      status = kernel.retry(first, op);
    }
    if (status !== Status.done) return;
    next = life.next(kernel.result);
  }
}
