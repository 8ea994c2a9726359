/** Makes an object safe to hand to Python: neither it nor its functions have a prototype, so they lead to no constructor. */
export function bare<T extends object>(things: T): T {
  for (const thing of Object.values(things)) {
    if (typeof thing === 'function') Object.freeze(Object.setPrototypeOf(thing, null));
  }
  return Object.freeze(Object.setPrototypeOf(things, null) as T);
}
