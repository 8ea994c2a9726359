/** A live run on shared memory: the page reads the ring once a frame, and otherwise only sets the clock. */
import type { TypedLine } from '../../base/typed-line.ts';
import type { Ms, ObjectIndex } from '../../base/units.ts';
import { programTime, setClock, startClock } from '../../kernel/clock.ts';
import { Kernel } from '../../kernel/kernel.ts';
import {
  H_AWAITED,
  H_BUSY,
  H_DEATH,
  H_MUTEX,
  H_PAUSED,
  H_STOPPING,
  H_TAKEN,
  H_THREADS,
  H_WANTED,
  JOB_LEAVE,
  T_OPS,
  T_STATE,
  T_WAKE,
  T_WORKER,
  threadAt,
  ThreadState,
  W_JOB,
  workerAt,
  type Memory,
} from '../../kernel/memory.ts';
import { tryLockMutex, unlockMutex } from '../../kernel/mutex.ts';
import { bootProgram } from '../../kernel/primitives/process-boot.ts';
import { loseThread } from '../../kernel/primitives/process-end.ts';
import { typeLine } from '../../kernel/primitives/terminal.ts';
import { drainRing, hasRoom } from '../../kernel/ring.ts';
import type { Workers } from '../run.ts';
import { EVENT_LIMIT } from '../run.ts';
import { LiveRun, type LiveRunOptions } from './live-run.ts';
import type { Heartbeat } from './protocol.ts';
import type { SpareMemories } from './spare-memories.ts';
import type { PoolWorker } from './worker-pool.ts';
import {
  DEATH_DELAY_MS,
  forgetSlot,
  hasBegun,
  JOIN_PATIENCE_MS,
  launchOnWorker,
} from './worker/slots.ts';

/** Maximum number of events moved per frame, so that a program with many events cannot block the page. */
const EVENTS_A_FRAME = 60_000;
/** How long the page holds the mutex while it terminates a Worker, so that the Worker dies outside any transition. */
const LAST_BREATH_MS = 40;
const RETRY_MS = 20;

export class SharedRun extends LiveRun {
  readonly transport = { kind: 'shared' } as const;
  readonly #memory: Memory;
  readonly #kernel: Kernel;
  readonly #spare: SpareMemories;

  constructor(options: LiveRunOptions, spare: SpareMemories) {
    super(options);
    this.#spare = spare;
    this.#memory = spare.take(options.seed);
    this.#kernel = new Kernel({
      memory: this.#memory,
      ops: options.table,
      realTime: () => this.#real(),
      launch: (thread) => launchOnWorker(this.#memory.i32, thread),
      deathDelay: DEATH_DELAY_MS,
    });
    this.#memory.i32[H_AWAITED] = this.wantedSize;
    if (options.paused) this.applyClock(0);
    else setClock(this.#memory, 0, options.speed);
    this.#kernel.intervene(() => bootProgram(this.#kernel, options.params));
  }

