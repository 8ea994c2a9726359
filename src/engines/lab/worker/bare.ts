/** Makes an object that leads nowhere else: it has no prototype, and so no constructor; nor have its functions. */
export function bare<T extends object>(things: T): T {
  for (const thing of Object.values(things)) {
    if (typeof thing === 'function') Object.freeze(Object.setPrototypeOf(thing, null));
  }
  return Object.freeze(Object.setPrototypeOf(things, null) as T);
}
