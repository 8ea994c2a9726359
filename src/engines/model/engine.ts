/**
 * The model: one run of a program, one transition at a time, on one thread of the host. A strategy picks the thread of
 * each step; program time is computed. Nothing else has an influence, so the same choices give the same trace.
 *
 * Time on an idle machine (`timed`): once no thread can move, time jumps to the earliest timeout. Untimed, threads are
 * arbitrarily slow: any sleep or timeout may end at any step, and time jumps to its end if that lies ahead. No thread
 * ever wakes too early. Between two steps of a thread at least `cost` passes, which may be 0.
 *
 * A thread that computes on purpose (`compute`) is busy for the given time, and takes its next step afterwards: on an
 * idle machine with a core for every thread, all compute at once. A strategy with fewer cores starts a thread only if a
 * core is free, and takes the step that ends its computing first, whatever other threads could move; so four threads
 * take four times as long on one core as on four. Time follows from the choices alone.
 *
 * movers.ts determines which threads can move, moves.ts performs moves, step-clock.ts computes their times.
 */
import { bug } from '../../base/bug.ts';
import type { Typed } from '../../base/typed-line.ts';
import type { EventIndex, Ms, ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { Kernel } from '../../kernel/kernel.ts';
import {
  clearMemory,
  createMemory,
  H_AT_ONCE,
  H_SEQ,
  H_THREADS,
  MEMORY_BYTES,
  T_PROCESS,
  threadAt,
  ThreadState,
  type Memory,
} from '../../kernel/memory.ts';
import { opSpecs, opTable } from '../../kernel/ops.ts';
import { bootProgram } from '../../kernel/primitives/process-boot.ts';
import { typeLine } from '../../kernel/primitives/terminal.ts';
import { jobOf } from '../../kernel/primitives/thread.ts';
import { registerBodies } from '../../program/bodies.ts';
import type { Trace } from '../../trace/trace.ts';
import type { ThreadChoice } from '../standing.ts';
import { choiceOf, Move, moveOf, threadOf, TYPING, type Choice } from './choice.ts';
import { Lives } from './lives.ts';
import { Movers, type Found } from './movers.ts';
import { Moves } from './moves.ts';
import type { ModelOptions, ModelStanding, RunEnd, StepResult, Stop } from './options.ts';
import { Outlet } from './outlet.ts';
import { ChoiceList, type RunSettings } from './schedule.ts';
import { describeChoice } from './standing.ts';
import { StepClock } from './step-clock.ts';
import { NOBODY, type Situation, type Strategy } from './strategy.ts';

export class Model implements Situation {
  readonly kernel: Kernel;
  readonly lives: Lives;
  settings: Required<RunSettings>;
  stepCount = 0;
  last: ThreadIndex = -1;
  /** All choices so far. */
  readonly choices = new ChoiceList();
  /** Reports of lost threads. */
  readonly reports: string[] = [];
  /** Typed lines. */
  readonly typed: Typed[] = [];
  readonly #memory: Memory;
  readonly #clock: StepClock;
  readonly #movers: Movers;
  readonly #moves: Moves;
  readonly #outlet: Outlet;
  #options: ModelOptions;
  #strategy: Strategy;
  /** Result of `prepare`; undefined after a step. */
  #prepared: Found | undefined;

  constructor(options: ModelOptions) {
    this.#memory = createMemory(new ArrayBuffer(MEMORY_BYTES), options.seed);
    this.#clock = new StepClock(this.#memory);
    this.lives = options.lives ?? new Lives();
    this.kernel = new Kernel({
      memory: this.#memory,
      ops: opTable,
      realTime: () => this.#clock.time,
      launch: (thread) => {
        this.lives.begin(thread, jobOf(this.#memory, thread));
        this.#movers.launch(thread);
      },
    });
    this.#movers = new Movers(this.kernel, this.lives, this.#clock);
    this.#moves = new Moves(this.kernel, this.lives, this.#movers, this.#clock);
    this.#outlet = new Outlet(this.#memory);
    this.#options = options;
    this.#strategy = options.strategy;
    this.settings = settingsOf(options);
    this.#boot();
  }

  /**
   * Starts another run in the same memory. Options not given stay as they were. Traces of earlier runs are not
   * affected.
   */
  restart(changes: Partial<ModelOptions> = {}): void {
    const options = { ...this.#options, ...changes };
    clearMemory(this.#memory, options.seed);
    this.#prepared = undefined;
    this.stepCount = 0;
    this.last = -1;
    this.choices.length = 0;
    this.reports.length = 0;
    this.typed.length = 0;
    this.#options = options;
    this.#strategy = options.strategy;
    this.settings = settingsOf(options);
    this.#boot();
  }

  #boot(): void {
    const options = this.#options;
    const { module, params, seed, timed, traced = true } = options;
    this.kernel.isMuted = !traced;
    this.#memory.i32[H_AT_ONCE] = this.settings.killsAtOnce ? 1 : 0;
    this.#outlet.restart(options);
    this.#clock.restart(options);
    this.#movers.restart(timed);
    this.lives.restart(module);
    registerBodies(module);
    this.kernel.intervene(() => bootProgram(this.kernel, params));
    this.#strategy.begin(seed);
  }

  /** The part of a standing that is not in the kernel's memory. */
  standing(): ModelStanding {
    const { stepCount, last } = this;
    return { stepCount, last, ...this.#clock.standing(), computing: this.#movers.computing() };
  }

  /**
   * Returns to a standing of this run. The kernel's memory must have been restored already, and the lives are restored
   * by their owner. The trace is not rolled back.
   */
  resume(standing: ModelStanding): void {
    this.stepCount = standing.stepCount;
    this.choices.length = standing.stepCount;
    this.last = standing.last;
    this.#prepared = undefined;
    this.#clock.resume(standing);
    this.#movers.resume(standing.computing);
  }

  /** The trace so far. */
  get trace(): Trace {
    return this.#outlet.trace;
  }

  /** Moves events out: into the sink or the trace. */
  flush(): void {
    this.#outlet.flush();
  }

  /** Number of events so far. */
  get eventCount(): EventIndex {
    return this.#memory.i32[H_SEQ]!;
  }

  /** Program time of the last step. */
  get time(): Ms {
    return this.#clock.time;
  }

  // Implements Situation; valid while `prepare` returns 'go'.

  get enabledCount(): number {
    return this.#movers.count;
  }

  enabledAt(position: number): ThreadIndex {
    return this.#movers.at(position);
  }

  isEnabled(thread: ThreadIndex): boolean {
    return this.#movers.has(thread);
  }

  /** Whether it can take the next step. Includes the ends of killed processes, which strategies are not offered. */
  mayMove(thread: ThreadIndex): boolean {
    return this.#movers.mayMove(thread);
  }

  /** Whether it was woken in vain and waits again, since no thread can move. */
  isBarred(thread: ThreadIndex): boolean {
    return this.#movers.isBarred(thread);
  }

  isComputing(thread: ThreadIndex): boolean {
    return this.#movers.isComputing(thread);
  }

  /** Program time of its timeout, or of the end of its computing; Infinity for none. */
  limitOf(thread: ThreadIndex): Ms {
    return this.#movers.limitOf(thread);
  }

  get threadCount(): number {
    return this.#memory.i32[H_THREADS]!;
  }

  processOf(thread: ThreadIndex): ProcessIndex {
    return this.#memory.i32[threadAt(thread) + T_PROCESS]!;
  }

  /** Computes up to its next op. */
  aimOf(thread: ThreadIndex): ObjectIndex {
    const { code, target } = this.lives.op(thread);
    return opSpecs[code]?.about === 'object' ? target : -1;
  }

  /** Determines which threads can move, letting time pass if none can right now. */
  prepare(): Found {
    this.#prepared ??= this.#movers.find();
    return this.#prepared;
  }

  /** Takes one step chosen by the strategy. */
  step(): StepResult {
    const first = this.eventCount;
    const stop = this.#stepOnce();
    if (stop !== undefined) return { kind: stop };
    const choice = this.choices.at(this.stepCount - 1);
    return { kind: 'stepped', choice, first, end: this.eventCount };
  }

  /** Takes up to `most` steps chosen by the strategy. */
  run(most: number): RunEnd {
    for (let n = 0; n < most; n++) {
      const stop = this.#stepOnce();
      if (stop !== undefined) return stop;
    }
    const found = this.prepare();
    return found === 'go' ? 'limit' : found;
  }

  /** Threads that can move now, by index, with their next moves. Computes up to their next ops. */
  enabled(): ThreadChoice[] {
    if (this.prepare() !== 'go') return [];
    const threads = Array.from({ length: this.threadCount }, (_, thread) => thread);
    return threads
      .filter((thread) => this.mayMove(thread))
      .map((thread) => describeChoice(this, thread));
  }

  /** Whether the op in which it waits could take effect now, or raise. */
  couldTake(thread: ThreadIndex): boolean {
    return this.#movers.couldTake(thread);
  }

  /**
   * Makes one choice, whatever the strategy says; returns false, without effect, if it cannot be made. With `time`, as
   * recorded from a live run: the step is taken at that program time, any timeout counts as expired, and a barred
   * thread may wait again at once. `report` goes with `Move.lose`.
   */
  take(choice: Choice, time?: Ms, report = ''): boolean {
    // Even if its result is not needed: every step must find the same state prepared.
    this.prepare();
    return this.#take(choice, time, report);
  }

  /**
   * The reader types a line; returns false, without effect, if there is no such terminal or the program is over. With
   * `time`, as recorded from a live run: at that program time.
   */
  type(typed: Typed, time?: Ms): boolean {
    const { terminal, line } = typed;
    this.prepare();
    let isTaken = false;
    this.#moves.intervene(time, () => (isTaken = typeLine(this.kernel, terminal, line)));
    if (!isTaken) return false;
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

  #take(choice: Choice, time: Ms | undefined, report: string): boolean {
    const thread = threadOf(choice);
    const move = this.#moveFor(choice, time !== undefined);
    if (move === undefined) return false;
    const before = this.eventCount;
    const made = choiceOf(thread, move);
    this.#strategy.takes(made, this);
    this.#moves.make(thread, move, time, report);
    if (this.eventCount === before) bug('a step left no event');
    if (move === Move.lose) this.reports.push(report);
    this.last = thread;
    this.#conclude(made);
    return true;
  }

  #conclude(made: Choice): void {
    this.choices.push(made);
    this.stepCount += 1;
    this.#prepared = undefined;
    this.#outlet.makeRoom();
  }

  /** The move of a choice; undefined if it cannot be made. `recorded`: timeouts may count as expired. */
  #moveFor(choice: Choice, recorded: boolean): Move | undefined {
    const thread = threadOf(choice);
    if (thread < 0 || thread >= this.threadCount || this.#prepared === 'finished') return undefined;
    const movers = this.#movers;
    const state = movers.stateOf(thread);
    if (state === ThreadState.created || state === ThreadState.ended) return undefined;
    const move = moveOf(choice);
    if (move === Move.lose) return move;
    if (move === Move.type) return undefined;
    if (move === Move.again) {
      return state === ThreadState.woken && !movers.couldTake(thread) ? move : undefined;
    }
    if (movers.mayMove(thread)) return movers.isBarred(thread) ? Move.again : move;
    if (movers.isComputing(thread)) return move;
    return recorded && movers.limitOf(thread) < Infinity ? move : undefined;
  }
}

const settingsOf = (settings: RunSettings): Required<RunSettings> => {
  const { seed, timed, cost = 0, start = 0, killsAtOnce = false } = settings;
  return { seed, timed, cost, start, killsAtOnce };
};