  protected programTime(): Ms {
    return programTime(this.#memory, this.#real());
  }

  protected drain(): number {
    const most = Math.min(EVENTS_A_FRAME, EVENT_LIMIT - this.trace.length);
    // A killed process ends here if no thread's transition has ended it.
    if (this.#memory.f64[H_DEATH >> 1]! <= this.#real()) this.#kernel.intervene(() => undefined);
    const moved = drainRing(this.#memory, this.trace, most);
    this.#seeToClock();
    return moved;
  }

  override workers(): Workers {
    const awaited = this.status === 'ended' ? 0 : Atomics.load(this.#memory.i32, H_AWAITED);
    return { ...super.workers(), awaited };
  }

  /**
   * The program starts its clock itself; this starts it if a change of speed came at the same time, or a Worker is
   * missing.
   */
  #seeToClock(): void {
    if (!hasBegun(this.#memory)) return;
    const real = this.#real();
    this.#begunAt ??= real;
    if (real - this.#begunAt > JOIN_PATIENCE_MS) Atomics.store(this.#memory.i32, H_AWAITED, 0);
    startClock(this.#memory, real);
  }
  #begunAt: Ms | undefined;

  protected applyClock(speed: number): void {
    const { i32 } = this.#memory;
    setClock(this.#memory, this.#real(), speed);
    Atomics.store(i32, H_PAUSED, speed === 0 ? 1 : 0);
    Atomics.notify(i32, H_PAUSED);
    this.#pokeThreads();
  }

  protected join(worker: PoolWorker, slot: number): void {
    worker.post({
      type: 'join-shared',
      run: this.options.number,
      scenario: this.options.scenario,
      coreOnly: this.options.coreOnly,
      buffer: this.#memory.buffer,
      slot,
      epoch: this.epoch,
    });
  }

  protected heartbeats(): readonly Heartbeat[] {
    const { i32 } = this.#memory;
    if (!hasRoom(this.#memory)) return [];
    const running: Heartbeat[] = [];
    for (let thread = 0; thread < i32[H_THREADS]!; thread++) {
      const at = threadAt(thread);
      const state = Atomics.load(i32, at + T_STATE);
      // Woken and started threads too: their Worker may be the one that hangs.
      if (state !== ThreadState.running && state !== ThreadState.woken) continue;
      running.push({ slot: i32[at + T_WORKER]!, thread, ops: i32[at + T_OPS]! });
    }
    return running;
  }

  protected demand(): { wanted: number; busy: number } {
    const { i32 } = this.#memory;
    return { wanted: Atomics.load(i32, H_WANTED), busy: Atomics.load(i32, H_BUSY) };
  }

  protected lose(slot: number, report: string, terminate: () => void): void {
    const { i32 } = this.#memory;
    const done = this.#kernel.intervene(() => {
      forgetSlot(i32, slot);
      const thread = this.#threadOn(slot);
      if (thread < 0) return;
      loseThread(this.#kernel, thread, report);
      Atomics.sub(i32, H_BUSY, 1);
    });
    // Terminated while the page holds the mutex, so the Worker cannot hold it.
    if (!done || !tryLockMutex(i32, H_MUTEX, 20_000)) {
      setTimeout(() => this.lose(slot, report, terminate), RETRY_MS);
      return;
    }
    terminate();
    setTimeout(() => unlockMutex(i32, H_MUTEX), LAST_BREATH_MS);
  }

  protected typeLine(terminal: ObjectIndex, line: TypedLine): boolean {
    if (!hasRoom(this.#memory)) return false;
    return this.#kernel.intervene(() => typeLine(this.#kernel, terminal, line));
  }

  protected dismiss(): void {
    const { i32 } = this.#memory;
    Atomics.store(i32, H_STOPPING, 1);
    Atomics.store(i32, H_PAUSED, 0);
    Atomics.notify(i32, H_PAUSED);
    Atomics.notify(i32, H_TAKEN);
    this.#pokeThreads();
    for (const slot of this.members.keys()) {
      const job = workerAt(slot) + W_JOB;
      Atomics.store(i32, job, JOB_LEAVE);
      Atomics.notify(i32, job);
    }
  }

  protected dispose(hasLost: boolean): void {
    if (!hasLost) this.#spare.giveBack(this.#memory);
  }

  #real(): Ms {
    return performance.timeOrigin + performance.now() - this.epoch;
  }

  /** Makes every waiting thread read the clock again. */
  #pokeThreads(): void {
    const { i32 } = this.#memory;
    for (let thread = 0; thread < i32[H_THREADS]!; thread++) {
      const word = threadAt(thread) + T_WAKE;
      Atomics.store(i32, word, 1);
      Atomics.notify(i32, word);
    }
  }

  #threadOn(slot: number): number {
    const { i32 } = this.#memory;
    for (let thread = i32[H_THREADS]! - 1; thread >= 0; thread--) {
      const at = threadAt(thread);
      if (i32[at + T_WORKER] === slot && i32[at + T_STATE] !== ThreadState.ended) return thread;
    }
    return -1;
  }
}
