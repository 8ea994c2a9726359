/** CPU-bound work: a loop that no compiler can remove. */

/** Iterations that take about a millisecond on an idle core. */
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
