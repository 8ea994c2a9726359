/**
 * The model: one run of a program, one transition at a time, on one thread of the host. A strategy picks who takes each
 * step; program time is worked out. Nothing else decides anything, so the same choices give the same trace.
 *
 * A thread can move ("is enabled")
 * - when its last op is done: it computes on to its next op and performs that, which may leave it blocked;
 * - when it was woken and its op could take effect now;
 * - when its time limit has passed.
 * A woken thread that finds another was quicker waits again only once nobody can move.
 *
 * Time on an idle machine (`timed`): once nobody can move, time jumps to the earliest time limit. Untimed, threads are as
 * slow as they like: any sleep or time limit may end at any step, and time jumps to where it ends if that lies ahead.
 * Nobody ever wakes too early. Between two steps of a thread no time need pass, or at least `cost`.
 *
 * A thread that computes on purpose (`compute`) is busy for as long as it says, and takes its next step then: on an idle
 * machine with a core for every thread, all compute at once. A strategy that has fewer cores lets a thread begin only
 * where a core is free, and takes the step that ends its computing first, whoever else could move; so four threads take
 * four times as long on one core as on four. Time follows from the choices alone.
 */
import { bug, unreachable } from '../../base/bug.ts';
import type { EventIndex, Ms, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { setProgramTime } from '../../kernel/clock.ts';
import { PyError } from '../../kernel/errors.ts';
import { Kernel, Status } from '../../kernel/kernel.ts';
import {
  clearMemory,
  createMemory,
  H_EXITED,
  H_SEQ,
  H_TAKEN,
  H_TEXT_TAKEN,
  H_TEXT_WRITTEN,
  H_THREADS,
  LIMITS,
  MEMORY_BYTES,
  T_DEADLINE,
  T_PROCESS,
  T_STATE,
  threadAt,
  ThreadState,
  type Memory,
} from '../../kernel/memory.ts';
import { code, opInfos, opSpecs } from '../../kernel/ops.ts';
import { bootProgram, loseThread } from '../../kernel/primitives/process.ts';
import { awaitsTyping, typeLine } from '../../kernel/primitives/terminal.ts';
import { jobOf } from '../../kernel/primitives/thread.ts';
import { drainRing, type EventSink } from '../../kernel/ring.ts';
import { registerBodies } from '../../program/bodies.ts';
import { Trace } from '../../trace/trace.ts';
import { choiceOf, Move, moveOf, threadOf, TYPING, type Choice } from './choice.ts';
import { Lives, type Life } from './lives.ts';
import { ChoiceList, type RunSettings, type Typed } from './schedule.ts';
import { describeChoice, type ThreadChoice } from './standing.ts';
import { NOBODY, type Choices, type Strategy } from './strategy.ts';
import { ThreadSet } from './thread-set.ts';

export interface ModelOptions extends RunSettings {
  /** The program: a `main`, and the bodies of its threads, by name. */
  readonly module: Readonly<Record<string, unknown>>;
  /** What `main` gets. */
  readonly params: unknown;
  readonly strategy: Strategy;
  /** False: events are dropped, and `trace` stays empty. Default true. */
  readonly traced?: boolean;
  /** Where events go instead of `trace`. */
  readonly sink?: EventSink;
}

/**
 * finished: the main process has exited. deadlock: nobody can move, now or ever. input: nobody can until a line is typed.
 * waiting: the strategy chose nobody. refused: the choice could not be made; nothing happened.
 */
export type Stop = Standstill | 'waiting' | 'refused';
type Standstill = 'finished' | 'deadlock' | 'input';

export type StepResult =
  | {
      readonly kind: 'stepped';
      readonly choice: Choice;
      /** Its events: the first, which is written by the thread that moved, and the one after the last. */
      readonly first: EventIndex;
      readonly end: EventIndex;
    }
  | { readonly kind: Stop };

/** How a stretch of steps ended. limit: all the steps that were asked for. */
export type RunEnd = 'limit' | Stop;

/** The ring is emptied once it holds more. */
const EVENTS_KEPT = LIMITS.ringEvents >> 1;
const TEXT_KEPT = LIMITS.ringText >> 1;

export class Model implements Choices {
  readonly kernel: Kernel;
  lives: Lives;
  settings: Required<RunSettings>;
  stepCount = 0;
  last: ThreadIndex = -1;
  /** All choices made so far. */
  readonly choices = new ChoiceList();
  /** What was reported of each thread that was lost. */
  readonly reports: string[] = [];
  /** What was typed. */
  readonly typed: Typed[] = [];
  readonly #memory: Memory;
  #options: ModelOptions;
  #strategy: Strategy;
  #timed: boolean;
  #cost: Ms;
  #traced: boolean;
  #trace: Trace;
  /** Can move for sure: they compute, or their time is up. */
  readonly #ready = new ThreadSet();
  /** Were woken and have not tried again. */
  readonly #woken = new ThreadSet();
  /** Those of `#woken` that can move. */
  readonly #quick = new ThreadSet();
  /** Blocked with a time limit that has not passed, or computing (timed only). */
  readonly #limited = new ThreadSet();
  /** No limit of `#limited` is earlier. */
  #nextLimit: Ms = Infinity;
  /** The one that waits again because nobody can move, or -1. */
  #barred: ThreadIndex = -1;
  /** Program time of each thread's last step. */
  readonly #steppedAt = new Float64Array(LIMITS.threads).fill(-Infinity);
  /** Program time until which each thread computes; infinite while it does not. */
  readonly #busyUntil = new Float64Array(LIMITS.threads).fill(Infinity);
  /** Program time of the last step. */
  #time: Ms = 0;
  /** Program time of the next step at the earliest: after `#time` where `prepare` let time pass. */
  #now: Ms = 0;
  /** What `prepare` found; undefined after a step. */
  #prepared: 'go' | Standstill | undefined;

  constructor(options: ModelOptions) {
    this.#memory = createMemory(new ArrayBuffer(MEMORY_BYTES), options.seed);
    this.kernel = new Kernel({
      memory: this.#memory,
      specs: opSpecs,
      realTime: () => this.#time,
      launch: (thread) => {
        this.lives.begin(thread, jobOf(this.#memory, thread));
        this.#ready.add(thread);
      },
    });
    this.#options = options;
    this.#strategy = options.strategy;
    this.#timed = options.timed;
    this.#cost = options.cost ?? 0;
    this.#traced = options.traced ?? true;
    this.kernel.isMuted = !this.#traced;
    this.#trace = new Trace(opInfos);
    this.lives = new Lives(options.module);
    this.settings = settingsOf(options);
    this.#boot();
  }

  /** Another run, in the same memory. What is not given stays as it was. Traces of earlier runs stay as they are. */
  restart(changes: Partial<ModelOptions> = {}): void {
    const options = { ...this.#options, ...changes };
    clearMemory(this.#memory, options.seed);
    for (const set of [this.#ready, this.#woken, this.#quick, this.#limited]) set.clear();
    this.#nextLimit = Infinity;
    this.#barred = -1;
    this.#steppedAt.fill(-Infinity);
    this.#busyUntil.fill(Infinity);
    this.#prepared = undefined;
    this.stepCount = 0;
    this.last = -1;
    this.choices.length = 0;
    this.reports.length = 0;
    this.typed.length = 0;
    this.#options = options;
    this.#strategy = options.strategy;
    this.#timed = options.timed;
    this.#cost = options.cost ?? 0;
    this.#traced = options.traced ?? true;
    this.kernel.isMuted = !this.#traced;
    if (this.#trace.length > 0) this.#trace = new Trace(opInfos);
    this.lives = new Lives(options.module);
    this.settings = settingsOf(options);
    this.#boot();
  }

  #boot(): void {
    const { module, params, seed, start = 0 } = this.#options;
    this.#time = start;
    this.#now = start;
    setProgramTime(this.#memory, start);
    registerBodies(module);
    this.kernel.intervene(() => bootProgram(this.kernel, params));
    this.#strategy.begin(seed);
  }

  /** The run so far. */
  get trace(): Trace {
    this.flush();
    return this.#trace;
  }

  /** Events so far. */
  get eventCount(): EventIndex {
    return this.#memory.i32[H_SEQ]!;
  }

  /** Program time of the last step. */
  get time(): Ms {
    return this.#time;
  }

  // Choices, for as long as `prepare` says 'go'.

  get enabledCount(): number {
    return this.#barred >= 0 ? 1 : this.#ready.size + this.#quick.size;
  }

  enabledAt(position: number): ThreadIndex {
    if (this.#barred >= 0) return this.#barred;
    const { size } = this.#ready;
    return position < size ? this.#ready.at(position) : this.#quick.at(position - size);
  }

  isEnabled(thread: ThreadIndex): boolean {
    if (this.#barred >= 0) return thread === this.#barred;
    return this.#ready.has(thread) || this.#quick.has(thread);
  }

  get threadCount(): number {
    return this.#memory.i32[H_THREADS]!;
  }

  processOf(thread: ThreadIndex): ProcessIndex {
    return this.#memory.i32[threadAt(thread) + T_PROCESS]!;
  }

  // Steps.

  /** Finds out who can move, letting time pass if nobody can right now. */
  prepare(): 'go' | Standstill {
    this.#prepared ??= this.#findEnabled();
    return this.#prepared;
  }

  /** Takes one step of the strategy's choice. */
  step(): StepResult {
    const first = this.eventCount;
    const stop = this.#stepOnce();
    if (stop !== undefined) return { kind: stop };
    return {
      kind: 'stepped',
      choice: this.choices.at(this.stepCount - 1),
      first,
      end: this.eventCount,
    };
  }

  /** Takes up to `most` steps of the strategy's choice. */
  run(most: number): RunEnd {
    for (let n = 0; n < most; n++) {
      const stop = this.#stepOnce();
      if (stop !== undefined) return stop;
    }
    const found = this.prepare();
    return found === 'go' ? 'limit' : found;
  }

  /** Who can move now, by index, and what they would do. Computes up to their next ops. */
  enabled(): ThreadChoice[] {
    if (this.prepare() !== 'go') return [];
    const threads = Array.from({ length: this.enabledCount }, (_, n) => this.enabledAt(n));
    return threads.toSorted((a, b) => a - b).map((thread) => describeChoice(this, thread));
  }

  isComputing(thread: ThreadIndex): boolean {
    return this.#busyUntil[thread]! < Infinity;
  }

  /** Program time at which it gives up waiting, or has computed; Infinity for never. */
  limitOf(thread: ThreadIndex): Ms {
    if (this.isComputing(thread)) return this.#busyUntil[thread]!;
    return this.#memory.f64[(threadAt(thread) + T_DEADLINE) >> 1]!;
  }

  /** Could the op in which it waits take effect now, or raise? */
  couldTake(thread: ThreadIndex): boolean {
    try {
      return this.kernel.isEnabled(thread, this.lives.op(thread));
    } catch (error) {
      if (error instanceof PyError) return true;
      throw error;
    }
  }

  /**
   * Makes one choice, whatever the strategy says; false, and nothing happens, where it cannot be made. With `time`, as
   * recorded from a live run: the step is taken at that program time, any time limit counts as passed, and a barred
   * thread may wait again at once. `report` goes with `Move.lose`.
   */
  take(choice: Choice, time?: Ms, report = ''): boolean {
    // Even where its answer does not matter: every step must find the same things prepared.
    this.prepare();
    return this.#take(choice, time, report);
  }

  /**
   * The reader types a line; false, and nothing happens, where there is no such terminal or the program is over. With
   * `time`, as recorded from a live run: at that program time.
   */
  type(typed: Typed, time?: Ms): boolean {
    const { terminal, line } = typed;
    this.prepare();
    this.#goTo(Math.max(this.#time, time ?? 0));
    let isTaken = false;
    this.kernel.intervene(() => (isTaken = typeLine(this.kernel, terminal, line)));
    if (!isTaken) return false;
    this.#tellOthers();
    this.typed.push(typed);
    this.#conclude(TYPING);
    return true;
  }

  #stepOnce(): Stop | undefined {
    const found = this.prepare();
    if (found !== 'go') return found;
    const choice = this.#strategy.choose(this);
    if (choice === NOBODY) return 'waiting';
    return this.#take(choice, undefined, '') ? undefined : 'refused';
  }

  #findEnabled(): 'go' | Standstill {
    this.#barred = -1;
    for (;;) {
      if (this.#memory.i32[H_EXITED] === 1) return 'finished';
      if (this.#now >= this.#nextLimit) this.#collectDue();
      this.#quick.clear();
      for (let n = 0; n < this.#woken.size; n++) {
        if (this.#canUseWake(this.#woken.at(n))) this.#quick.add(this.#woken.at(n));
      }
      if (this.#ready.size + this.#quick.size > 0) return 'go';
      if (this.#woken.size > 0) {
        this.#barred = lowest(this.#woken);
        return 'go';
      }
      if (this.#limited.size === 0) return awaitsTyping(this.kernel) ? 'input' : 'deadlock';
      this.#collectDue();
      if (this.#ready.size === 0) this.#now = this.#nextLimit;
    }
  }

  /** Those of `#limited` whose time is up become ready. */
  #collectDue(): void {
    this.#nextLimit = Infinity;
    for (let n = this.#limited.size - 1; n >= 0; n--) {
      const thread = this.#limited.at(n);
      const limit = this.limitOf(thread);
      if (limit <= this.#now) {
        this.#limited.remove(thread);
        this.#ready.add(thread);
      } else if (limit < this.#nextLimit) {
        this.#nextLimit = limit;
      }
    }
  }

  #canUseWake(thread: ThreadIndex): boolean {
    if (this.couldTake(thread)) return true;
    const limit = this.limitOf(thread);
    return this.#timed ? limit <= this.#now : limit < Infinity;
  }

  #take(choice: Choice, time: Ms | undefined, report: string): boolean {
    const thread = threadOf(choice);
    const move = this.#moveFor(choice, time !== undefined);
    if (move === undefined) return false;
    const before = this.eventCount;
    const made = choiceOf(thread, move);
    this.#strategy.takes(made, this);
    switch (move) {
      case Move.lose:
        this.#pass(thread, time, -Infinity);
        this.kernel.intervene(() => loseThread(this.kernel, thread, report));
        this.#tellOthers();
        this.reports.push(report);
        break;
      case Move.again:
        this.#pass(thread, time, -Infinity);
        this.#retry(thread, false);
        break;
      case Move.go:
        if (this.#isWaiting(thread)) {
          const isFree = this.#stateOf(thread) === ThreadState.woken && this.couldTake(thread);
          this.#pass(thread, time, isFree ? -Infinity : this.limitOf(thread));
          this.#retry(thread, true);
        } else {
          const life = this.lives.of(thread);
          const op = this.lives.opOf(life);
          const busy = this.isComputing(thread) && time === undefined;
          this.#pass(thread, time, busy ? this.limitOf(thread) : -Infinity);
          this.#busyUntil[thread] = op.code === COMPUTE ? this.#time + op.n : Infinity;
          this.#settle(thread, life, this.kernel.perform(thread, op, life.line));
        }
        break;
      case Move.type:
        return false;
      default:
        unreachable(move);
    }
    if (this.eventCount === before) bug('a step left no event');
    this.last = thread;
    this.#conclude(made);
    return true;
  }

  #conclude(made: Choice): void {
    this.choices.push(made);
    this.stepCount += 1;
    this.#prepared = undefined;
    this.#makeRoom();
  }

  /** The move that a choice comes to; undefined where it cannot be made. `recorded`: time limits may be taken as passed. */
  #moveFor(choice: Choice, recorded: boolean): Move | undefined {
    const thread = threadOf(choice);
    if (thread < 0 || thread >= this.threadCount || this.#prepared === 'finished') return undefined;
    const state = this.#stateOf(thread);
    if (state === ThreadState.created || state === ThreadState.ended) return undefined;
    const move = moveOf(choice);
    if (move === Move.lose) return move;
    if (move === Move.type) return undefined;
    const barred = state === ThreadState.woken && !this.couldTake(thread);
    if (move === Move.again) return barred ? move : undefined;
    if (this.isEnabled(thread)) return thread === this.#barred ? Move.again : move;
    if (this.isComputing(thread)) return move;
    return recorded && this.limitOf(thread) < Infinity ? move : undefined;
  }

  /** Lets time pass up to a step of `thread`: to `time` where it is given, to `limit` where that is what it waited for. */
  #pass(thread: ThreadIndex, time: Ms | undefined, limit: Ms): void {
    // The common case: no time passes.
    if (time === undefined && limit <= this.#time && this.#cost === 0 && this.#now === this.#time) {
      return;
    }
    const earliest = time ?? Math.max(this.#now, this.#steppedAt[thread]! + this.#cost);
    this.#goTo(Math.max(this.#time, earliest, limit));
    this.#steppedAt[thread] = this.#time;
  }

  #goTo(time: Ms): void {
    this.#time = time;
    if (this.#time < this.#now) this.#takeBack();
    this.#now = this.#time;
    setProgramTime(this.#memory, this.#time);
  }

  /** Less time has passed than `prepare` foresaw: those whose time is not up after all wait on. */
  #takeBack(): void {
    for (let n = this.#ready.size - 1; n >= 0; n--) {
      const thread = this.#ready.at(n);
      const waits = this.#isWaiting(thread) || this.isComputing(thread);
      if (this.#timed && waits && this.limitOf(thread) > this.#time) {
        this.#place(thread);
      }
    }
  }

  #stateOf(thread: ThreadIndex): ThreadState {
    return this.#memory.i32[threadAt(thread) + T_STATE]! as ThreadState;
  }

  #isWaiting(thread: ThreadIndex): boolean {
    const state = this.#stateOf(thread);
    return state === ThreadState.blocked || state === ThreadState.woken;
  }

  /** Lets a waiting thread look again; `mayGiveUp`: its time limit counts if it has passed. */
  #retry(thread: ThreadIndex, mayGiveUp: boolean): void {
    const { f64 } = this.#memory;
    const word = (threadAt(thread) + T_DEADLINE) >> 1;
    const limit = f64[word]!;
    if (!mayGiveUp) f64[word] = Infinity;
    const life = this.lives.of(thread);
    this.#settle(thread, life, this.kernel.retry(thread, this.lives.opOf(life)));
    if (!mayGiveUp) f64[word] = limit;
  }

  #settle(thread: ThreadIndex, life: Life, status: Status): void {
    if (status === Status.done) {
      life.op = undefined;
      life.result = this.kernel.result;
    } else if (status === Status.raised) {
      life.op = undefined;
      life.error = this.kernel.error;
    }
    // The common case: it has performed an op, and goes on.
    if (
      this.#stateOf(thread) !== ThreadState.running ||
      !this.#ready.has(thread) ||
      this.isComputing(thread)
    ) {
      this.#place(thread);
    }
    const { woken, dismissed } = this.kernel;
    if (woken.length > 0 || dismissed.length > 0) this.#tellOthers();
  }

  /** Those whom the last transition woke or ended. */
  #tellOthers(): void {
    for (const thread of this.kernel.woken) this.#place(thread);
    for (const thread of this.kernel.dismissed) this.#place(thread);
  }

  /** Puts a thread into the sets where its state belongs. */
  #place(thread: ThreadIndex): void {
    const state = this.#stateOf(thread);
    if (state === ThreadState.ended) this.#busyUntil[thread] = Infinity;
    const computes = this.isComputing(thread);
    const limit = computes || state === ThreadState.blocked ? this.limitOf(thread) : Infinity;
    const runs = state === ThreadState.running && !(computes && this.#timed);
    if (runs || (limit < Infinity && !this.#timed)) {
      this.#ready.add(thread);
    } else {
      this.#ready.remove(thread);
    }
    if (state === ThreadState.woken) this.#woken.add(thread);
    else this.#woken.remove(thread);
    if (limit < Infinity && this.#timed) {
      this.#limited.add(thread);
      this.#nextLimit = Math.min(this.#nextLimit, limit);
    } else {
      this.#limited.remove(thread);
    }
    if (state === ThreadState.ended) this.lives.end(thread);
  }

  #makeRoom(): void {
    const { i32 } = this.#memory;
    const events = (i32[H_SEQ]! - i32[H_TAKEN]!) | 0;
    const text = (i32[H_TEXT_WRITTEN]! - i32[H_TEXT_TAKEN]!) | 0;
    if (events > EVENTS_KEPT || text > TEXT_KEPT) this.flush();
  }

  /** Moves events out: into the sink or the trace. */
  flush(): void {
    const { i32 } = this.#memory;
    if (this.#traced) {
      drainRing(this.#memory, this.#options.sink ?? this.#trace);
    } else {
      i32[H_TAKEN] = i32[H_SEQ]!;
      i32[H_TEXT_TAKEN] = i32[H_TEXT_WRITTEN]!;
    }
  }
}

/** The op after which a thread computes. */
const COMPUTE = code['cpu.compute'];

const settingsOf = ({ seed, timed, cost = 0, start = 0 }: RunSettings) => ({
  seed,
  timed,
  cost,
  start,
});

function lowest(threads: ThreadSet): ThreadIndex {
  let least = threads.at(0);
  for (let n = 1; n < threads.size; n++) least = Math.min(least, threads.at(n));
  return least;
}
