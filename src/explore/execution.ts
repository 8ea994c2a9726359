/**
 * One run of a program, in steps as coarse as partial-order reduction allows. A step of a thread is its next op that
 * others can observe, taken when it can take effect, together with everything that the thread does after it up to the
 * next such op.
 *
 * Untimed, no thread begins to wait: a thread whose op cannot proceed is not chosen until it can, which is equivalent
 * because nothing observes whether it stood in line. Ops where that is observable (`OpSpec.waitShows`) begin to wait in
 * a step of their own. Any sleep and any timeout may be over at once: the op returns as after waiting.
 *
 * Timed, a thread that cannot proceed begins to wait in a step of its own, since places in line and timeouts start
 * there, and time passes once no thread is enabled. That divides a run into phases: everything in one phase comes after
 * everything in the previous one.
 */
import { bug } from '../base/bug.ts';
import type { ThreadIndex } from '../base/units.ts';
import { go } from '../engines/model/choice.ts';
import { Model } from '../engines/model/engine.ts';
import type { ModelStanding } from '../engines/model/options.ts';
import { hand } from '../engines/model/strategies/hand.ts';
import { isThreadDoomed, leadsDeath } from '../kernel/doom.ts';
import { PyError } from '../kernel/errors.ts';
import {
  addsToObject,
  Aspect,
  aspectOf,
  cellOf,
  readsObject,
  touchesNothing,
  writesObject,
} from '../kernel/footprint.ts';
import type { OpSpec } from '../kernel/kernel.ts';
import {
  H_DOOMED,
  H_EXITED,
  H_OBJECTS,
  H_PROCESSES,
  H_THREADS,
  T_DAEMON,
  T_PROCESS,
  T_STATE,
  threadAt,
  ThreadState,
} from '../kernel/memory.ts';
import { hasNotice, Notice } from '../kernel/notice.ts';
import { code, opSpecs } from '../kernel/ops.ts';
import { processOf } from '../kernel/primitives/process-record.ts';
import type { Request } from '../kernel/request.ts';
import {
  accessesOf,
  areDependent,
  cellIn,
  joined,
  Collector,
  Mode,
  modeIn,
  type Accesses,
  type Regard,
} from './accesses.ts';
import { Identities } from './identities.ts';
import { KnownLives, type LifeStanding } from './known-lives.ts';
import { Output } from './output.ts';
import { Snapshot } from './snapshot.ts';
import { spinAt, type Spin, type Trodden } from './spins.ts';

export interface Subject {
  /** `main`, and the functions of its threads, by name. */
  readonly module: Readonly<Record<string, unknown>>;
  readonly params: unknown;
  /** Seed of `random`. */
  readonly seed: number;
  /** True: the order of output is observable. */
  readonly ordered: boolean;
  /** True: sleeps and timeouts order events as on an idle machine. Default: they guarantee nothing. */
  readonly timed?: boolean;
}

/** A thread's next step in the current state. */
export interface Pending {
  /** The thread's stable name, and its index in this run. */
  readonly thread: number;
  readonly index: ThreadIndex;
  readonly op: Request;
  readonly life: LifeStanding;
  readonly accesses: Accesses;
  readonly isEnabled: boolean;
  /** Whether it may be enabled in some states and disabled in others. */
  readonly canBlock: boolean;
  /** It has begun to wait. */
  readonly isWaiting: boolean;
  /** It has completed a useless round of a loop, and waits until something that it read has changed. */
  readonly spin: Spin | undefined;
}

/** Fields that are not needed for taking a step. */
type Looked = 'op' | 'isEnabled' | 'canBlock' | 'isWaiting' | 'spin';

/** A point of a run to resume from. */
export interface Standing {
  readonly snapshot: Snapshot;
  model: ModelStanding;
  pendings: readonly Pending[];
  lines: readonly string[];
  failures: readonly string[];
  phase: number;
  /** The last step. */
  trail: Trodden | undefined;
}

/**
 * Limit on consecutive unobservable ops of a thread after a step: beyond it the loop never ends, since others cannot
 * affect it.
 */
const MOST_ALONE = 10_000;

/** The next op of a killed process's main thread, whatever it was about to do. */
const DIE = code['process.die'];
const END = code['thread.end'];

/** Footprints that do not depend on the state. */
const FIXED: ReadonlySet<OpSpec['touches']> = new Set([
  touchesNothing,
  readsObject,
  writesObject,
  addsToObject,
]);

