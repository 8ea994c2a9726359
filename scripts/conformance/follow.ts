/**
 * Lets the kernel follow a run recorded from CPython: every recorded call must be the TypeScript program's next call on
 * the same thread and object, and must be able to take effect with the same result. So CPython's run is proved to be
 * one of the runs that the kernel allows, whatever order the operating system chose.
 *
 * A record has the start and the return of a call, not the moment when it took effect, which lies between. Calls are
 * settled in order of return. A call that cannot proceed yet waits for others that had started by then; a read-only
 * call (is_set, qsize) is settled as soon as what it saw is true.
 */
import { setProgramTime } from '../../src/kernel/clock.ts';
import { isThreadDoomed, leadsDeath } from '../../src/kernel/doom.ts';
import { Kernel, Status } from '../../src/kernel/kernel.ts';
import {
  createMemory,
  MEMORY_BYTES,
  T_DEADLINE,
  T_STATE,
  threadAt,
  ThreadState,
} from '../../src/kernel/memory.ts';
import { code, opInfos, opNames, opSpecs, opTable } from '../../src/kernel/ops.ts';
import { bootProgram } from '../../src/kernel/primitives/process-boot.ts';
import { typeLine } from '../../src/kernel/primitives/terminal.ts';
import { jobOf } from '../../src/kernel/primitives/thread.ts';
import { unpack } from '../../src/kernel/packed.ts';
import type { Request } from '../../src/kernel/request.ts';
import { drainRing } from '../../src/kernel/ring.ts';
import { at } from '../../src/program/at.ts';
import { registerBodies } from '../../src/program/bodies.ts';
import { threadLife } from '../../src/program/life.ts';
import type { CannedLine } from '../../src/scenarios/scenario.ts';
import { Phase } from '../../src/trace/format.ts';
import { Trace } from '../../src/trace/trace.ts';
import { Order, type Conflict } from './order.ts';
import { outcomeOf, sameOutcome, type Call, type Outcome } from './record.ts';
import { Bodies, isUnseen, processLabel } from './library.ts';
import { nameOf, subjectOf, visibleOps } from './subject.ts';

interface Life {
  readonly steps: ReturnType<typeof threadLife>;
  op: Request | undefined;
  isBlocked: boolean;
  line: number;
}

export interface Followed {
  /** Number of calls followed. */
  readonly calls: number;
  /** Exit code of the main process, or undefined if it has not ended. */
  readonly exitCode: number | undefined;
  /** No thread can ever move. */
  readonly isStuck: boolean;
  /** Where the kernel could not follow, in words; undefined if it could. */
  readonly problem: string | undefined;
}

/** `unseen`: operations that this record does not contain, besides those that no record contains. */
export function follow(
  module: Readonly<Record<string, unknown>>,
  params: unknown,
  calls: readonly Call[],
  input: readonly CannedLine[] = [],
  unseen: ReadonlySet<string> = new Set(),
): Followed {
  const order = new Order();
  for (;;) {
    const follower = new Follower(module, params, order, input, unseen);
    const { conflict, ...followed } = follower.follow(calls);
    // Another order of overlapping calls may explain the record.
    if (conflict === undefined || !order.learn(conflict)) return followed;
  }
}

class Follower {
  readonly #module: Readonly<Record<string, unknown>>;
  readonly #kernel: Kernel;
  readonly #memory = createMemory(new ArrayBuffer(MEMORY_BYTES), 1);
  readonly #lives = new Map<number, Life>();
  readonly #trace = new Trace(opInfos);
  readonly #bodies = new Bodies(this.#memory, this.#trace);
  readonly #order: Order;
  /** Value sent by each sending call. */
  readonly #sent = new Map<Call, string>();
  readonly #input: readonly CannedLine[];
  readonly #unseen: ReadonlySet<string>;
  /** Number of objects checked for being terminals. */
  #seen = 0;
  #conflict: Conflict | undefined;
  #time = 0;

