/** Long work on the page in turns: between them the page hears its reader. */
import type { Ms } from '../base/units.ts';

/** Short enough not to be felt. */
const TURN: Ms = 35;

export const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** @param work rests where it may be left for a while */
export async function takeTurns<T>(work: Iterator<unknown, T>): Promise<T> {
  for (let began = performance.now(); ;) {
    const { done, value } = work.next();
    if (done === true) return value;
    if (performance.now() - began < TURN) continue;
    await nextTurn();
    began = performance.now();
  }
}
