/** A larger copy of a per-thread array, with room for `thread`; new elements are `rest`. */
export function roomier<A extends Int16Array | Float64Array>(
  array: A,
  thread: number,
  rest = 0,
): A {
  const { length } = array;
  const larger = new (array.constructor as new (length: number) => A)(
    Math.max(thread + 1, 2 * length),
  );
  larger.set(array);
  larger.fill(rest, length);
  return larger;
}
