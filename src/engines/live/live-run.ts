/**
 * Common part of live runs on any transport: keeps the Workers, creates the ports of pipes, watches for hanging
 * threads, and releases everything at the program's end.
 */
import type { TypedLine } from '../../base/typed-line.ts';
import type { Ms, ObjectIndex } from '../../base/units.ts';
import { LIMITS } from '../../kernel/memory.ts';
import { infosOf } from '../../kernel/core-ops.ts';
import type { OpTable } from '../../kernel/kernel.ts';
import { Phase } from '../../trace/format.ts';
import { lostText } from '../../trace/lost-report.ts';
import { Trace } from '../../trace/trace.ts';
import { EVENT_LIMIT, type Run, type RunStatus, type Transport, type Workers } from '../run.ts';
import type { FromWorker, Heartbeat, PipeEnd } from './protocol.ts';
import { HANG_LIMIT_MS, Watchdog } from './watchdog.ts';
import type { PoolWorker, WorkerOwner, WorkerPool } from './worker-pool.ts';

/** A Worker that has not left its run by then is terminated. */
const LEAVE_LIMIT_MS = 400;
const WATCH_MS = 250;

export interface LiveRunOptions {
  readonly number: number;
  readonly scenario: string;
  readonly params: unknown;
  /** Expected number of concurrent threads. */
  readonly threads: number;
  readonly coreOnly: boolean;
  /** What its kernel is made with. */
  readonly table: OpTable;
  readonly seed: number;
  readonly speed: number;
  readonly paused: boolean;
  readonly pool: WorkerPool;
}

export abstract class LiveRun implements Run, WorkerOwner {
  readonly trace: Trace;
  abstract readonly transport: Transport;
  protected readonly options: LiveRunOptions;
  /** Zero of the run's real time, relative to performance.timeOrigin. */
  protected readonly epoch: Ms = performance.timeOrigin + performance.now();
  protected readonly members = new Map<number, PoolWorker>();
  #speed: number;
  #paused: boolean;
  #ended = false;
  /** Number of Workers that it may need. */
  protected wantedSize: number;
  readonly #channels = new Map<number, MessageChannel>();
  readonly #given = new Set<string>();
  readonly #watchdog = new Watchdog();
  /** Typed lines that have not reached the program. */
  readonly #typed: { readonly terminal: ObjectIndex; readonly line: TypedLine }[] = [];
  #watchTime: Ms = 0;
  #lastLook: Ms = 0;
  #watch: ReturnType<typeof setInterval> | undefined;
  /** A Worker died or was terminated, possibly in the middle of a transition. */
  #hasLost = false;
  #isDisposed = false;

  protected constructor(options: LiveRunOptions) {
    this.options = options;
    this.trace = new Trace(infosOf(options.table));
    this.#speed = options.speed;
    this.#paused = options.paused;
    this.wantedSize = Math.min(options.threads, LIMITS.workers);
  }

  // Interface of a transport.

  protected abstract programTime(): Ms;
  /** Moves new events into the trace; returns how many. */
  protected abstract drain(): number;
  protected abstract applyClock(speed: number): void;
  protected abstract join(worker: PoolWorker, slot: number): void;
  /** Running threads, for the watchdog; empty if none can be judged now. */
  protected abstract heartbeats(): readonly Heartbeat[];
  /** Numbers of threads that wait for a Worker, and of Workers that carry one. */
  protected abstract demand(): { readonly wanted: number; readonly busy: number };
  /** Ends the thread of a lost Worker; `terminate` must run while the Worker cannot be inside a transition. */
  protected abstract lose(slot: number, report: string, terminate: () => void): void;
  /** Types a line at a terminal; false if it has to be retried. */
  protected abstract typeLine(terminal: ObjectIndex, line: TypedLine): boolean;
  /** Makes all Workers leave. Idempotent. */
  protected abstract dismiss(): void;
  /** Called once, at the end. @param hasLost whether a Worker died or was terminated; else all have left by themselves */
  protected abstract dispose(hasLost: boolean): void;

  // Implements Run.

