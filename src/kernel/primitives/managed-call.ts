/** What a method of a managed object comes to. */
export interface Called<T> {
  readonly result: unknown;
  /** The object afterwards. */
  readonly kept: T;
}

/** Python's ==, for values that travel. */
export const isEqual = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);
