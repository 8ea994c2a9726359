/**
 * Which threads can move. A thread can
 * - when its last op is done: it computes up to its next op and performs that, which may block it;
 * - when it was woken and its op could take effect now;
 * - when its timeout has expired;
 * - when a signal handler is pending in it. A woken thread that was too late waits again only once no other thread can
 *   move ("barred"). A killed process ends then, too, by a step of its main thread; or after many steps of the others,
 *   since they may be looping until it has ended.
 *
 * Threads are kept in sets according to their states, so that the cost of a step does not depend on their number. The
 * order within a set depends on the run's history only.
 */
import type { Ms, ThreadIndex } from '../../base/units.ts';
import { PyError } from '../../kernel/errors.ts';
import { isThreadDoomed, leadsDeath } from '../../kernel/doom.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import {
  H_DOOMED,
  H_EXITED,
  H_THREADS,
  T_DEADLINE,
  T_STATE,
  threadAt,
  ThreadState,
  type Memory,
} from '../../kernel/memory.ts';
import { awaitsTyping } from '../../kernel/primitives/terminal.ts';
import type { Lives } from './lives.ts';
import type { StepClock } from './step-clock.ts';
import { roomier } from './roomier.ts';
import { ThreadSet } from './thread-set.ts';

/** finished: the main process has exited. deadlock: no thread can ever move. input: none can until a line is typed. */
export type Standstill = 'finished' | 'deadlock' | 'input';
/** go: some thread can move. */
export type Found = 'go' | Standstill;

/** Maximum number of other threads' steps before a killed process ends. */
const DEATH_STEPS = 100;

const NOBODY_COMPUTES: (readonly [ThreadIndex, Ms])[] = [];

export class Movers {
  readonly #kernel: Kernel;
  readonly #memory: Memory;
  readonly #lives: Lives;
  readonly #clock: StepClock;
  #timed = true;
  /** Can move for sure: they compute, or their timeout has expired. */
  readonly #ready = new ThreadSet();
  /** Were woken and have not retried. */
  readonly #woken = new ThreadSet();
  /** Those of `#woken` that can move. */
  readonly #quick = new ThreadSet();
  /** Blocked with a timeout that has not expired, or computing (timed only). */
  readonly #limited = new ThreadSet();
  /** Lower bound of the timeouts in `#limited`. */
  #nextLimit: Ms = Infinity;
  /**
   * Program time until which each thread computes; infinite if it does not. May be shorter than the number of threads.
   */
  #busyUntil = new Float64Array(64).fill(Infinity);
  /** Number of computing threads. */
  #computing = 0;
  /** The thread that waits again, or ends its process, because no thread can move; or -1. */
  #barred: ThreadIndex = -1;
  /** The main thread of the first killed process that has not ended, or -1. */
  #dying: ThreadIndex = -1;
  /** Number of other threads' steps since. */
  #survived = 0;

  constructor(kernel: Kernel, lives: Lives, clock: StepClock) {
    this.#kernel = kernel;
    this.#memory = kernel.memory;
    this.#lives = lives;
    this.#clock = clock;
  }