  get status(): RunStatus {
    if (this.#ended) return 'ended';
    if (this.trace.length >= EVENT_LIMIT) return 'full';
    if (this.#paused) return 'paused';
    return this.trace.length === 0 ? 'starting' : 'running';
  }

  get speed(): number {
    return this.#speed;
  }

  now(): Ms {
    const { endTime } = this.trace;
    return this.#ended || this.status === 'full' ? endTime : Math.max(endTime, this.programTime());
  }

  pump(): boolean {
    if (this.#ended || this.trace.length >= EVENT_LIMIT) return false;
    const moved = this.drain();
    this.#checkEnd(moved);
    if (!this.#ended) this.#meetDemand();
    this.#deliver();
    return moved > 0;
  }

  pause(): void {
    if (this.#paused || this.#ended) return;
    this.#paused = true;
    this.applyClock(0);
  }

  resume(): void {
    if (!this.#paused || this.#ended) return;
    this.#paused = false;
    this.applyClock(this.#speed);
  }

  setSpeed(factor: number): void {
    this.#speed = Math.min(20, Math.max(0.1, factor));
    if (!this.#paused && !this.#ended) this.applyClock(this.#speed);
  }

  type(terminal: ObjectIndex, line: TypedLine): void {
    this.#typed.push({ terminal, line });
    this.#deliver();
  }

  stop(): void {
    if (this.#ended) return;
    this.#halt(0, '');
  }

  workers(): Workers {
    const busy = this.#ended ? 0 : Math.min(this.demand().busy, this.members.size);
    return { busy, idle: this.options.pool.free + this.members.size - busy };
  }

  // Implements WorkerOwner.

  receive(worker: PoolWorker, message: FromWorker): void {
    if (message.type === 'left') {
      this.members.delete(worker.slot);
      this.options.pool.giveBack(worker);
      if (this.#ended && this.members.size === 0) this.#dispose();
    } else if (message.type === 'need-port') {
      this.#givePort(worker, message.direction, message.end);
    }
  }

  died(worker: PoolWorker, report: string): void {
    const { slot } = worker;
    this.members.delete(slot);
    this.#hasLost = true;
    if (!this.#ended) this.lose(slot, lostText({ kind: 'died', report }), () => undefined);
  }

  /** Takes idle Workers from the pool, up to the wanted number. */
  recruit(): void {
    if (this.#ended) return;
    this.#watch ??= setInterval(() => this.#look(), WATCH_MS);
    while (this.members.size < this.wantedSize) {
      const worker = this.options.pool.take(this);
      if (worker === undefined) return;
      this.#recruit(worker);
    }
  }

  /** Fails the whole run: Weft could not continue. */
  protected fail(report: string): void {
    if (!this.#ended) this.#halt(1, report);
  }

  #deliver(): void {
    for (;;) {
      const [next] = this.#typed;
      if (next === undefined || this.status !== 'running') return;
      if (!this.typeLine(next.terminal, next.line)) return;
      this.#typed.shift();
    }
  }

  #recruit(worker: PoolWorker): void {
    let slot = this.#nextSlot++;
    if (slot >= LIMITS.workers) {
      slot = 0;
      while (this.members.has(slot)) slot++;
    }
    worker.slot = slot;
    worker.loaded = this.options.scenario;
    this.members.set(slot, worker);
    this.join(worker, slot);
  }
  #nextSlot = 0;

  /** More threads than expected: creates Workers for waiting threads, unless some are on their way. */
  #meetDemand(): void {
    const { wanted, busy } = this.demand();
    if (wanted === 0) return;
    const needed = Math.min(LIMITS.workers, busy + wanted);
    if (needed > this.wantedSize) this.wantedSize = needed;
    this.options.pool.reserve(needed);
    this.recruit();
  }

  #checkEnd(moved: number): void {
    const { trace } = this;
    for (let seq = trace.length - moved; seq < trace.length; seq++) {
      if (trace.phase(seq) !== Phase.exit) continue;
      // The main thread of the main process is thread 0.
      if (trace.other(seq) === 0) this.#end();
    }
  }

  #halt(value: number, report: string): void {
    this.drain();
    const time = Math.max(this.trace.endTime, this.programTime());
    const real = performance.timeOrigin + performance.now() - this.epoch;
    this.#end();
    this.trace.append({
      phase: Phase.halt,
      time,
      real,
      op: -1,
      thread: -1,
      object: -1,
      other: -1,
      value,
      text: report,
      cause: -1,
      line: 0,
    });
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#watch);
    for (const channel of this.#channels.values()) {
      channel.port1.close();
      channel.port2.close();
    }
    this.#sendHome(LEAVE_LIMIT_MS);
  }

  #sendHome(patience: Ms): void {
    // Before anything else: its memory may be that of a later run by now.
    if (this.members.size === 0) return this.#dispose();
    this.dismiss();
    if (patience > 0) {
      setTimeout(() => this.#sendHome(patience - 40), 40);
      return;
    }
    this.options.pool.replace([...this.members.values()]);
    this.members.clear();
    this.#hasLost = true;
    this.#dispose();
  }

  #dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.dispose(this.#hasLost);
  }

  #givePort(worker: PoolWorker, direction: number, end: PipeEnd): void {
    const key = `${direction} ${end}`;
    if (this.#given.has(key) || this.#ended) {
      worker.post({ type: 'port', direction, end, port: null });
      return;
    }
    this.#given.add(key);
    let channel = this.#channels.get(direction);
    if (channel === undefined) {
      channel = new MessageChannel();
      this.#channels.set(direction, channel);
    }
    const port = end === 'send' ? channel.port1 : channel.port2;
    worker.post({ type: 'port', direction, end, port }, [port]);
  }

  #look(): void {
    const real = performance.now();
    // While the page was suspended nobody watched.
    if (!this.#paused) this.#watchTime += Math.min(real - this.#lastLook, 2 * WATCH_MS);
    this.#lastLook = real;
    for (const beat of this.#watchdog.look(this.heartbeats(), this.#watchTime)) this.#rescue(beat);
  }

  #rescue({ slot }: Heartbeat): void {
    const worker = this.members.get(slot);
    if (worker === undefined) return;
    this.members.delete(slot);
    this.#hasLost = true;
    const report = lostText({ kind: 'hung', seconds: HANG_LIMIT_MS / 1000 });
    this.lose(slot, report, () => {
      this.options.pool.replace([worker]);
      this.recruit();
    });
  }
}
