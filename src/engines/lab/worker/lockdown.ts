/**
 * Removes from this Worker everything that a program could misuse: network, storage, channels, Workers, and ways to compile text.
 * An allow list names what is kept; whatever else the browser has, now or in future, is removed. Called once the interpreter is
 * loaded. The lab's own code saves what it needs of the rest in variables before that.
 */

/** Globals of the language, except those that compile text. */
const language = `
  AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date
  Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Infinity Int16Array Int32Array
  Int8Array Intl Iterator JSON Map Math NaN Number Object
  Promise Proxy RangeError ReferenceError Reflect RegExp Set String SuppressedError
  Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap
  WeakRef WeakSet globalThis isFinite isNaN parseFloat parseInt undefined
`;
/** Globals that the interpreter uses while it runs. */
const platform = 'TextDecoder console crypto TextEncoder WebAssembly performance queueMicrotask';

const kept: ReadonlySet<string> = new Set(`${language} ${platform}`.trim().split(/\s+/));

export function lockDown(): void {
  disarmFunction();
  for (let scope: unknown = globalThis; typeof scope === 'object' && scope !== null;) {
    const next: unknown = Object.getPrototypeOf(scope);
    // Object.prototype belongs to the language.
    if (next === null) break;
    for (const name of Object.getOwnPropertyNames(scope)) {
      if (!kept.has(name) && !Reflect.deleteProperty(scope, name)) shut(scope, name);
    }
    scope = next;
  }
  // The interpreter uses it in instanceof.
  const functionOnly = () => undefined;
  Object.defineProperty(functionOnly, 'prototype', { value: Object.getPrototypeOf(functionOnly) });
  Object.defineProperty(globalThis, 'Function', { value: functionOnly });
  // Nothing can be defined again from here on.
  Object.freeze(globalThis);
}

/** Empties a global that cannot be deleted. */
function shut(scope: object, name: string): void {
  const descriptor = Object.getOwnPropertyDescriptor(scope, name);
  if (descriptor?.writable === true) Reflect.set(scope, name, undefined);
}

/** Removes the constructors reachable from any function; `eval` is removed with the other globals. */
function disarmFunction(): void {
  const kinds = [
    function plain() {},
    async function later() {},
    function* many() {},
    async function* manyLater() {},
  ];
  for (const kind of kinds) {
    const prototype: unknown = Object.getPrototypeOf(kind);
    if (typeof prototype === 'object' || typeof prototype === 'function') {
      Object.defineProperty(prototype, 'constructor', { value: undefined });
    }
  }
}
