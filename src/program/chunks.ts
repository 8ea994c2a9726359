/** `items` in pieces of `size`, in order; the last may be shorter. */
export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks = [];
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size));
  return chunks;
}
