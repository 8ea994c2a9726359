/**
 * The endings that an exploration has found, and for each the order of steps with the fewest switches so far. A run is
 * looked up by what it has come to as it stands in memory; words are found for it once.
 */
import type { Schedule } from '../engines/model/schedule.ts';
import type { Outcome } from '../trace/outcome.ts';
import { outcomeOf, rawKeyOf } from './endings.ts';
import { keyOf, shortKeyOf } from './keys.ts';
import type { Execution } from './execution.ts';
import { countSwitches, reorder, reorderQuickly, type Order } from './linear-order.ts';
import type { RunStack } from './run-stack.ts';

export interface Found {
  /** A short one, for links and lists. */
  readonly key: string;
  readonly outcome: Outcome;
  count: number;
  order: Order;
  switches: number;
  /** No run that ends so has fewer switches. */
  isMinimal: boolean;
  /** Of `order`, once it was asked for. */
  schedule: Schedule | undefined;
  /** Runs of it whose orders were all looked at. */
  searched: number;
}

/** Runs of one ending whose orders are all looked at, and of all endings together. */
const MOST_SEARCHED = 4;
const MOST_SEARCHED_IN_ALL = 40;
/** Of raw keys; beyond them they are forgotten. */
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

  /** A run has come to its end, where the execution stands. */
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

  /** Takes an order that is better than what it has. */
  offer(found: Found, order: Order, switches: number): void {
    if (switches >= found.switches) return;
    found.order = order;
    found.switches = switches;
    found.schedule = undefined;
  }

  /** The ending of a run, where the execution stands; undefined for one that is not known. */
  find(execution: Execution, isOrdered: boolean): Found | undefined {
    return this.#byKey.get(keyOf(outcomeOf(execution, false, isOrdered)));
  }
}
