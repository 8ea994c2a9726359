/**
 * Endings found by an exploration, each with the order of steps with the fewest switches so far. Runs are looked up by
 * a raw key of the kernel's memory; the outcome's text is made once.
 */
import type { Schedule } from '../engines/model/schedule.ts';
import type { Outcome } from '../trace/outcome.ts';
import { outcomeOf, rawKeyOf } from './endings.ts';
import { keyOf, shortKeyOf } from './keys.ts';
import type { Execution } from './execution.ts';
import { countSwitches, reorder, reorderQuickly, type Order } from './linear-order.ts';
import type { RunStack } from './run-stack.ts';

export interface Found {
  /** Short key, for links and lists. */
  readonly key: string;
  readonly outcome: Outcome;
  count: number;
  order: Order;
  switches: number;
  /** Proved: no run with this ending has fewer switches. */
  isMinimal: boolean;
  /** Schedule of `order`, once requested. */
  schedule: Schedule | undefined;
  /** Number of its runs whose linearisations were all examined. */
  searched: number;
}

/** Limits on fully examined runs, per ending and in all. */
const MOST_SEARCHED = 4;
const MOST_SEARCHED_IN_ALL = 40;
/** Limit on raw keys; beyond it they are cleared. */
const MOST_RAW = 20_000;

export class FoundEndings {
  readonly #byKey = new Map<string, Found>();
  readonly #byRaw = new Map<string, Found>();
  #searched = 0;

  get size(): number {
    return this.#byKey.size;
  }

  values(): Found[] {
    return [...this.#byKey.values()];
  }

  clear(): void {
    this.#byKey.clear();
    this.#byRaw.clear();
    this.#searched = 0;
  }

  /** Records a run at its end, where the execution stands. */
  note(execution: Execution, run: RunStack, isCut: boolean, isOrdered: boolean): Found {
    const raw = rawKeyOf(execution, isCut, isOrdered);
    const known = this.#byRaw.get(raw);
    if (known !== undefined) {
      known.count += 1;
      this.#improve(known, run);
      return known;
    }
    const outcome = outcomeOf(execution, isCut, isOrdered);
    const key = keyOf(outcome);
    let found = this.#byKey.get(key);
    if (found === undefined) {
      found = {
        key: shortKeyOf(key),
        outcome,
        count: 0,
        order: [],
        switches: Infinity,
        isMinimal: false,
        schedule: undefined,
        searched: 0,
      };
      this.#byKey.set(key, found);
    }
    found.count += 1;
    this.#improve(found, run);
    if (this.#byRaw.size >= MOST_RAW) this.#byRaw.clear();
    this.#byRaw.set(raw, found);
    return found;
  }

  #improve(found: Found, run: RunStack): void {
    const least = run.threadCount - 1;
    if (found.switches <= least) return;
    let order = reorderQuickly(run);
    let switches = countSwitches(order);
    const mayBeFewer = switches <= found.switches + 1 && switches > least;
    if (mayBeFewer && found.searched < MOST_SEARCHED && this.#searched < MOST_SEARCHED_IN_ALL) {
      found.searched += 1;
      this.#searched += 1;
      order = reorder(run);
      switches = countSwitches(order);
    }
    this.offer(found, order, switches);
  }

  /** Replaces the order by a better one. */
  offer(found: Found, order: Order, switches: number): void {
    if (switches >= found.switches) return;
    found.order = order;
    found.switches = switches;
    found.schedule = undefined;
  }

  /** The ending of the run at whose end the execution stands; undefined if not known. */
  find(execution: Execution, isOrdered: boolean): Found | undefined {
    return this.#byKey.get(keyOf(outcomeOf(execution, false, isOrdered)));
  }
}