export class Execution {
  readonly model: Model;
  readonly identities: Identities;
  readonly output = new Output();
  readonly collector: Collector;
  readonly regard: Regard;
  readonly #lives = new KnownLives();
  readonly #subject: Subject;
  readonly #timed: boolean;
  /** Timed: number of times that time has passed. */
  phase = 0;
  #time = 0;
  /** The last step of the present run. */
  #trail: Trodden | undefined;
  #pendings: readonly Pending[] = [];
  /** Threads ended from outside by the last step, by stable name. */
  readonly killed: number[] = [];
  /** Threads started by the last step, by stable name. */
  readonly launched: number[] = [];
  /** Timed: steps that were pending when time passed after the last step. */
  readonly left: Pending[] = [];
  /** Threads created but not started. */
  #unstarted: ThreadIndex[] = [];

  /** `like`: an execution whose stable names are shared. */
  constructor(subject: Subject, regard: Regard, like?: Execution) {
    this.#subject = subject;
    this.#timed = subject.timed ?? false;
    this.regard = regard;
    this.identities = new Identities(like?.identities.names);
    this.collector = new Collector(this.identities, regard);
    const { module, params, seed } = subject;
    this.model = new Model({
      module,
      params,
      seed,
      strategy: hand(),
      timed: this.#timed,
      traced: false,
      lives: this.#lives,
    });
  }

