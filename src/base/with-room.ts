/** Typed arrays that grow. */

type Numbers = Float64Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Uint8Array;

/**
 * Numbers of the smallest array. V8 keeps up to 64 bytes among its objects; what is larger is allocated by itself, which
 * costs more than all else where there are many short lists.
 */
const FEWEST = 8;

/** `array`, or a copy with room for at least `room` numbers: twice as many, so that appending costs a constant on average. */
export function withRoom<T extends Numbers>(array: T, room: number): T {
  if (array.length >= room) return array;
  const grown = new (array.constructor as new (length: number) => T)(
    Math.max(room, array.length * 2, FEWEST),
  );
  grown.set(array);
  return grown;
}
