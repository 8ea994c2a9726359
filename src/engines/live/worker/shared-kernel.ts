/**
 * The kernel on shared memory from a thread's point of view: a blocked thread sits in Atomics.wait in its own Worker.
 */
import { bug } from '../../../base/bug.ts';
import type { ThreadIndex } from '../../../base/units.ts';
import { programTime, realSpan } from '../../../kernel/clock.ts';
import { Status, type Kernel } from '../../../kernel/kernel.ts';
import type { Request } from '../../../kernel/request.ts';
import { H_DEATH, H_STOPPING, T_DEADLINE, T_WAKE, threadAt } from '../../../kernel/memory.ts';
import { jobOf, type JobDetails } from '../../../kernel/primitives/thread.ts';
import type { Answer, ThreadKernel } from './carry.ts';
import { DEATH_DELAY_MS } from './slots.ts';

/** About 10 us. */
const SPINS = 2000;

export class SharedKernel implements ThreadKernel {
  readonly job: JobDetails;
  readonly #kernel: Kernel;
  readonly #thread: ThreadIndex;

  constructor(kernel: Kernel, thread: ThreadIndex) {
    this.#kernel = kernel;
    this.#thread = thread;
    this.job = jobOf(kernel.memory, thread);
  }

  perform(op: Request, line: number, mayAwait: boolean): Answer | Promise<Answer> {
    let status = this.#kernel.perform(this.#thread, op, line);
    if (mayAwait && status === Status.blocked) return this.#awaitTurn(op);
    while (status === Status.blocked) {
      this.#wait();
      status = this.#kernel.retry(this.#thread, op);
    }
    return this.#answer(status);
  }

  /** Spins briefly, because an answer within microseconds is common and a sleep costs tens of them; then sleeps. */
  #wait(): void {
    const { i32 } = this.#kernel.memory;
    const word = threadAt(this.#thread) + T_WAKE;
    for (let spin = 0; spin < SPINS; spin++) {
      if (Atomics.load(i32, word) !== 0) return;
    }
    Atomics.wait(i32, word, 0, this.#patience());
  }

  async #awaitTurn(op: Request): Promise<Answer> {
    const { i32 } = this.#kernel.memory;
    const word = threadAt(this.#thread) + T_WAKE;
    let status: Status = Status.blocked;
    while (status === Status.blocked) {
      const patience = this.#patience();
      if (typeof Atomics.waitAsync === 'function') {
        const turn = Atomics.waitAsync(i32, word, 0, patience);
        if (turn.async) await turn.value;
      } else {
        Atomics.wait(i32, word, 0, patience);
      }
      status = this.#kernel.retry(this.#thread, op);
    }
    return this.#answer(status);
  }

  /** Real time until its timeout; if the reader pauses or changes the speed meanwhile, the thread is woken. */
  #patience(): number {
    const { memory } = this.#kernel;
    if (Atomics.load(memory.i32, H_STOPPING) === 1) return 0;
    const left =
      memory.f64[(threadAt(this.#thread) + T_DEADLINE) >> 1]! - programTimeNow(this.#kernel);
    const own = left === Infinity ? Infinity : realSpan(memory, Math.max(0, left));
    // The killed thread may be busy outside any transition: another has to end its process.
    return memory.f64[H_DEATH >> 1] === Infinity ? own : Math.min(own, DEATH_DELAY_MS);
  }

  #answer(status: Status): Answer {
    const kernel = this.#kernel;
    switch (status) {
      case Status.done:
        return { kind: 'done', result: kernel.result, carried: kernel.carried };
      case Status.raised:
        return { kind: 'raised', error: kernel.error ?? bug('raised without an error') };
      default:
        return { kind: 'killed' };
    }
  }
}

const programTimeNow = (kernel: Kernel): number => programTime(kernel.memory, kernel.realTime());
