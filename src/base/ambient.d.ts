/**
 * The few host APIs that the core uses, present in browsers, Workers and Node alike.
 *
 * The core compiles without DOM types (tsconfig.core.json), so a stray `document` is a compile error. Add a name here
 * only if it exists, with the same meaning, in all three hosts.
 */

declare module '*?raw' {
  const text: string;
  export default text;
}

interface Performance {
  /** Milliseconds since `timeOrigin`, monotonic. */
  now(): number;
  /** Unix time in milliseconds at which `now()` was 0. */
  readonly timeOrigin: number;
}
declare const performance: Performance;

interface Console {
  log(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
}
declare const console: Console;

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
  encodeInto(text: string, into: Uint8Array): { read: number; written: number };
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}

declare class URLSearchParams {
  constructor(init?: string | Record<string, string> | Iterable<readonly [string, string]>);
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string): boolean;
  set(name: string, value: string): void;
  append(name: string, value: string): void;
  delete(name: string): void;
  entries(): IterableIterator<[string, string]>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
  toString(): string;
}

/** Base64 text of a string of bytes (code points 0 to 255); throws on anything else. */
declare function btoa(bytes: string): string;
/** The inverse of `btoa`; throws on text that is not Base64. */
declare function atob(text: string): string;

declare function structuredClone<T>(value: T): T;
