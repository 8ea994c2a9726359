/**
 * The kernel in a Worker of its own, for pages without shared memory: threads send requests over ports, and a blocked
 * thread waits for its answer. The host keeps timeouts, and delays all answers while the program is paused or the page
 * is behind.
 */
import type { Ms, ThreadIndex } from '../../../base/units.ts';
import { isStarted, programTime, realSpan, setClock, startClock } from '../../../kernel/clock.ts';
import { Kernel, Status } from '../../../kernel/kernel.ts';
import type { Request } from '../../../kernel/request.ts';
import {
  createMemory,
  H_AWAITED,
  H_DEATH,
  H_REAL,
  MEMORY_BYTES,
  T_DEADLINE,
  T_OPS,
  T_STATE,
  threadAt,
  ThreadState,
} from '../../../kernel/memory.ts';
import { opTable } from '../../../kernel/ops.ts';
import { bootProgram } from '../../../kernel/primitives/process-boot.ts';
import { loseThread } from '../../../kernel/primitives/process-end.ts';
import { typeLine } from '../../../kernel/primitives/terminal.ts';
import { jobOf } from '../../../kernel/primitives/thread.ts';
import { drainRing } from '../../../kernel/ring.ts';
import type { NewEvent } from '../../../trace/format.ts';
import type { FromHost, FromKernel, Heartbeat, ToHost, ToKernel } from '../protocol.ts';
import { countJoined, DEATH_DELAY_MS, hasBegun, JOIN_PATIENCE_MS } from './slots.ts';

/** Number of unread events at which the program is held. */
const OUTBOX_LIMIT = 50_000;
/** Interval of status messages: at least so often, and at most while events happen. */
const STATUS_MS = 250;
const BATCH_MS = 8;
/** Maximum delay of a timer. */
const TIMER_LIMIT_MS = 2 ** 31 - 1;

interface Carrier {
  readonly slot: number;
  readonly port: MessagePort;
  hasJoined: boolean;
  thread: ThreadIndex;
  /** The unanswered op. */
  op: Request | undefined;
  line: number;
}

export class KernelHost {
  readonly #post: (message: FromHost) => void;
  readonly #carriers = new Map<number, Carrier>();
  readonly #byThread = new Map<ThreadIndex, Carrier>();
  readonly #idle: Carrier[] = [];
  readonly #pending: ThreadIndex[] = [];
  /** Requests received while paused or held. */
  readonly #held: Carrier[] = [];
  readonly #outbox: NewEvent[] = [];
  #unread = 0;
  #paused = false;
  #stopped = false;
  #kernel: Kernel | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #batch: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** Real time at which the clock started, or -1. */
  #startedAt: Ms = -1;

  constructor(post: (message: FromHost) => void) {
    this.#post = post;
    setInterval(() => this.#report(), STATUS_MS);
  }

  receive(message: ToHost): void {
    switch (message.type) {
      case 'boot':
        this.#boot(message);
        return;
      case 'worker':
        this.#welcome(message.slot, message.port);
        return;
      case 'clock':
        this.#setClock(message.real, message.speed);
        return;
      case 'lost':
        this.#lose(message.slot, message.report);
        return;
      case 'typed':
        this.#type(message);
        return;
      case 'taken':
        this.#unread = 0;
        this.#resume();
        return;
      case 'stop':
        this.#stop();
        return;
    }
  }

  #boot({ params, workers, seed, epoch, speed }: ToHost & { type: 'boot' }): void {
    const memory = createMemory(new ArrayBuffer(MEMORY_BYTES), seed);
    const kernel = new Kernel({
      memory,
      ops: opTable,
      realTime: () => performance.timeOrigin + performance.now() - epoch,
      launch: (thread) => this.#launch(thread),
      deathDelay: DEATH_DELAY_MS,
    });
    this.#kernel = kernel;
    memory.i32[H_AWAITED] = workers;
    setClock(memory, 0, speed);
    this.#paused = speed === 0;
    kernel.intervene(() => bootProgram(kernel, params));
    this.#settle(kernel);
  }