  /** Returns to the program's first step. */
  restart(): void {
    this.model.restart({ seed: this.#subject.seed });
    this.identities.restart();
    this.output.restart();
    this.#unstarted = [];
    this.killed.length = 0;
    this.launched.length = 0;
    this.identities.note(-1, this.model.kernel.made);
    this.#collectMade();
    this.phase = 0;
    this.#time = 0;
    this.#trail = undefined;
    this.#beginLaunched();
    if (this.#timed) this.#passTime();
    this.#pendings = [];
    this.#lookAtAll();
  }

  /** The present point. `spare`: an unused Standing to be reused. */
  standing(spare?: Standing): Standing {
    const snapshot = spare?.snapshot ?? new Snapshot();
    snapshot.take(this.model.kernel.memory);
    const { lines, failures } = this.output;
    const standing = spare ?? ({ snapshot } as Standing);
    standing.model = this.model.standing();
    standing.pendings = this.#pendings;
    standing.lines = lines;
    standing.failures = failures;
    standing.phase = this.phase;
    standing.trail = this.#trail;
    return standing;
  }

  /** Returns to an earlier point of this run. */
  resume({ snapshot, model, pendings, lines, failures, phase, trail }: Standing): void {
    const { memory } = this.model.kernel;
    this.#lives.forgetTooMuch();
    snapshot.restore(memory);
    const { i32 } = memory;
    const threads = i32[H_THREADS]!;
    this.identities.shorten({
      threads,
      objects: i32[H_OBJECTS]!,
      processes: i32[H_PROCESSES]!,
    });
    this.output.lines = lines;
    this.output.failures = failures;
    for (const { index, life } of pendings) this.#lives.resume(index, life);
    this.model.resume(model);
    this.phase = phase;
    this.#time = model.now;
    this.#trail = trail;
    this.#pendings = pendings;
    this.killed.length = 0;
    this.launched.length = 0;
    this.#unstarted = [];
    for (let index = 0; index < threads; index++) {
      if (i32[threadAt(index) + T_STATE] === ThreadState.created) this.#unstarted.push(index);
    }
  }

  get isFinished(): boolean {
    return this.model.kernel.memory.i32[H_EXITED] === 1;
  }

  /** The next step of each live thread. */
  get pendings(): readonly Pending[] {
    return this.#pendings;
  }

  #lookAtAll(): void {
    const { i32 } = this.model.kernel.memory;
    const found: Pending[] = [];
    if (!this.isFinished) {
      for (let index = 0; index < i32[H_THREADS]!; index++) {
        const pending = this.#pendingOf(index);
        if (pending !== undefined) found.push(pending);
      }
    }
    this.#pendings = found;
  }

  /** After a step with these accesses: pending steps that do not depend on it stay valid. */
  #lookAgain(stepped: ThreadIndex, accesses: Accesses): void {
    const isWide = this.launched.length > 0 || this.killed.length > 0;
    if (this.isFinished || this.#timed || isWide) {
      this.#lookAtAll();
      return;
    }
    const found: Pending[] = [];
    for (const known of this.#pendings) {
      const isSame = known.index !== stepped && !areDependent(known.accesses, accesses);
      const pending = isSame ? known : this.#pendingOf(known.index);
      if (pending !== undefined) found.push(pending);
    }
    this.#pendings = found;
  }

  /** Takes the step of an enabled thread. */
  step(thread: number): void {
    const pending = this.#pendings.find((other) => other.thread === thread);
    if (pending === undefined) bug(`no thread ${thread} in this run`);
    this.#advance(pending);
    this.#lookAgain(pending.index, pending.accesses);
  }

  /** Takes steps of these threads in order. */
  follow(threads: readonly number[]): void {
    for (const thread of threads) {
      const index = this.identities.indexOf(thread);
      const life = this.#lives.standingOf(index);
      const accesses = this.fullAccessesOf(index, this.#opOf(index, life));
      this.#advance({ thread, index, life, accesses });
    }
    this.#lookAtAll();
  }

  #advance({ thread, index, life, accesses }: Omit<Pending, Looked>): void {
    this.#trail = { thread, moment: life.moment, accesses, before: this.#trail };
    this.killed.length = 0;
    this.launched.length = 0;
    this.left.length = 0;
    this.#take(index);
    this.#beginLaunched();
    const { i32 } = this.model.kernel.memory;
    if (i32[threadAt(index) + T_STATE] !== ThreadState.blocked) this.#goOnAlone(index);
    // The timeout is over at once, unless waiting is observable.
    else if (!this.#timed && !this.#showsWaiting(index)) this.#take(index);
    if (this.#timed) this.#passTime();
  }

  /**
   * Lets time pass if no thread can move before. Threads woken in vain first return to their lines, and threads whose
   * waits are unobservable begin to wait.
   */
  #passTime(): void {
    const { model } = this;
    while (model.prepare() === 'go') {
      const movers = Array.from({ length: model.enabledCount }, (_, n) => model.enabledAt(n));
      const [first] = movers;
      const isBarred = movers.length === 1 && first !== undefined && model.isBarred(first);
      if (this.left.length === 0 && (isBarred || model.standing().now > this.#time)) {
        this.#collectLeft();
      }
      if (isBarred) {
        model.take(go(first));
        this.phase += 1;
      } else if (this.#isSomebodyDying() || movers.some((index) => !this.#willJustWait(index))) {
        break;
      } else {
        for (const index of movers) model.take(go(index));
      }
    }
    const { now } = model.standing();
    if (now > this.#time) this.phase += 1;
    this.#time = now;
  }

  #collectLeft(): void {
    for (let index = 0; index < this.model.threadCount; index++) {
      const pending = this.#pendingOf(index);
      if (pending !== undefined) this.left.push(pending);
    }
  }

  #isSomebodyDying(): boolean {
    return this.model.kernel.memory.i32[H_DOOMED] !== 0;
  }

  /** Whether its next step is only to begin to wait, unobservably. */
  #willJustWait(index: ThreadIndex): boolean {
    const { kernel, lives } = this.model;
    const op = lives.op(index);
    const { about, waitsIn } = this.#spec(op);
    if (about === 'object' || waitsIn === undefined || op.timeout >= 0) return false;
    const isRunning = kernel.memory.i32[threadAt(index) + T_STATE] === ThreadState.running;
    return isRunning && !this.#mayProceed(index, op);
  }

  /** A thread begins as soon as it is started: start() would wait for that anyway. */
  #beginLaunched(): void {
    for (let n = 0; n < this.launched.length; n++) {
      const index = this.identities.indexOf(this.launched[n]!);
      this.#take(index);
      this.#goOnAlone(index);
    }
  }

  /** Lets every thread that cannot continue begin to wait, so that the run ends in a deadlock. */
  settle(): void {
    for (const { index, spin } of this.#pendings) {
      if (spin?.isOver === false) continue;
      const state = this.model.kernel.memory.i32[threadAt(index) + T_STATE];
      if (state === ThreadState.running || state === ThreadState.starting) {
        this.model.take(go(index));
      }
    }
  }

