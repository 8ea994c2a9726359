/**
 * A step run played in program time: requests steps up to the time of a clock, which the reader stops, starts and sets
 * the speed of. For engines whose programs take no time of their own.
 */
import type { TypedLine } from '../base/typed-line.ts';
import type { Ms, ObjectIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import { EVENT_LIMIT, type Run, type RunStatus, type Transport, type Workers } from './run.ts';
import type { StepEnd, StepRun } from './step-run.ts';

export interface Pace {
  readonly speed: number;
  readonly paused: boolean;
}

/** Interval at which the clock is read. */
const TICK: Ms = 16;
/** Maximum real time that the clock advances while steps are computed: if they take longer, it waits for them. */
const LONGEST_STEPS: Ms = 250;
/** Maximum number of steps per request: input of the reader is handled between requests. */
const STEPS_A_TICK = 2_000;

export class PacedRun implements Run {
  readonly trace: Trace;
  readonly transport: Transport;
  readonly steps: StepRun;
  #speed: number;
  #isPaused: boolean;
  #isStopped = false;
  #isFull = false;
  /** No thread can move before a line is typed: time stands still. */
  #isHeld = false;
  #end: StepEnd | undefined;
  /** Time of the clock at the real time `#since`. */
  #time: Ms;
  #since: Ms;
  readonly #typed: { readonly terminal: ObjectIndex; readonly line: TypedLine }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isGoing = false;
  /** The present request. */
  #asked: Promise<void> = Promise.resolve();
  readonly #onFailure: (error: unknown) => void;

  /** `onFailure`: the engine failed. */
  constructor(steps: StepRun, { speed, paused }: Pace, onFailure: (error: unknown) => void) {
    this.steps = steps;
    this.trace = steps.trace;
    this.transport = steps.transport;
    this.#speed = speed;
    this.#isPaused = paused;
    this.#onFailure = onFailure;
    this.#time = steps.now();
    this.#since = performance.now();
    this.#tickIn(0);
  }

  get speed(): number {
    return this.#speed;
  }

  get status(): RunStatus {
    if (this.#isStopped || this.steps.status === 'ended') return 'ended';
    if (this.#isFull) return 'full';
    if (this.#isPaused) return 'paused';
    return this.trace.length === 0 ? 'starting' : 'running';
  }

  get #stands(): boolean {
    return this.#isPaused || this.#isHeld || this.#isFull || this.status === 'ended';
  }

  now(): Ms {
    // The clock may have been slightly ahead of the steps.
    if (this.steps.status === 'ended') return this.trace.endTime;
    const since = performance.now() - this.#since;
    const passed = this.#isGoing ? Math.min(LONGEST_STEPS, since) : since;
    return this.#stands ? this.#time : this.#time + passed * this.#speed;
  }

  pump(): boolean {
    const moved = this.steps.pump();
    if (this.trace.length >= EVENT_LIMIT && !this.#isFull) {
      this.#setClock();
      this.#isFull = true;
    }
    return moved;
  }

  pause(): void {
    this.#setClock();
    this.#isPaused = true;
  }

  resume(): void {
    this.#setClock();
    this.#isPaused = false;
    this.#tickIn(0);
  }

  setSpeed(factor: number): void {
    this.#setClock();
    this.#speed = factor;
  }

  type(terminal: ObjectIndex, line: TypedLine): void {
    this.#typed.push({ terminal, line });
    if (!this.#isPaused) this.#tickIn(0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#setClock();
    this.#isStopped = true;
    this.steps.stop();
  }

  /** Resolves when the engine has answered the present request: after `stop`, soon. */
  settled(): Promise<void> {
    return this.#asked;
  }

  workers(): Workers {
    return this.steps.workers();
  }

  /** Restarts the clock from the present real time. */
  #setClock(): void {
    this.#time = Math.max(this.now(), this.trace.endTime);
    this.#since = performance.now();
  }

  #tickIn(wait: Ms): void {
    if (this.#isGoing) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#asked = this.#tick().catch((error: unknown) => {
        // The stop may have ended the engine, too.
        if (!this.#isStopped) this.#onFailure(error);
      });
    }, wait);
  }

  async #tick(): Promise<void> {
    if (this.#isPaused || this.#isFull || this.status === 'ended') return;
    this.#isGoing = true;
    try {
      const typed = this.#typed.shift();
      if (typed === undefined) {
        this.#setClock();
        this.#end = await this.steps.run(STEPS_A_TICK, { kind: 'time', time: this.#time });
      } else {
        this.#end = await this.steps.typeLine(typed);
        this.#isHeld = false;
      }
    } finally {
      this.#setClock();
      this.#isGoing = false;
    }
    this.#isHeld = this.#end === 'input' && this.#typed.length === 0;
    // Then nothing happens by itself any more.
    if (this.#isHeld || this.#end === 'deadlock') return;
    this.#tickIn(this.#end === 'met' ? TICK : 0);
  }
}
