/**
 * The deciding choice: the last step of a run before which another ending was still possible. What is possible after a
 * step is possible before it, so the step is found by binary search.
 *
 * Whether another ending is possible from a point is found by search: some random runs, then every continuation in
 * turn, within limits.
 */
import type { Ms } from '../../base/units.ts';
import { draw } from '../../engines/model/chance.ts';
import type { Pending, Standing } from '../execution.ts';
import type { IsOther } from '../other-endings.ts';
import type { Deciding } from '../report.ts';
import { MOST_STEPS, type Walker } from './walker.ts';

const LEAST_BY_CHANCE = 8;
const MOST_BY_CHANCE = 40;
const MOST_IN_ORDER = 400;
/** Time limit per point, after a minimum of runs. */
const TIME_LIMIT: Ms = 120;

/** Whether another ending is possible. no: every continuation was explored; unseen: many were. */
type Answer = 'yes' | 'no' | 'unseen';

export class DecidingSearch {
  readonly #walker: Walker;
  readonly #threads: readonly number[];
  readonly #isOther: IsOther;

  /**
   * @param threads of the run's steps, by stable name in the walker's execution
   * @param isOther true of some ending of the program, so that the run could have ended differently from its start
   */
  constructor(walker: Walker, threads: readonly number[], isOther: IsOther) {
    this.#walker = walker;
    this.#threads = threads;
    this.#isOther = isOther;
  }

  find(): Deciding {
    let open = 0;
    let closed = this.#threads.length;
    let isProved = true;
    while (closed - open > 1) {
      const middle = (open + closed) >>> 1;
      const answer = this.#canEndOtherwise(middle);
      if (answer === 'yes') open = middle;
      else {
        closed = middle;
        isProved = answer === 'no';
      }
    }
    return { step: open, isProved, instead: this.#instead(open) };
  }

  /** After the first `count` steps. */
  #canEndOtherwise(count: number): Answer {
    const end = performance.now() + TIME_LIMIT;
    const { execution } = this.#walker;
    this.#walker.goTo(this.#threads, count);
    const here = execution.standing();
    for (let n = 0; n < MOST_BY_CHANCE; n++) {
      execution.resume(here);
      if (this.#runOn((enabled, step) => draw(n + 1, step, enabled.length))) return 'yes';
      if (n + 1 >= LEAST_BY_CHANCE && performance.now() > end) return 'unseen';
    }
    return this.#tryAll(here, end);
  }

  /** Every continuation from there, depth first. */
  #tryAll(here: Standing, end: Ms): Answer {
    const path: { next: number; of: number }[] = [];
    for (let n = 0; n < MOST_IN_ORDER && performance.now() < end; n++) {
      this.#walker.execution.resume(here);
      const isOther = this.#runOn((enabled, step) => {
        const fork = (path[step] ??= { next: 0, of: enabled.length });
        return fork.next;
      });
      if (isOther) return 'yes';
      while (path.length > 0 && path.at(-1)!.next + 1 >= path.at(-1)!.of) path.pop();
      const last = path.at(-1);
      if (last === undefined) return 'no';
      last.next += 1;
    }
    return 'unseen';
  }

  /** Runs on to an end from the present point; true if the ending is another one. */
  #runOn(choose: (enabled: readonly Pending[], step: number) => number): boolean {
    const walker = this.#walker;
    for (let step = 0; step < MOST_STEPS; step++) {
      const enabled = walker.enabled();
      if (enabled.length === 0) return this.#isOther(walker.outcome());
      walker.take(enabled[choose(enabled, step)]!);
    }
    return this.#isOther(walker.outcome(true));
  }

  /** Another thread at the deciding step, and a run with it that ends differently, preferably with few switches. */
  #instead(step: number): Deciding['instead'] {
    const walker = this.#walker;
    walker.goTo(this.#threads, step);
    const others = walker.enabled().filter(({ thread }) => thread !== this.#threads[step]);
    for (let n = 0; n <= MOST_BY_CHANCE; n++) {
      for (const other of others) {
        walker.goTo(this.#threads, step);
        const first = walker.take(other);
        let last = other.thread;
        const isOther = this.#runOn((enabled, at) => {
          const stays = enabled.findIndex(({ thread }) => thread === last);
          const chosen = n === 0 && stays >= 0 ? stays : draw(n, at, enabled.length);
          last = enabled[chosen]!.thread;
          return chosen;
        });
        if (!isOther) continue;
        // In a deadlock, outcomeOf lets the blocked threads begin to wait.
        return { thread: walker.describe(first).thread, text: walker.text() };
      }
    }
    return undefined;
  }
}
