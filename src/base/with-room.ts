/** Typed arrays that grow. */

type Numbers = Float64Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Uint8Array;

/**
 * Smallest capacity. V8 keeps typed arrays of up to 64 bytes on its heap and allocates larger ones separately, which
 * dominates the cost where there are many short lists.
 */
const FEWEST = 8;

/**
 * `array` itself, or a copy with capacity for at least `room` numbers: capacity doubles, so appending is amortised
 * O(1).
 */
export function withRoom<T extends Numbers>(array: T, room: number): T {
  if (array.length >= room) return array;
  const grown = new (array.constructor as new (length: number) => T)(
    Math.max(room, array.length * 2, FEWEST),
  );
  grown.set(array);
  return grown;
}
