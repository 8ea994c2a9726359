/** Long work on the page in slices: in between the page stays responsive. */
import type { Ms } from '../base/units.ts';

/** Too short to be noticed. */
const TURN: Ms = 35;

export const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** @param work yields where it may be interrupted */
export async function takeTurns<T>(work: Iterator<unknown, T>): Promise<T> {
  for (let began = performance.now(); ;) {
    const { done, value } = work.next();
    if (done === true) return value;
    if (performance.now() - began < TURN) continue;
    await nextTurn();
    began = performance.now();
  }
}

/** Whoever asks goes on in a task of their own, in the order of asking: what became possible at once is not one long task. */
export function oneByOne(): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(nextTurn));
}
