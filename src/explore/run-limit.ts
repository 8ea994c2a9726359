/**
 * How many steps a run may take before it counts as one that never ends. Programs that go on for ever would have every run
 * as long as that, and a run of 5,000 steps takes as long as thousands of short ones; so, once a run is over, the others
 * may take several times as many steps as the longest that has ended by itself.
 */
const MOST = 5000;
const LEAST = 400;
const TIMES = 8;

export class RunLimit {
  /** Steps that a run may take at present. */
  steps: number;
  readonly #isFixed: boolean;
  #longest = 0;

  /** `steps`: always so many. */
  constructor(steps?: number) {
    this.#isFixed = steps !== undefined;
    this.steps = steps ?? MOST;
  }

  /** A run is over after so many steps. */
  note(steps: number, isCut: boolean): void {
    if (this.#isFixed) return;
    if (!isCut) this.#longest = Math.max(this.#longest, steps);
    this.steps = Math.min(MOST, Math.max(LEAST, TIMES * this.#longest));
  }
}
