/**
 * The same run with fewer switches: any order that keeps what happened before what comes to the same. A thread goes on
 * for as long as it can; at a switch all that could go on are tried, breadth first, so that the first order found has
 * the fewest. (Also known as the jump number of a partial order.)
 */
import type { RunStack, Taken } from './run-stack.ts';

/** States looked at before the best so far is taken as it is. */
const MOST_STATES = 300;

interface State {
  /** Steps done, by thread. */
  readonly done: readonly number[];
  readonly last: number;
  readonly from: State | undefined;
  /** Steps that `last` took in one go. */
  readonly taken: number;
  readonly total: number;
}

/** Threads in the order of their steps. */
export type Order = readonly number[];

export const countSwitches = (order: Order): number =>
  order.reduce((count, thread, n) => count + (n > 0 && order[n - 1] !== thread ? 1 : 0), 0);

export function orderOf(run: RunStack): Order {
  return run.taken.map(({ thread }) => thread);
}

/** An order with few switches: the fewest where the search ends within its limit. */
export function reorder(run: RunStack): Order {
  const steps = new Map<number, Taken[]>();
  for (const taken of run.taken) {
    const own = steps.get(taken.thread);
    if (own === undefined) steps.set(taken.thread, [taken]);
    else own.push(taken);
  }
  const total = run.length;
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
    // Too wide: only those that have come furthest.
    const isWide = looked > MOST_STATES;
    level = isWide ? next.sort((a, b) => b.total - a.total).slice(0, 4) : next;
  }
  return orderOf(run);
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