  #welcome(slot: number, port: MessagePort): void {
    const carrier: Carrier = { slot, port, hasJoined: false, thread: -1, op: undefined, line: 0 };
    this.#carriers.set(slot, carrier);
    port.onmessage = ({ data }: MessageEvent<ToKernel>) => {
      if (data.type === 'idle') this.#rest(carrier);
      else this.#ask(carrier, data.op, data.line);
    };
  }

  #rest(carrier: Carrier): void {
    this.#byThread.delete(carrier.thread);
    carrier.thread = -1;
    if (!carrier.hasJoined) this.#countJoined(carrier);
    if (this.#stopped) return answer(carrier, { type: 'leave' });
    const thread = this.#pending.shift();
    if (thread === undefined) this.#idle.push(carrier);
    else this.#assign(carrier, thread);
  }

  #countJoined(carrier: Carrier): void {
    carrier.hasJoined = true;
    const kernel = this.#kernel;
    if (kernel === undefined) return;
    const real = kernel.realTime();
    countJoined(kernel.memory, real);
    this.#noteClock(kernel, real);
  }

  /** Records when the clock starts; an expected Worker that is late is not waited for. */
  #noteClock(kernel: Kernel, real: Ms): void {
    const { memory } = kernel;
    if (this.#startedAt >= 0) return;
    if (isStarted(memory)) {
      this.#startedAt = real;
      clearTimeout(this.#patience);
      this.#watchClock(kernel);
      this.#batch ??= setTimeout(() => this.#report(), BATCH_MS);
    } else if (hasBegun(memory)) {
      this.#patience ??= setTimeout(() => {
        const late = kernel.realTime();
        memory.i32[H_AWAITED] = 0;
        startClock(memory, late);
        this.#noteClock(kernel, late);
      }, JOIN_PATIENCE_MS);
    }
  }

  #launch(thread: ThreadIndex): void {
    const carrier = this.#idle.pop();
    if (carrier === undefined) this.#pending.push(thread);
    else this.#assign(carrier, thread);
  }

  #assign(carrier: Carrier, thread: ThreadIndex): void {
    if (this.#kernel === undefined) return;
    carrier.thread = thread;
    this.#byThread.set(thread, carrier);
    answer(carrier, { type: 'job', job: jobOf(this.#kernel.memory, thread) });
  }

  #ask(carrier: Carrier, op: Request, line: number): void {
    if (this.#stopped) return answer(carrier, { type: 'leave' });
    carrier.op = op;
    carrier.line = line;
    if (this.#paused || this.#unread > OUTBOX_LIMIT) this.#held.push(carrier);
    else this.#perform(carrier);
  }

  #perform(carrier: Carrier): void {
    const { op } = carrier;
    if (this.#kernel === undefined || op === undefined) return;
    this.#conclude(this.#kernel, carrier, this.#kernel.perform(carrier.thread, op, carrier.line));
    this.#settle(this.#kernel);
  }

  #conclude(kernel: Kernel, carrier: Carrier, status: Status): void {
    if (status === Status.blocked) return;
    carrier.op = undefined;
    if (status === Status.done) {
      answer(carrier, { type: 'done', result: kernel.result, carried: kernel.carried });
    } else if (status === Status.raised && kernel.error !== undefined) {
      answer(carrier, { type: 'raised', error: kernel.error.type, message: kernel.error.message });
    } else {
      answer(carrier, { type: 'killed' });
    }
  }

  /** Retries the ops of threads that the last transition woke, until none moves any more. */
  #settle(kernel: Kernel): void {
    const ready = [...kernel.woken, ...kernel.dismissed];
    for (let thread = ready.shift(); thread !== undefined; thread = ready.shift()) {
      const carrier = this.#byThread.get(thread);
      if (carrier?.op === undefined) continue;
      this.#conclude(kernel, carrier, kernel.retry(thread, carrier.op));
      ready.push(...kernel.woken, ...kernel.dismissed);
    }
    this.#unread += drainRing(kernel.memory, { append: (event) => this.#outbox.push(event) });
    this.#noteClock(kernel, kernel.memory.f64[H_REAL >> 1]!);
    this.#watchClock(kernel);
    this.#batch ??= setTimeout(() => this.#report(), BATCH_MS);
  }

  /** Sets the timer for the next timeout. */
  #watchClock(kernel: Kernel): void {
    clearTimeout(this.#timer);
    if (this.#paused) return;
    const { memory } = kernel;
    let next = Infinity;
    for (const [thread, carrier] of this.#byThread) {
      const at = threadAt(thread);
      if (carrier.op !== undefined && memory.i32[at + T_STATE] === ThreadState.blocked) {
        next = Math.min(next, memory.f64[(at + T_DEADLINE) >> 1]!);
      }
    }
    const death = memory.f64[H_DEATH >> 1]!;
    if (next === Infinity && death === Infinity) return;
    const real = kernel.realTime();
    const span =
      next === Infinity
        ? Infinity
        : realSpan(memory, Math.max(0, next - programTime(memory, real)));
    const wait = Math.min(span, Math.max(0, death - real), TIMER_LIMIT_MS);
    this.#timer = setTimeout(() => this.#expire(kernel), wait);
  }

  #expire(kernel: Kernel): void {
    if (kernel.memory.f64[H_DEATH >> 1]! < Infinity) {
      // Killed processes whose delay is over end before any transition.
      kernel.intervene(() => undefined);
      this.#settle(kernel);
    }
    const now = programTime(kernel.memory, kernel.realTime());
    for (const [thread, carrier] of this.#byThread) {
      const at = threadAt(thread);
      const isDue =
        kernel.memory.i32[at + T_STATE] === ThreadState.blocked &&
        kernel.memory.f64[(at + T_DEADLINE) >> 1]! <= now;
      if (!isDue || carrier.op === undefined) continue;
      this.#conclude(kernel, carrier, kernel.retry(thread, carrier.op));
      this.#settle(kernel);
    }
    this.#watchClock(kernel);
  }

  #setClock(real: number, speed: number): void {
    if (this.#kernel === undefined) return;
    setClock(this.#kernel.memory, real, speed);
    this.#paused = speed === 0;
    this.#watchClock(this.#kernel);
    this.#resume();
  }

  #resume(): void {
    while (!this.#paused && this.#unread <= OUTBOX_LIMIT) {
      const carrier = this.#held.shift();
      if (carrier === undefined) return;
      this.#perform(carrier);
    }
  }

  #lose(slot: number, report: string): void {
    const carrier = this.#carriers.get(slot);
    const kernel = this.#kernel;
    if (carrier === undefined || kernel === undefined) return;
    this.#carriers.delete(slot);
    const idle = this.#idle.indexOf(carrier);
    if (idle >= 0) this.#idle.splice(idle, 1);
    this.#byThread.delete(carrier.thread);
    carrier.port.close();
    if (carrier.thread < 0) return;
    kernel.intervene(() => loseThread(kernel, carrier.thread, report));
    this.#settle(kernel);
  }

  #type({ terminal, line }: ToHost & { type: 'typed' }): void {
    const kernel = this.#kernel;
    if (kernel === undefined || this.#stopped) return;
    kernel.intervene(() => typeLine(kernel, terminal, line));
    this.#settle(kernel);
  }

  #report(): void {
    clearTimeout(this.#batch);
    this.#batch = undefined;
    const kernel = this.#kernel;
    if (kernel === undefined) return;
    const running: Heartbeat[] = [];
    for (const [thread, carrier] of this.#byThread) {
      if (carrier.op !== undefined) continue;
      running.push({
        slot: carrier.slot,
        thread,
        ops: kernel.memory.i32[threadAt(thread) + T_OPS]!,
      });
    }
    this.#post({
      type: 'status',
      events: this.#outbox.splice(0),
      wanted: this.#pending.length,
      busy: this.#byThread.size,
      startedAt: this.#startedAt,
      running,
    });
  }

  #stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#patience);
    for (const carrier of this.#carriers.values()) answer(carrier, { type: 'leave' });
  }
}

function answer(carrier: Carrier, message: FromKernel): void {
  carrier.port.postMessage(message);
}
