/**
 * Incremental JSON parser on bytes, which creates no objects: a file of a gigabyte costs only what is kept of it. The
 * caller reads one element at a time; if the bytes end in the middle of it, `MORE` is thrown, and the element is read
 * again from its start with more bytes.
 */
import { ImportError } from '../problem.ts';
import { addToHash, startHash, type Interner } from './interner.ts';

/** Thrown if more bytes are needed. */
export const MORE = Symbol('more bytes');

export const QUOTE = 34;
export const BACKSLASH = 92;
export const COMMA = 44;
export const COLON = 58;
const MINUS = 45;
const DOT = 46;

export const OPEN_LIST = 91;
export const CLOSE_LIST = 93;
export const OPEN_OBJECT = 123;
export const CLOSE_OBJECT = 125;

/** A double cannot represent more digits. */
const POWERS = Array.from({ length: 16 }, (_, power) => 10 ** power);

const isSpace = (c: number): boolean => c === 32 || c === 10 || c === 13 || c === 9;
const isDigit = (c: number): boolean => c >= 48 && c <= 57;

export class JsonBytes {
  /** A reused buffer. Data ends at `end`, followed by a 0. */
  bytes = new Uint8Array(1 << 16);
  /** Position of the next byte. */
  at = 0;
  end = 0;
  /** Whether no more bytes will come. */
  isLast = false;
  /** The number last read, in two parts, so that no digit is lost of one like 1767325615896926.964. */
  whole = 0;
  part = 0;
  /** Number of bytes of the file before `bytes`. */
  #before = 0;

  /** Appends the next bytes of the file; those already read are dropped. */
  feed(chunk: Uint8Array): void {
    const rest = this.end - this.at;
    const end = rest + chunk.length;
    const { bytes, at } = this;
    if (end >= bytes.length) {
      this.bytes = new Uint8Array(Math.max(end + 1, 2 * bytes.length));
      this.bytes.set(bytes.subarray(at, this.end));
    } else bytes.copyWithin(0, at, this.end);
    this.bytes.set(chunk, rest);
    this.bytes[end] = 0;
    this.#before += at;
    this.at = 0;
    this.end = end;
  }

  /** Number of unread bytes. */
  get left(): number {
    return this.end - this.at;
  }

  get offset(): number {
    return this.#before + this.at;
  }

  fail(what: string): never {
    throw new ImportError(`byte ${this.offset}`, what);
  }

  /** The next byte that is no white space. */
  peek(): number {
    const { bytes } = this;
    let { at } = this;
    let c = bytes[at]!;
    while (isSpace(c)) c = bytes[++at]!;
    this.at = at;
    if (at >= this.end) throw MORE;
    return c;
  }

  /** Whether only white space is left. */
  isEmpty(): boolean {
    while (this.at < this.end && isSpace(this.bytes[this.at]!)) this.at++;
    return this.at >= this.end;
  }

  /** Whether a single comma is left. */
  isOnlyComma(): boolean {
    return this.textOf(this.at, this.end).trim() === ',';
  }

  takeComma(): boolean {
    if (this.peek() !== COMMA) return false;
    this.at++;
    return true;
  }

  takeColon(): void {
    if (this.peek() !== COLON) this.fail('a colon is missing after a name');
    this.at++;
  }

  /** Skips exactly these bytes, if they are next. */
  takeBytes(expected: Uint8Array): boolean {
    const { bytes, at } = this;
    const { length } = expected;
    for (let i = 0; i < length; i++) if (bytes[at + i] !== expected[i]) return false;
    if (at + length > this.end) return false;
    this.at = at + length;
    return true;
  }

  /** Reads a text and returns its index. */
  readText(interner: Interner): number {
    if (this.peek() !== QUOTE) this.fail(`a text should begin here, and there is ${this.#shown()}`);
    const { bytes, end } = this;
    const from = this.at + 1;
    let hash = startHash;
    for (let i = from; i < end; i++) {
      const c = bytes[i]!;
      if (c === QUOTE) {
        this.at = i + 1;
        return interner.ofBytes(bytes, from, i, hash);
      }
      if (c === BACKSLASH) return this.#readEscaped(interner);
      hash = addToHash(hash, c);
    }
    throw MORE;
  }

  /** Reads a text, or a scalar as text, and returns its index: 12 and "12" are the same. -1 for a list or an object. */
  readToken(interner: Interner): number {
    const c = this.peek();
    if (c === QUOTE) return this.readText(interner);
    if (c === OPEN_LIST || c === OPEN_OBJECT) {
      this.skip();
      return -1;
    }
    const from = this.at;
    const hash = this.#skipScalar();
    return interner.ofBytes(this.bytes, from, this.at, hash);
  }

