/**
 * Step limit of a run, beyond which it counts as endless. With a constant limit every endless run would be that long,
 * and a run of 5,000 steps takes as long as thousands of short ones; so after the first finished run the limit is
 * several times the length of the longest run that has ended by itself.
 */
const MOST = 5000;
const LEAST = 400;
const TIMES = 8;

export class RunLimit {
  /** The present limit. */
  steps: number;
  readonly #isFixed: boolean;
  #longest = 0;

  /** `steps`: a constant limit. */
  constructor(steps?: number) {
    this.#isFixed = steps !== undefined;
    this.steps = steps ?? MOST;
  }

  /** Records the length of a finished run. */
  note(steps: number, isCut: boolean): void {
    if (this.#isFixed) return;
    if (!isCut) this.#longest = Math.max(this.#longest, steps);
    this.steps = Math.min(MOST, Math.max(LEAST, TIMES * this.#longest));
  }
}
