/**
 * Leaves this Worker nothing that a program has any business with: no network, storage, channels, Workers, and no way to make code of
 * text. What is kept is named here; whatever else the browser offers, today or tomorrow, is taken. Called once the interpreter is loaded.
 * Ours keep what they need of the rest in their own variables before that.
 */

/** Of the language itself, all but what makes code of text. */
const language = `
  AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date
  Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Infinity Int16Array Int32Array
  Int8Array Intl Iterator JSON Map Math NaN Number Object
  Promise Proxy RangeError ReferenceError Reflect RegExp Set String SuppressedError
  Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap
  WeakRef WeakSet globalThis isFinite isNaN parseFloat parseInt undefined
`;
/** What the interpreter asks for while it runs. */
const platform = 'TextDecoder console crypto TextEncoder WebAssembly performance queueMicrotask';

const kept: ReadonlySet<string> = new Set(`${language} ${platform}`.trim().split(/\s+/));

export function lockDown(): void {
  disarmFunction();
  for (let scope: unknown = globalThis; typeof scope === 'object' && scope !== null;) {
    const next: unknown = Object.getPrototypeOf(scope);
    // Object.prototype is the language's.
    if (next === null) break;
    for (const name of Object.getOwnPropertyNames(scope)) {
      if (!kept.has(name) && !Reflect.deleteProperty(scope, name)) shut(scope, name);
    }
    scope = next;
  }
  // The interpreter asks whether something is an instance of it.
  const functionOnly = () => undefined;
  Object.defineProperty(functionOnly, 'prototype', { value: Object.getPrototypeOf(functionOnly) });
  Object.defineProperty(globalThis, 'Function', { value: functionOnly });
  // From here on what is gone cannot be put there by another name, either.
  Object.freeze(globalThis);
}

/** What cannot be deleted is emptied. */
function shut(scope: object, name: string): void {
  const descriptor = Object.getOwnPropertyDescriptor(scope, name);
  if (descriptor?.writable === true) Reflect.set(scope, name, undefined);
}

/** `eval` goes with the scope; here go the constructors that any function leads to. */
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