  restart(timed: boolean): void {
    this.#timed = timed;
    for (const set of [this.#ready, this.#woken, this.#quick, this.#limited]) set.clear();
    this.#nextLimit = Infinity;
    if (this.#computing > 0) this.#busyUntil.fill(Infinity);
    this.#computing = 0;
    this.#barred = -1;
    this.#dying = -1;
    this.#survived = 0;
  }

  /** Computing threads, with their end times. */
  computing(): (readonly [thread: ThreadIndex, until: Ms])[] {
    if (this.#computing === 0) return NOBODY_COMPUTES;
    const found: (readonly [ThreadIndex, Ms])[] = [];
    for (let thread = 0; thread < this.#memory.i32[H_THREADS]!; thread++) {
      if (this.isComputing(thread)) found.push([thread, this.#busyUntil[thread]!]);
    }
    return found;
  }

  /** The kernel's memory was restored to an earlier standing, in which these compute. */
  resume(computing: readonly (readonly [thread: ThreadIndex, until: Ms])[]): void {
    for (const set of [this.#ready, this.#woken, this.#quick, this.#limited]) set.clear();
    this.#nextLimit = Infinity;
    if (this.#computing > 0) this.#busyUntil.fill(Infinity);
    this.#computing = 0;
    this.#barred = -1;
    this.#dying = -1;
    this.#survived = 0;
    for (const [thread, until] of computing) this.computes(thread, until);
    for (let thread = 0; thread < this.#memory.i32[H_THREADS]!; thread++) {
      const state = this.stateOf(thread);
      if (state === ThreadState.created || state === ThreadState.ended) continue;
      if (state === ThreadState.starting) this.launch(thread);
      else this.place(thread);
    }
  }

  // Result of `find`.

  get count(): number {
    return this.#barred >= 0 ? 1 : this.#ready.size + this.#quick.size;
  }

  /** One of them, by position from 0. */
  at(position: number): ThreadIndex {
    if (this.#barred >= 0) return this.#barred;
    const { size } = this.#ready;
    return position < size ? this.#ready.at(position) : this.#quick.at(position - size);
  }

  has(thread: ThreadIndex): boolean {
    if (this.#barred >= 0) return thread === this.#barred;
    return this.#ready.has(thread) || this.#quick.has(thread);
  }

  isBarred(thread: ThreadIndex): boolean {
    return thread === this.#barred && !this.isDying(thread);
  }

  /**
   * Whether it may move if told to. Includes moves that strategies are not offered: a killed process may end at any
   * time.
   */
  mayMove(thread: ThreadIndex): boolean {
    if (this.isDying(thread) || this.has(thread)) return true;
    const waitsForDeath = this.#barred >= 0 && this.#barred === this.#dying;
    return waitsForDeath && (this.#ready.has(thread) || this.#quick.has(thread));
  }

  /** Whether its next step ends its killed process. It may be taken at any time. */
  isDying(thread: ThreadIndex): boolean {
    return leadsDeath(this.#memory, thread);
  }

  /** Determines which threads can move, letting time pass if none can right now. */
  find(): Found {
    this.#barred = -1;
    const clock = this.#clock;
    for (;;) {
      if (this.#memory.i32[H_EXITED] === 1) return 'finished';
      if (this.#memory.i32[H_DOOMED] !== 0) this.#lookAtDying();
      else this.#dying = -1;
      if (this.#dying >= 0 && this.#survived >= DEATH_STEPS) return this.#letDie();
      if (clock.now >= this.#nextLimit) this.#collectDue();
      this.#quick.clear();
      for (let n = 0; n < this.#woken.size; n++) {
        if (this.#canUseWake(this.#woken.at(n))) this.#quick.add(this.#woken.at(n));
      }
      if (this.#canMoveBeforeDeath()) return 'go';
      if (this.#dying >= 0) return this.#letDie();
      if (this.#woken.size > 0) {
        this.#barred = this.#woken.lowest();
        return 'go';
      }
      if (this.#limited.size === 0) return awaitsTyping(this.#kernel) ? 'input' : 'deadlock';
      this.#collectDue();
      if (this.#ready.size === 0) clock.now = this.#nextLimit;
    }
  }

  #letDie(): Found {
    this.#barred = this.#dying;
    this.#survived = 0;
    return 'go';
  }

  /** Untimed, a wait may end at any time, but not before killed processes have ended. */
  #canMoveBeforeDeath(): boolean {
    if (this.#dying >= 0 && !this.#timed && this.#quick.size === 0) {
      for (let n = 0; n < this.#ready.size; n++)
        if (!this.isWaiting(this.#ready.at(n))) return true;
      return false;
    }
    return this.#ready.size + this.#quick.size > 0;
  }

  /** Threads of killed processes take no other step any more. */
  #lookAtDying(): void {
    this.#survived = this.#dying < 0 ? 0 : this.#survived + 1;
    this.#dying = -1;
    for (let thread = this.#memory.i32[H_THREADS]! - 1; thread >= 0; thread--) {
      if (!isThreadDoomed(this.#memory, thread)) continue;
      for (const set of [this.#ready, this.#woken, this.#limited]) set.remove(thread);
      this.computes(thread, Infinity);
      if (this.isDying(thread)) this.#dying = thread;
    }
  }

  // State of each thread.

  stateOf(thread: ThreadIndex): ThreadState {
    return this.#memory.i32[threadAt(thread) + T_STATE]! as ThreadState;
  }

  isWaiting(thread: ThreadIndex): boolean {
    const state = this.stateOf(thread);
    return state === ThreadState.blocked || state === ThreadState.woken;
  }

  isComputing(thread: ThreadIndex): boolean {
    return this.#computing > 0 && (this.#busyUntil[thread] ?? Infinity) < Infinity;
  }

  /** Program time of its timeout, or of the end of its computing; Infinity for none. */
  limitOf(thread: ThreadIndex): Ms {
    if (this.isComputing(thread)) return this.#busyUntil[thread]!;
    return this.#memory.f64[(threadAt(thread) + T_DEADLINE) >> 1]!;
  }

  /** Whether a signal handler is pending in the middle of its wait. */
  isInterrupted(thread: ThreadIndex): boolean {
    return this.isWaiting(thread) && this.#kernel.isDue(thread);
  }

  /** Whether the op in which it waits could take effect now, or raise, or be interrupted. */
  couldTake(thread: ThreadIndex): boolean {
    try {
      return this.#kernel.isEnabled(thread, this.#lives.op(thread));
    } catch (error) {
      if (error instanceof PyError) return true;
      throw error;
    }
  }

  // What has happened.

  launch(thread: ThreadIndex): void {
    this.#ready.add(thread);
  }

  /** It computes until then; Infinity: not at all. Takes effect with `settle`. */
  computes(thread: ThreadIndex, until: Ms): void {
    const did = this.isComputing(thread);
    const does = until < Infinity;
    if (!did && !does) return;
    if (thread >= this.#busyUntil.length)
      this.#busyUntil = roomier(this.#busyUntil, thread, Infinity);
    this.#busyUntil[thread] = until;
    if (did !== does) this.#computing += does ? 1 : -1;
  }

  /** It has taken a step. */
  settle(thread: ThreadIndex): void {
    // The common case: it has performed an op, and continues.
    const goesOn =
      this.stateOf(thread) === ThreadState.running &&
      this.#ready.has(thread) &&
      !this.isComputing(thread);
    if (!goesOn) this.place(thread);
  }

  /** Puts a thread into the sets for its state. */
  place(thread: ThreadIndex): void {
    const state = this.stateOf(thread);
    if (state === ThreadState.ended) this.computes(thread, Infinity);
    const computes = this.isComputing(thread);
    const limit = computes || state === ThreadState.blocked ? this.limitOf(thread) : Infinity;
    const runs = state === ThreadState.running && !(computes && this.#timed);
    const isDue = state === ThreadState.blocked && this.#kernel.isDue(thread);
    if (runs || isDue || (limit < Infinity && !this.#timed)) {
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
    if (state === ThreadState.ended) this.#lives.end(thread);
  }

  /** Less time has passed than `find` assumed: threads whose timeout has not expired after all keep waiting. */
  takeBack(): void {
    for (let n = this.#ready.size - 1; n >= 0; n--) {
      const thread = this.#ready.at(n);
      const waits = this.isWaiting(thread) || this.isComputing(thread);
      if (this.#timed && waits && this.limitOf(thread) > this.#clock.time) this.place(thread);
    }
  }

  /** Threads of `#limited` whose timeout has expired become ready. */
  #collectDue(): void {
    this.#nextLimit = Infinity;
    for (let n = this.#limited.size - 1; n >= 0; n--) {
      const thread = this.#limited.at(n);
      const limit = this.limitOf(thread);
      if (limit <= this.#clock.now) {
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
    return this.#timed ? limit <= this.#clock.now : limit < Infinity;
  }
}
