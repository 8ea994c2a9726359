/** Keys of endings, and a short form for links and lists. */
import type { Outcome } from '../trace/outcome.ts';

/** Equal keys mean outcomes that are equal for a reader. */
export const keyOf = (outcome: Outcome): string => JSON.stringify(outcome);

/** Two FNV-1a halves: sufficient for the number of endings that a reader looks at. */
export function shortKeyOf(key: string): string {
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (let n = 0; n < key.length; n++) {
    const code = key.charCodeAt(n);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + n), 0x85ebca6b);
  }
  return [a, b].map((half) => (half >>> 0).toString(36)).join('-');
}
