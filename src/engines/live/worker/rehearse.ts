/**
 * Lets a fresh Worker do everything once on memory of its own, while nobody waits: engines compile a function when it is
 * first called, and the first call would otherwise be a thread's start (measured: 0.5 ms of it).
 */
import { Kernel, Status } from '../../../kernel/kernel.ts';
import { createMemory, MEMORY_BYTES } from '../../../kernel/memory.ts';
import { opSpecs } from '../../../kernel/ops.ts';
import { bootProgram } from '../../../kernel/primitives/process.ts';
import { jobOf } from '../../../kernel/primitives/thread.ts';
import { print } from '../../../program/builtins.ts';
import { threadLife } from '../../../program/life.ts';
import type { Steps } from '../../../program/steps.ts';
import { Lock } from '../../../program/threading.ts';

const ROUNDS = 3;

function* main(): Steps<void> {
  const lock = yield* new Lock();
  yield* lock.acquire();
  yield* print('ready');
  yield* lock.release();
}

export function rehearse(): void {
  for (let round = 0; round < ROUNDS; round++) {
    const memory = createMemory(new ArrayBuffer(MEMORY_BYTES), round);
    const kernel = new Kernel({
      memory,
      specs: opSpecs,
      realTime: () => performance.now(),
      launch: () => undefined,
    });
    kernel.intervene(() => bootProgram(kernel, {}));
    const life = threadLife({ main }, jobOf(memory, 0));
    let next = life.next();
    while (next.done !== true && kernel.perform(0, next.value, 0) === Status.done) {
      next = life.next(kernel.result);
    }
  }
}
