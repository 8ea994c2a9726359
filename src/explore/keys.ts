/** Keys of endings: what tells them apart, and a short form of it for links and lists. */
import type { Outcome } from '../trace/outcome.ts';

/** Two outcomes with the same key are the same to a reader. */
export const keyOf = (outcome: Outcome): string => JSON.stringify(outcome);

/** FNV-1a of two halves: for as many endings as a reader looks at. */
export function shortKeyOf(key: string): string {
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (let n = 0; n < key.length; n++) {
    const code = key.charCodeAt(n);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + n), 0x85ebca6b);
  }
  return [a, b].map((half) => (half >>> 0).toString(36)).join('-');
}
