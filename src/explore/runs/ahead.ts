/**
 * The runs of an exploration, made by several engines at once. They are handed out some ahead and taken back in their order, so
 * that the result is the same however many engines there are and whichever is quicker.
 */
import type { MadeRun, Try } from './runner.ts';
import type { Tries } from './tries.ts';

/** Number of runs handed out before the first of them has been taken back. */
const AHEAD = 8;

/** A run to make. */
export interface Task {
  readonly number: number;
  readonly wanted: Try;
}

export class Ahead {
  readonly #tries: Tries;
  readonly #note: (run: MadeRun, wanted: Try) => void;
  /** Handed out or yet to be, and not taken back, in order. */
  readonly #tasks: Task[] = [];
  /** How many of these have been handed out. */
  #out = 0;
  #count = 0;
  /** Made before one of an earlier number; null: its first steps did not fit the program. */
  readonly #early = new Map<number, MadeRun | null>();
  #waiting: (() => void)[] = [];

  /** `note` gets each run once, in order. */
  constructor(tries: Tries, note: (run: MadeRun, wanted: Try) => void) {
    this.#tries = tries;
    this.#note = note;
    this.#draw();
  }

  /** The next run to make; undefined: none before another has been taken back. */
  take(): Task | undefined {
    const task = this.#tasks[this.#out];
    if (task !== undefined) this.#out += 1;
    return task;
  }

  /** All runs have been made and taken back. */
  get isOver(): boolean {
    return this.#tasks.length === 0;
  }

  /** Resolves when a run has been taken back. */
  async change(): Promise<void> {
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Takes back a run; undefined if it could not be made. */
  giveBack({ number }: Task, run: MadeRun | undefined): void {
    this.#early.set(number, run ?? null);
    for (;;) {
      const [first] = this.#tasks;
      const made = first === undefined ? undefined : this.#early.get(first.number);
      if (first === undefined || made === undefined) break;
      this.#early.delete(first.number);
      this.#tasks.shift();
      this.#out -= 1;
      if (made !== null) {
        this.#note(made, first.wanted);
        this.#tries.learn(made, first.wanted);
      }
      // After each run, not after several: what is tried next must not depend on how many are ready.
      this.#draw();
    }
    this.giveUp();
  }

  /** Has nobody wait: a run that was handed out does not come back. */
  giveUp(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Allows as many random runs again. */
  allowMore(): void {
    this.#tries.allowMore();
    this.#draw();
  }

  #draw(): void {
    while (this.#tasks.length < AHEAD) {
      const wanted = this.#tries.next();
      if (wanted === undefined) return;
      this.#tasks.push({ number: this.#count++, wanted });
    }
  }
}
