/** Real work for a processor. A loop that no compiler can leave out. */

/** Rounds that take about a millisecond on a core of its own. */
const ROUNDS_A_MS = 600_000;

/** Keeps this Worker's core busy for about `ms`. */
export function work(ms: number): number {
  let bits = 1;
  for (let round = ms * ROUNDS_A_MS; round > 0; round--) {
    bits ^= bits << 13;
    bits ^= bits >>> 17;
    bits ^= bits << 5;
  }
  return bits;
}
