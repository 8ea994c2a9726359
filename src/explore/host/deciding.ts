/**
 * The choice that decides: the last step of a run before which it could still have come to another ending. What could
 * happen after a step could also happen after those before it, so the place is found by halving.
 *
 * Whether a run can still end otherwise from some point is found by trying: some runs by chance, then every way on,
 * one after the other, as far as the limits allow.
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
/** Of one point; the least that is tried is tried whatever it takes. */
const TIME_LIMIT: Ms = 120;

/** Can it end otherwise? yes; no: every way on was tried; unseen: many were. */
type Answer = 'yes' | 'no' | 'unseen';

export class DecidingSearch {
  readonly #walker: Walker;
  readonly #threads: readonly number[];
  readonly #isOther: IsOther;

  /**
   * @param threads of the run's steps, by the names of the walker's execution
   * @param isOther true of some ending of the program, so that the run could end otherwise from its very start
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

  /** Every way on from there, depth first. */
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

  /** Goes on to an end from where the execution stands; true if it is another one. */
  #runOn(choose: (enabled: readonly Pending[], step: number) => number): boolean {
    const walker = this.#walker;
    for (let step = 0; step < MOST_STEPS; step++) {
      const enabled = walker.enabled();
      if (enabled.length === 0) return this.#isOther(walker.outcome());
      walker.take(enabled[choose(enabled, step)]!);
    }
    return this.#isOther(walker.outcome(true));
  }

  /** Another thread at the step that decides, and a run with it that ends otherwise: with few switches, if it can be. */
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
        // Where it stands still, those that cannot go on have begun to wait: outcomeOf lets them.
        return { thread: walker.describe(first).thread, text: walker.text() };
      }
    }
    return undefined;
  }
}
