/**
 * Who can move. A thread can
 * - when its last op is done: it computes on to its next op and performs that, which may leave it blocked;
 * - when it was woken and its op could take effect now;
 * - when its time limit has passed;
 * - when the handler of a signal is due in it.
 * A woken thread that finds another was quicker waits again only once nobody can move ("barred").
 * A process that was killed ends then, too, by a step of its main thread; or after many steps of the others, for they may
 * be looping until it has ended.
 *
 * Threads are sorted into sets as their states change, so that a step costs the same however many there are. Their order
 * within a set depends on the run's history only.
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

/** finished: the main process has exited. deadlock: nobody can move, now or ever. input: nobody can until a line is typed. */
export type Standstill = 'finished' | 'deadlock' | 'input';
/** go: somebody can move. */
export type Found = 'go' | Standstill;

/** So many steps of the others a killed process takes to end, at the most. */
const DEATH_STEPS = 100;

const NOBODY_COMPUTES: (readonly [ThreadIndex, Ms])[] = [];

export class Movers {
  readonly #kernel: Kernel;
  readonly #memory: Memory;
  readonly #lives: Lives;
  readonly #clock: StepClock;
  #timed = true;
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
  /** Program time until which each thread computes; infinite while it does not. Those that never have may be missing. */
  #busyUntil = new Float64Array(64).fill(Infinity);
  /** How many compute. */
  #computing = 0;
  /** The one that waits again, or leads its process's end, because nobody can move; or -1. */
  #barred: ThreadIndex = -1;
  /** The main thread of the first process that was killed and has not ended, or -1. */
  #dying: ThreadIndex = -1;
  /** Steps that others have taken since. */
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

  /** Who computes, and until when. */
  computing(): (readonly [thread: ThreadIndex, until: Ms])[] {
    if (this.#computing === 0) return NOBODY_COMPUTES;
    const found: (readonly [ThreadIndex, Ms])[] = [];
    for (let thread = 0; thread < this.#memory.i32[H_THREADS]!; thread++) {
      if (this.isComputing(thread)) found.push([thread, this.#busyUntil[thread]!]);
    }
    return found;
  }

  /** The kernel's memory was put back to an earlier standing, in which these compute. */
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

  // What `find` has found.

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

  /** May it move if it is told to? What a strategy is not offered counts, too: a killed process may end at any time. */
  mayMove(thread: ThreadIndex): boolean {
    if (this.isDying(thread) || this.has(thread)) return true;
    const waitsForDeath = this.#barred >= 0 && this.#barred === this.#dying;
    return waitsForDeath && (this.#ready.has(thread) || this.#quick.has(thread));
  }

  /** Does its next step end its process, which was killed? It may be taken at any time. */
  isDying(thread: ThreadIndex): boolean {
    return leadsDeath(this.#memory, thread);
  }

  /** Finds out who can move, letting time pass if nobody can right now. */
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

  /** Untimed, a wait may end at any time, but not before those have ended who were killed. */
  #canMoveBeforeDeath(): boolean {
    if (this.#dying >= 0 && !this.#timed && this.#quick.size === 0) {
      for (let n = 0; n < this.#ready.size; n++)
        if (!this.isWaiting(this.#ready.at(n))) return true;
      return false;
    }
    return this.#ready.size + this.#quick.size > 0;
  }

  /** Threads of processes that were killed take no other step any more. */
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

  // What each thread stands at.

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

  /** Program time at which it gives up waiting, or has computed; Infinity for never. */
  limitOf(thread: ThreadIndex): Ms {
    if (this.isComputing(thread)) return this.#busyUntil[thread]!;
    return this.#memory.f64[(threadAt(thread) + T_DEADLINE) >> 1]!;
  }

  /** Is the handler of a signal due in the middle of its wait? */
  isInterrupted(thread: ThreadIndex): boolean {
    return this.isWaiting(thread) && this.#kernel.isDue(thread);
  }

  /** Could the op in which it waits take effect now, or raise, or be interrupted? */
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
    // The common case: it has performed an op, and goes on.
    const goesOn =
      this.stateOf(thread) === ThreadState.running &&
      this.#ready.has(thread) &&
      !this.isComputing(thread);
    if (!goesOn) this.place(thread);
  }

  /** Puts a thread into the sets where its state belongs. */
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

  /** Less time has passed than `find` foresaw: those whose time is not up after all wait on. */
  takeBack(): void {
    for (let n = this.#ready.size - 1; n >= 0; n--) {
      const thread = this.#ready.at(n);
      const waits = this.isWaiting(thread) || this.isComputing(thread);
      if (this.#timed && waits && this.limitOf(thread) > this.#clock.time) this.place(thread);
    }
  }

  /** Those of `#limited` whose time is up become ready. */
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
