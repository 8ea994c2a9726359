/**
 * Linearisation of a run with few switches: any order that preserves happens-before is an equivalent run. A thread
 * continues for as long as it can; at a switch all enabled threads are tried, breadth first, so that the first order
 * found has the fewest. (The jump number of a partial order.)
 */
import type { RunStack, Taken } from './run-stack.ts';

/** Maximum number of states examined; then the best so far is taken. */
const MOST_STATES = 300;

interface State {
  /** Number of completed steps by thread. */
  readonly done: readonly number[];
  readonly last: number;
  readonly from: State | undefined;
  /** Steps that `last` took in a row. */
  readonly taken: number;
  readonly total: number;
}

/** Threads in the order of their steps. */
export type Order = readonly number[];

export const countSwitches = (order: Order): number =>
  order.reduce((count, thread, n) => count + (n > 0 && order[n - 1] !== thread ? 1 : 0), 0);

/** Steps by thread. */
function ownSteps(taken: readonly Taken[]): Map<number, Taken[]> {
  const steps = new Map<number, Taken[]>();
  for (const step of taken) {
    const own = steps.get(step.thread);
    if (own === undefined) steps.set(step.thread, [step]);
    else own.push(step);
  }
  return steps;
}

/** Greedy order with few switches: always the thread that can continue furthest. */
export function reorderQuickly({ taken }: RunStack): Order {
  const steps = ownSteps(taken);
  const done: number[] = [];
  for (const thread of steps.keys()) done[thread] = 0;
  const order: number[] = [];
  while (order.length < taken.length) {
    let [best, furthest] = [-1, 0];
    for (const [thread, own] of steps) {
      const from = done[thread]!;
      let n = from;
      // Its own steps count as done while it continues.
      while (n < own.length && isReady(own[n]!, done)) n += 1;
      const isFurther = n - from > furthest || (n === own.length && n > from && best < 0);
      if (isFurther) [best, furthest] = [thread, n - from];
    }
    for (let n = 0; n < furthest; n++) order.push(best);
    done[best] = done[best]! + furthest;
  }
  return order;
}

/** An order with few switches: the minimum for this run, if the search ends within its limit. */
export function reorder({ taken: all }: { readonly taken: readonly Taken[] }): Order {
  const steps = ownSteps(all);
  const total = all.length;
  let level: State[] = [{ done: [], last: -1, from: undefined, taken: 0, total: 0 }];
  const seen = new Set<string>();
  let looked = 0;
  while (level.length > 0) {
    const next: State[] = [];
    for (const state of level) {
      for (const [thread, own] of steps) {
        if (thread === state.last) continue;
        const reached = goOn(state, thread, own);
        if (reached === undefined) continue;
        if (reached.total === total) return unfold(reached);
        const key = `${reached.done.join(',')} ${thread}`;
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(reached);
        looked += 1;
      }
    }
    // Too wide: keep only the states that are furthest.
    const isWide = looked > MOST_STATES;
    level = isWide ? next.sort((a, b) => b.total - a.total).slice(0, 4) : next;
  }
  return all.map(({ thread }) => thread);
}

function goOn(state: State, thread: number, own: readonly Taken[]): State | undefined {
  const done = [...state.done];
  let taken = 0;
  for (let n = done[thread] ?? 0; n < own.length; n++) {
    if (!isReady(own[n]!, done)) break;
    done[thread] = n + 1;
    taken += 1;
  }
  if (taken === 0) return undefined;
  for (let n = 0; n < done.length; n++) done[n] ??= 0;
  return { done, last: thread, from: state, taken, total: state.total + taken };
}

function isReady({ thread, clock }: Taken, done: readonly number[]): boolean {
  for (let other = 0; other < clock.length; other++) {
    if (other !== thread && clock[other]! > (done[other] ?? 0)) return false;
  }
  return true;
}

function unfold(state: State): Order {
  const parts: number[][] = [];
  for (let at = state; at.from !== undefined; at = at.from) {
    parts.push(Array<number>(at.taken).fill(at.last));
  }
  return parts.toReversed().flat();
}