  /** Whether this step is possible in the current state. Of the thread itself only its op is considered. */
  isPossible({ index, op }: Pick<Pending, 'index' | 'op'>): boolean {
    const { kernel } = this.model;
    const { memory } = kernel;
    const process = memory.i32[threadAt(index) + T_PROCESS]!;
    if (this.#timed) {
      if (this.model.prepare() !== 'go' || !this.model.mayMove(index)) return false;
      return op.code === DIE || !this.#willJustWait(index);
    }
    if (op.code === DIE) return true;
    if (hasNotice(memory, process, Notice.stopped)) return false;
    if (op.timeout >= 0 || kernel.isDue(index)) return true;
    if (opSpecs[op.code]?.waitShows === true) {
      if (memory.i32[threadAt(index) + T_STATE] !== ThreadState.blocked) return true;
    }
    return this.#mayProceed(index, op);
  }

  /** Accesses of a step in the current state. */
  accessesOf(index: ThreadIndex, op: Request): number[] {
    const { kernel } = this.model;
    const { memory } = kernel;
    const { collector } = this;
    collector.begin();
    const process = processOf(kernel, index);
    if (kernel.isDue(index)) collector.writes(cellOf(Aspect.process, process));
    const spec = this.#spec(op);
    spec.touches(kernel, index, op, collector);
    // Timed: the op's waiting lists are shared with others.
    if (this.#timed && spec.about === 'object' && spec.waitsIn !== undefined) {
      collector.orders(cellOf(Aspect.object, op.target));
    }
    if (memory.i32[threadAt(index) + T_STATE] === ThreadState.running) {
      this.#touchesLine(spec, index, op);
    }
    return collector.found;
  }

  /** Timed, the place in line depends on the order of arrival; untimed, only a waiter's presence is observable. */
  #touchesLine(spec: OpSpec, index: ThreadIndex, op: Request): void {
    const begins = this.#timed ? spec.waitsIn !== undefined : spec.waitShows === true;
    if (!begins || spec.about !== 'object' || this.#mayProceed(index, op)) return;
    const cell = cellOf(Aspect.object, op.target);
    if (this.#timed) this.collector.writes(cell);
    else this.collector.adds(cell);
  }

  fullAccessesOf(index: ThreadIndex, op: Request): Accesses {
    return this.#withLife(index, this.accessesOf(index, op));
  }

  /** Adds what every op depends on: that its process is alive and the run is not over. */
  #withLife(index: ThreadIndex, list: number[]): Accesses {
    const process = processOf(this.model.kernel, index);
    const life = this.identities.cell(cellOf(Aspect.process, process));
    if (!list.some((access) => access >>> 2 === life)) list.push(4 * life + Mode.read);
    if (process !== 0) list.push(4 * this.identities.cell(cellOf(Aspect.run)) + Mode.read);
    return accessesOf(list);
  }

