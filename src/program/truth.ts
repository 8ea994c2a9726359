/** Python's truth value: false for None, False, zero and empty containers. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value !== 'object' || value === null) return Boolean(value);
  const isDict = Object.getPrototypeOf(value) === Object.prototype;
  return !isDict || Object.keys(value).length > 0;
}