  /** Reads a number, possibly in quotes, into `whole` and `part`; skips anything else and returns false. */
  readNumber(): boolean {
    const c = this.peek();
    if (this.#readPlainNumber()) return true;
    const isQuoted = c === QUOTE;
    const from = this.at;
    this.skip();
    const to = isQuoted ? this.at - 1 : this.at;
    return this.#parseNumber(isQuoted ? from + 1 : from, to);
  }

  /** Skips any value, of any depth. */
  skip(): void {
    const c = this.peek();
    if (c === QUOTE) this.at = this.#afterText(this.at);
    else if (c === OPEN_LIST || c === OPEN_OBJECT) this.#skipNested();
    else this.#skipScalar();
  }

  /** The text of a value, which is skipped. */
  textOf(from: number, to: number): string {
    return new TextDecoder().decode(this.bytes.subarray(from, to));
  }

  #skipNested(): void {
    const { bytes, end } = this;
    let depth = 0;
    let i = this.at;
    while (i < end) {
      const c = bytes[i]!;
      if (c === QUOTE) {
        i = this.#afterText(i);
        continue;
      }
      i++;
      if (c === OPEN_LIST || c === OPEN_OBJECT) depth++;
      else if ((c === CLOSE_LIST || c === CLOSE_OBJECT) && --depth === 0) {
        this.at = i;
        return;
      }
    }
    throw MORE;
  }

  /** Returns the hash of its bytes. */
  #skipScalar(): number {
    const { bytes, end } = this;
    let hash = startHash;
    let i = this.at;
    for (; i < end; i++) {
      const c = bytes[i]!;
      if (c === COMMA || c === CLOSE_LIST || c === CLOSE_OBJECT || isSpace(c)) break;
      if (c === QUOTE || c === COLON || c === OPEN_LIST || c === OPEN_OBJECT) break;
      hash = addToHash(hash, c);
    }
    if (i >= end && !this.isLast) throw MORE;
    if (i === this.at) this.fail(`a value should stand here, and there is ${this.#shown()}`);
    this.at = i;
    return hash;
  }

  #afterText(quote: number): number {
    const { bytes, end } = this;
    for (let i = quote + 1; i < end; i++) {
      const c = bytes[i]!;
      if (c === QUOTE) return i + 1;
      if (c === BACKSLASH) i++;
    }
    throw MORE;
  }

  #readEscaped(interner: Interner): number {
    const from = this.at;
    this.at = this.#afterText(from);
    const raw = this.textOf(from, this.at);
    try {
      return interner.ofText(String(JSON.parse(raw)));
    } catch {
      // An escape that JSON does not define is kept as it is.
      return interner.ofText(raw.slice(1, -1));
    }
  }

  /** Fast path: digits with at most one point. Otherwise the position is unchanged. */
  #readPlainNumber(): boolean {
    const { bytes, end, at } = this;
    const isNegative = bytes[at] === MINUS;
    let i = isNegative ? at + 1 : at;
    const digits = i;
    let whole = 0;
    let c = 0;
    while (i < end && isDigit((c = bytes[i]!))) {
      whole = whole * 10 + (c - 48);
      i++;
    }
    if (i === digits || i >= end) return false;
    let part = 0;
    if (c === DOT) {
      const first = ++i;
      while (i < end && isDigit((c = bytes[i]!))) {
        part = part * 10 + (c - 48);
        i++;
      }
      if (i - first >= POWERS.length) return false;
      part /= POWERS[i - first]!;
    }
    if (i >= end || (c !== COMMA && c !== CLOSE_OBJECT && c !== CLOSE_LIST && !isSpace(c)))
      return false;
    this.whole = isNegative ? -whole : whole;
    this.part = isNegative ? -part : part;
    this.at = i;
    return true;
  }

  #parseNumber(from: number, to: number): boolean {
    const text = this.textOf(from, to).trim();
    const [, sign = '', whole, part = ''] = /^(-?)(\d{1,25})(\.\d*)?$/.exec(text) ?? [];
    // In two parts, so that digits after the point are kept.
    if (whole !== undefined) {
      this.whole = Number(sign + whole);
      this.part = part.length > 1 ? Number(`${sign}0${part}`) : 0;
      return true;
    }
    const value = text === '' ? Number.NaN : Number(text);
    this.whole = Math.trunc(value);
    this.part = value - this.whole;
    return Number.isFinite(value);
  }

  #shown(): string {
    const text = this.textOf(this.at, Math.min(this.end, this.at + 12)).split('\n')[0] ?? '';
    return JSON.stringify(text);
  }
}