  /** undefined for a thread that has ended, has not been started, or belongs to a process being killed. */
  #pendingOf(index: ThreadIndex): Pending | undefined {
    const { memory } = this.model.kernel;
    const state = memory.i32[threadAt(index) + T_STATE];
    if (state === ThreadState.ended || state === ThreadState.created) return undefined;
    const life = this.#lives.standingOf(index);
    if (isThreadDoomed(memory, index) && !leadsDeath(memory, index)) return undefined;
    const op = this.#opOf(index, life);
    const thread = this.identities.thread(index);
    const isWaiting = this.isWaiting(index);
    const spin = this.#spinOf(thread, life);
    const own = this.fullAccessesOf(index, op);
    const accesses = spin === undefined ? own : joined(own, spin.accesses);
    const waits = this.#spec(op).waitsIn !== undefined && (this.#timed || op.timeout < 0);
    const isEnabled = spin?.isOver !== false && this.isPossible({ index, op });
    const canBlock = waits || spin !== undefined;
    return { thread, index, op, life, accesses, isEnabled, canBlock, isWaiting, spin };
  }

  /** Its next op; in a killed process that is the end of the process. */
  #opOf(index: ThreadIndex, { moment }: LifeStanding): Request {
    const { kernel } = this.model;
    if (!isThreadDoomed(kernel.memory, index)) return moment.op;
    return { code: DIE, target: processOf(kernel, index), n: 0, timeout: -1, value: undefined };
  }

  /** Timed, an endless loop keeps time from passing, as it keeps a core busy. */
  #spinOf(thread: number, { life, moment }: LifeStanding): Spin | undefined {
    if (this.#timed) return undefined;
    const loop = life.loopAt(moment);
    return loop === 0 ? undefined : spinAt(thread, moment, loop, this.#trail);
  }

  /** Whether its accesses are the same anywhere in a run. */
  touchesTheSame({ op, accesses }: Pick<Pending, 'op' | 'accesses'>): boolean {
    if (!FIXED.has(this.#spec(op).touches)) return false;
    // Not if a signal to its process is pending.
    return accesses.list.every(
      (access) => aspectOf(cellIn(access)) !== Aspect.process || modeIn(access) === Mode.read,
    );
  }

  /** Whether this step is the end of a killed process. */
  isDying({ op }: Pick<Pending, 'op'>): boolean {
    return op.code === DIE;
  }

  /** Whether its process has been killed. */
  isDoomed(index: ThreadIndex): boolean {
    return isThreadDoomed(this.model.kernel.memory, index);
  }

  /** Whether the last step ended the thread from outside, or killed its process, so that this step never happens. */
  hasPrevented(pending: Pending): boolean {
    if (this.killed.includes(pending.thread)) return true;
    return this.#isSomebodyDying() && !this.isDying(pending) && this.isDoomed(pending.index);
  }

  /** Whether this step ends a thread that its process waits for before it exits. */
  isAwaited({ index, op }: Pick<Pending, 'index' | 'op'>): boolean {
    return op.code === END && this.model.kernel.memory.i32[threadAt(index) + T_DAEMON] === 0;
  }

  #mayProceed(index: ThreadIndex, op: Request): boolean {
    try {
      return this.model.kernel.isEnabled(index, op);
    } catch (error) {
      if (error instanceof PyError) return true;
      throw error;
    }
  }

  isWaiting(index: ThreadIndex): boolean {
    const state = this.model.kernel.memory.i32[threadAt(index) + T_STATE];
    return state === ThreadState.blocked || state === ThreadState.woken;
  }

  /** Whether it has started and not ended. */
  isAlive(index: ThreadIndex): boolean {
    const { i32 } = this.model.kernel.memory;
    const state = i32[threadAt(index) + T_STATE];
    return index < i32[H_THREADS]! && state !== ThreadState.created && state !== ThreadState.ended;
  }

  #showsWaiting(index: ThreadIndex): boolean {
    return this.#spec(this.model.lives.op(index)).waitShows === true;
  }

  /** Unobservable ops belong to the step before. */
  #goOnAlone(index: ThreadIndex): void {
    const { kernel, lives } = this.model;
    const at = threadAt(index);
    for (let n = 0; n < MOST_ALONE; n++) {
      if (this.isFinished || kernel.memory.i32[at + T_STATE] !== ThreadState.running) return;
      // Computing needs time to pass, for all threads at once.
      if (this.#timed && this.model.isComputing(index)) return;
      const op = lives.op(index);
      if (kernel.isDue(index) || !this.isPossible({ index, op })) return;
      if (this.accessesOf(index, op).length > 0) return;
      this.#take(index);
      if (this.#timed) continue;
      if (kernel.memory.i32[at + T_STATE] === ThreadState.blocked) this.#take(index);
    }
  }

  #take(index: ThreadIndex): void {
    const { model } = this;
    const { kernel } = model;
    if (!isThreadDoomed(kernel.memory, index)) {
      const op = model.lives.op(index);
      this.output.note(this.identities.thread(index), op, kernel.isDue(index));
    }
    if (!model.take(go(index))) bug(`thread ${index} cannot take its step`);
    if (kernel.made.length > 0) {
      this.identities.note(index, kernel.made);
      this.#collectMade();
    }
    for (const other of kernel.dismissed) {
      if (other !== index) this.killed.push(this.identities.thread(other));
    }
    if (this.#unstarted.length > 0) this.#collectStarted();
  }

  #collectMade(): void {
    for (const { what, index } of this.model.kernel.made) {
      if (what === 'thread') this.#unstarted.push(index);
    }
    this.#collectStarted();
  }

  #collectStarted(): void {
    const { i32 } = this.model.kernel.memory;
    this.#unstarted = this.#unstarted.filter((index) => {
      if (i32[threadAt(index) + T_STATE] === ThreadState.created) return true;
      this.launched.push(this.identities.thread(index));
      return false;
    });
  }

  #spec({ code: number }: Request): OpSpec {
    return opSpecs[number] ?? bug(`no op ${number}`);
  }
}