  constructor(
    module: Readonly<Record<string, unknown>>,
    params: unknown,
    order: Order,
    input: readonly CannedLine[],
    unseen: ReadonlySet<string>,
  ) {
    this.#module = module;
    this.#input = input;
    this.#unseen = unseen;
    this.#order = order;
    registerBodies(module);
    this.#kernel = new Kernel({
      memory: this.#memory,
      ops: opTable,
      realTime: () => this.#time,
      launch: (thread) => this.#launch(thread),
    });
    setProgramTime(this.#memory, 0);
    this.#kernel.intervene(() => bootProgram(this.#kernel, params));
  }

  follow(calls: readonly Call[]): Followed & { conflict: Conflict | undefined } {
    const settled = new Set<Call>();
    const byReturn = calls
      .filter((call) => call.back < Infinity)
      .toSorted((a, b) => a.back - b.back);
    let problem: string | undefined;
    for (const call of byReturn) {
      problem = this.#settle(call, byReturn, settled);
      if (problem !== undefined) break;
    }
    do this.#runSilent();
    while (this.#runEnding('any'));
    return {
      calls: settled.size,
      exitCode: this.#exitCode(),
      isStuck: this.#isStuck(),
      problem,
      conflict: this.#conflict,
    };
  }

  /** Settles a call, after those that it turns out to depend on. Returns the problem, if any. */
  #settle(call: Call, all: readonly Call[], settled: Set<Call>): string | undefined {
    const begun = all.filter((other) => other !== call && other.begin < call.back);
    while (!settled.has(call)) {
      this.#runSilent();
      const waiting = begun.filter((other) => !settled.has(other));
      for (const other of waiting) {
        if (!this.#order.isBefore(other, call)) continue;
        const problem = settled.has(other) ? undefined : this.#settle(other, all, settled);
        if (problem !== undefined) return problem;
      }
      const looks = waiting.filter(
        (other) => other.isLook && this.#attempt(other, true, waiting) === 'done',
      );
      for (const look of looks) settled.add(look);
      const tried = this.#attempt(call, false, waiting);
      if (tried === 'done') settled.add(call);
      else if (tried !== 'not-yet') return tried.problem;
      else if (!this.#help(call, waiting, settled)) {
        return `${describe(call)}: the kernel cannot do this yet`;
      }
    }
    return undefined;
  }

  /** Performs something that the call may be waiting for. */
  #help(call: Call, waiting: readonly Call[], settled: Set<Call>): boolean {
    if (call.op === 'join' && this.#runEnding(call)) return true;
    const helper = waiting.find(
      (other) =>
        !settled.has(other) && !other.isLook && this.#attempt(other, false, waiting) === 'done',
    );
    if (helper === undefined) return this.#runEnding('needed');
    settled.add(helper);
    return true;
  }

  /**
   * Ends one thread or process whose code is over, or that was killed. Delayed, because is_alive may have seen it
   * alive, until another call cannot proceed otherwise; the main process is last. A call: only what it waits for.
   */
  #runEnding(which: Call | 'needed' | 'any'): boolean {
    for (const [thread, life] of this.#lives) {
      if (typeof which === 'object' && !this.#isAbout(thread, which)) continue;
      if (which !== 'any' && thread === 0) continue;
      if (life.op === undefined) continue;
      if (leadsDeath(this.#memory, thread)) {
        this.#advance(thread, life, this.#kernel.perform(thread, life.op, life.line));
        return true;
      }
      if (isEnding(life.op) && this.#tryOn(thread, life, life.op)) return true;
    }
    return false;
  }

  #isAbout(thread: number, call: Call): boolean {
    const details = this.#trace.threads[thread];
    const process = this.#trace.processes[details?.process ?? 0]?.name;
    return [`thread ${details?.name}`, `process ${process}`].includes(call.on);
  }

  /** Makes a call if possible now. `strict`: only if its outcome is as recorded. */
  #attempt(
    call: Call,
    strict: boolean,
    waiting: readonly Call[],
  ): 'done' | 'not-yet' | { problem: string } {
    const thread = this.#threadOf(call.who);
    const life = thread === undefined ? undefined : this.#lives.get(thread);
    if (call.op === ENDS) return this.#letEnd(thread, life);
    if (call.mayBeLibrarys === true && life?.op !== undefined && isEnding(life.op)) return 'done';
    if (thread === undefined || life?.op === undefined) return 'not-yet';
    const { op } = life;
    const does = `${nameOf(op)} on ${subjectOf(op, this.#trace)}`;
    if (this.#isSilent(thread, op)) return 'not-yet';
    const recorded = `${call.op} on ${call.on}`;
    if (does !== recorded) {
      // A signal handler may have made it, in the middle of another call.
      if (waiting.some(({ op: sends }) => SENDS_SIGNALS.has(sends))) return 'not-yet';
      return { problem: `${describe(call)}: the program does ${does}` };
    }
    const outcome = this.#outcome(thread, life, op, call, strict);
    if (outcome === undefined) return 'not-yet';
    if (op.value !== undefined) this.#sent.set(call, JSON.stringify(unpack(op.value)));
    if (!sameOutcome(call, outcome)) {
      this.#conflict = { call, got: JSON.stringify(outcome.value), waiting, sent: this.#sent };
      return { problem: `${describe(call)}: the kernel answers ${JSON.stringify(outcome)}` };
    }
    return 'done';
  }

  /** Where a record says that a thread has ended, ends it, as far as possible. */
  #letEnd(thread: number | undefined, life: Life | undefined): 'done' {
    if (thread === undefined || life === undefined) return 'done';
    while (life.op !== undefined) {
      const isKilled = leadsDeath(this.#memory, thread);
      if (isKilled) this.#advance(thread, life, this.#kernel.perform(thread, life.op, life.line));
      else if (!isEnding(life.op) || !this.#tryOn(thread, life, life.op)) break;
    }
    return 'done';
  }

  #outcome(
    thread: number,
    life: Life,
    op: Request,
    call: Call,
    strict: boolean,
  ): Outcome | undefined {
    if (call.op === 'is-alive' && call.value === false)
      while (this.#runEnding(call)) this.#runSilent();
    // Threads that are no longer counted have ended.
    while (call.op === 'active-count' && this.#countOthers(thread) > Number(call.value) - 1)
      if (!this.#runEnding('needed')) break;
    // A read from a terminal that nobody has opened creates it; then all its input is typed.
    if (op.code === code['terminal.read'] && !life.isBlocked && !this.#isEnabled(thread, op)) {
      life.isBlocked = this.#kernel.perform(thread, op, life.line) === Status.blocked;
      this.#drain();
    }
    const enabled = this.#isEnabled(thread, op);
    if (strict && call.gaveUp === enabled && opInfos[op.code]?.wait !== undefined) return undefined;
    if (!enabled && op.timeout < 0) return undefined;
    if (!enabled && op.timeout > 0 && !call.mayExpire) return undefined;
    let status = life.isBlocked
      ? this.#kernel.retry(thread, op)
      : this.#kernel.perform(thread, op, life.line);
    if (status === Status.blocked) status = this.#expire(thread, op);
    const outcome = outcomeOf(this.#kernel, status, op);
    const isGiven = call.op === 'time' || call.op === 'random';
    this.#advance(thread, life, status, isGiven ? JSON.stringify(call.value) : undefined);
    return outcome;
  }

  /** An op that would raise can proceed: it raises. */
  #isEnabled(thread: number, op: Request): boolean {
    try {
      return this.#kernel.isEnabled(thread, op);
    } catch {
      return true;
    }
  }

  /** Performs all ops that a record does not contain. */
  #runSilent(): void {
    for (let moved = true; moved;) {
      moved = false;
      for (const [thread, life] of this.#lives) {
        if (isThreadDoomed(this.#memory, thread)) continue;
        if (life.op !== undefined && this.#kernel.isDue(thread)) {
          moved = true;
          this.#beginHandler(thread, life, life.op);
        }
        while (
          life.op !== undefined &&
          this.#isSilent(thread, life.op) &&
          this.#tryOn(thread, life, life.op)
        ) {
          moved = true;
        }
      }
    }
  }

  /** The kernel raises a handler call out of whatever op the thread performs. */
  #beginHandler(thread: number, life: Life, op: Request): void {
    const status = life.isBlocked
      ? this.#kernel.retry(thread, op)
      : this.#kernel.perform(thread, op, life.line);
    this.#advance(thread, life, status);
  }

  #isSilent(thread: number, op: Request): boolean {
    if (isEnding(op) || isThreadDoomed(this.#memory, thread)) return false;
    if (!visibleOps.has(nameOf(op)) || this.#unseen.has(opNames[op.code] ?? '')) return true;
    if (isSecondClose(op) || SLEEPS.has(op.code)) return true;
    return isUnseen(op, thread, this.#bodies, this.#trace);
  }

  #tryOn(thread: number, life: Life, op: Request): boolean {
    const state = this.#memory.i32[threadAt(thread) + T_STATE];
    if (life.isBlocked && state !== ThreadState.woken) return false;
    let status = life.isBlocked
      ? this.#kernel.retry(thread, op)
      : this.#kernel.perform(thread, op, life.line);
    // The duration of the library's own programs is not recorded.
    if (status === Status.blocked && opInfos[op.code]?.name === 'sleep')
      status = this.#expire(thread, op);
    if (status !== Status.blocked) this.#advance(thread, life, status);
    else if (life.isBlocked) return false;
    life.isBlocked = status === Status.blocked;
    this.#drain();
    return status !== Status.blocked;
  }

  /** Lets the timeout of a blocked op expire. */
  #expire(thread: number, op: Request): Status {
    const deadline = this.#memory.f64[(threadAt(thread) + T_DEADLINE) >> 1]!;
    this.#time = Math.max(this.#time, deadline);
    setProgramTime(this.#memory, this.#time);
    return this.#kernel.retry(thread, op);
  }

  #launch(thread: number): void {
    const steps = threadLife(this.#module, jobOf(this.#memory, thread));
    const life: Life = { steps, op: undefined, isBlocked: false, line: 0 };
    this.#lives.set(thread, life);
    this.#bodies.of(thread);
    this.#take(life, () => steps.next());
  }

  /** `given`: a time or a random number that CPython got; the program receives the same. */
  #advance(thread: number, life: Life, status: Status, given?: string): void {
    const { error } = this.#kernel;
    const result = given ?? this.#kernel.result;
    life.isBlocked = false;
    life.op = undefined;
    if (status === Status.done) this.#take(life, () => life.steps.next(result));
    else if (status === Status.raised) this.#take(life, () => life.steps.throw(error));
    if (life.op === undefined) this.#lives.delete(thread);
    this.#drain();
  }

  #take(life: Life, resume: () => IteratorResult<Request, void>): void {
    at.line = life.line;
    at.name = '';
    const next = resume();
    life.line = at.line;
    life.op = next.done === true ? undefined : next.value;
  }

  #drain(): void {
    drainRing(this.#memory, this.#trace);
    while (this.#seen < this.#trace.objects.length) this.#typeAt(this.#seen++);
  }

  /** Types all input of a terminal, as soon as it exists. */
  #typeAt(object: number): void {
    const { kind, name } = this.#trace.objects[object]!;
    if (kind !== 'terminal') return;
    for (const { terminal, line } of this.#input) {
      if (terminal !== name) continue;
      this.#kernel.intervene(() => typeLine(this.#kernel, object, line));
    }
  }

  #threadOf([processName, threadName]: readonly [string, string]): number | undefined {
    this.#drain();
    for (const [index, { name, process }] of this.#trace.threads.entries()) {
      if (name !== threadName || processLabel(this.#trace, process) !== processName) continue;
      if (this.#lives.has(index)) return index;
    }
    return undefined;
  }

  #isStuck(): boolean {
    return [...this.#lives].every(
      ([thread, { op }]) =>
        this.#hasEnded(thread) ||
        (op !== undefined && op.timeout < 0 && !this.#isEnabled(thread, op)),
    );
  }

  /** Number of other live threads in the process of this one. */
  #countOthers(thread: number): number {
    const { threads } = this.#trace;
    return [...this.#lives.keys()].filter(
      (other) =>
        other !== thread &&
        threads[other]?.process === threads[thread]?.process &&
        !this.#hasEnded(other),
    ).length;
  }

  /** A thread of a terminated process does not reach its end. */
  #hasEnded(thread: number): boolean {
    return this.#memory.i32[threadAt(thread) + T_STATE] === ThreadState.ended;
  }

  #exitCode(): number | undefined {
    this.#drain();
    for (let seq = this.#trace.length - 1; seq >= 0; seq--) {
      if (this.#trace.phase(seq) === Phase.exit && this.#trace.other(seq) === 0)
        return this.#trace.value(seq);
    }
    return undefined;
  }
}

/** A pseudo call in a record: its thread has ended. */
export const ENDS = 'ends';

/** Calls that send a signal. */
const SENDS_SIGNALS: ReadonlySet<string> = new Set(['terminate', 'kill']);

/** Steps of multiprocessing's Event and Barrier between the start and the end of a wait(). */
const SLEEPS: ReadonlySet<number> = new Set([
  code['shared.event.sleep'],
  code['shared.barrier.sleep'],
]);

/** Connection.close is one call and two ops, one for each direction. */
const isSecondClose = (op: Request): boolean => op.code === code['pipe.close'] && op.n === 0;

const isEnding = (op: Request): boolean =>
  opSpecs[op.code]?.about !== 'object' &&
  ['end', 'finish', 'drain', 'drain-children', 'exit'].includes(opInfos[op.code]?.name ?? '');

const describe = ({ who, op, on }: Call): string => `${who.join('/')} did ${op} on ${on}`;
