/** Performs moves: a thread performs its next op, retries the op that it waits in, or is lost. */
import { unreachable } from '../../base/bug.ts';
import type { Ms, ThreadIndex } from '../../base/units.ts';
import { Status, type Kernel } from '../../kernel/kernel.ts';
import { ThreadState } from '../../kernel/memory.ts';
import { code } from '../../kernel/ops.ts';
import { loseThread } from '../../kernel/primitives/process-end.ts';
import { Move } from './choice.ts';
import type { Life, Lives } from './lives.ts';
import type { Movers } from './movers.ts';
import type { StepClock } from './step-clock.ts';

/** The op after which a thread computes. */
const COMPUTE = code['cpu.compute'];

/** Stands for whatever a killed thread would do. */
const DEATH = { code: code['process.die'], target: -1, n: 0, timeout: -1, value: undefined };

export class Moves {
  readonly #kernel: Kernel;
  readonly #lives: Lives;
  readonly #movers: Movers;
  readonly #clock: StepClock;

  constructor(kernel: Kernel, lives: Lives, movers: Movers, clock: StepClock) {
    this.#kernel = kernel;
    this.#lives = lives;
    this.#movers = movers;
    this.#clock = clock;
  }

  /** `time`: from a live run, if given. `report` goes with `Move.lose`. */
  make(thread: ThreadIndex, move: Move, time: Ms | undefined, report: string): void {
    switch (move) {
      case Move.lose:
        this.#pass(thread, time, -Infinity);
        this.#actFromOutside(() => loseThread(this.#kernel, thread, report));
        return;
      case Move.again:
        this.#pass(thread, time, -Infinity);
        this.#retry(thread, false);
        return;
      case Move.go:
        if (this.#movers.isDying(thread)) this.#die(thread, time);
        else if (this.#movers.isWaiting(thread)) this.#stopWaiting(thread, time);
        else this.#perform(thread, time);
        return;
      case Move.type:
        return;
      default:
        unreachable(move);
    }
  }

  /** Acts on the program from outside, now or at `time`. */
  intervene(time: Ms | undefined, act: () => void): void {
    if (this.#clock.goTo(Math.max(this.#clock.time, time ?? 0))) this.#movers.takeBack();
    this.#actFromOutside(act);
  }

  #actFromOutside(act: () => void): void {
    this.#kernel.intervene(act);
    this.#tellOthers();
  }

  #perform(thread: ThreadIndex, time: Ms | undefined): void {
    const movers = this.#movers;
    const life = this.#lives.of(thread);
    const op = this.#lives.op(thread);
    const isBusy = time === undefined && movers.isComputing(thread);
    this.#pass(thread, time, isBusy ? movers.limitOf(thread) : -Infinity);
    movers.computes(thread, Infinity);
    this.#settle(thread, life, this.#kernel.perform(thread, op, life.line));
  }

  /** Its process was killed. Its next op makes no difference, so it is not computed. */
  #die(thread: ThreadIndex, time: Ms | undefined): void {
    this.#pass(thread, time, -Infinity);
    const life = this.#lives.of(thread);
    this.#settle(thread, life, this.#kernel.perform(thread, DEATH, life.line));
  }

  /** It takes what it was woken for, or gives up after its timeout. */
  #stopWaiting(thread: ThreadIndex, time: Ms | undefined): void {
    const movers = this.#movers;
    const isFree =
      movers.isInterrupted(thread) ||
      (movers.stateOf(thread) === ThreadState.woken && movers.couldTake(thread));
    this.#pass(thread, time, isFree ? -Infinity : movers.limitOf(thread));
    this.#retry(thread, true);
  }

  #pass(thread: ThreadIndex, time: Ms | undefined, limit: Ms): void {
    if (this.#clock.pass(thread, time, limit)) this.#movers.takeBack();
  }

  /** Makes a waiting thread retry; `mayGiveUp`: an expired timeout counts. */
  #retry(thread: ThreadIndex, mayGiveUp: boolean): void {
    const life = this.#lives.of(thread);
    const status = this.#kernel.retry(thread, this.#lives.op(thread), mayGiveUp);
    this.#settle(thread, life, status);
  }

  #settle(thread: ThreadIndex, life: Life, status: Status): void {
    const kernel = this.#kernel;
    if (status === Status.done) {
      if (life.op?.code === COMPUTE) {
        this.#movers.computes(thread, this.#clock.time + life.op.n);
      }
      life.op = undefined;
      life.result = kernel.result;
    } else if (status === Status.raised) {
      life.op = undefined;
      life.error = kernel.error;
    }
    this.#movers.settle(thread);
    if (kernel.woken.length > 0 || kernel.dismissed.length > 0) this.#tellOthers();
  }

  /** Handles the threads that the last transition woke or ended. */
  #tellOthers(): void {
    for (const thread of this.#kernel.woken) this.#movers.place(thread);
    for (const thread of this.#kernel.dismissed) this.#movers.place(thread);
  }
}
