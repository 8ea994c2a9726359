/**
 * Writes the fields of a JSON object as one short line of text: `detail: vector, size: 3`. Works on bytes, without creating
 * objects, and reads no further than the line goes: there are as many as events, and some have megabytes.
 */
import {
  BACKSLASH,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
} from './json-bytes.ts';

/** Maximum number of characters, the ellipsis included. */
export const MOST_CHARACTERS = 200;
/** Bytes of the longest line, with room for an ellipsis. */
const CAPACITY = 4 * MOST_CHARACTERS;

const SPACE = 32;
/** First letter of `null`. */
const NULL = 110;
const LETTER_U = 117;
/** "…" in UTF-8. */
const ELLIPSIS = [0xe2, 0x80, 0xa6] as const;
const REPLACEMENT = 0xfffd;

const isContinued = (byte: number): boolean => (byte & 0xc0) === 0x80;

const plainEscapes: Readonly<Record<string, string>> = { b: ' ', f: ' ', n: ' ', r: ' ', t: ' ' };

export class ShortLine {
  /** The line is in the first `length` bytes. */
  readonly bytes = new Uint8Array(CAPACITY + ELLIPSIS.length);
  length = 0;
  #characters = 0;
  /** Where the last character begins. */
  #last = 0;
  #isCut = false;
  #from: Uint8Array = this.bytes;
  #at = 0;
  #to = 0;

  /** Writes the value at these positions. The line is empty if there is nothing in it. */
  write(json: Uint8Array, from: number, to: number): void {
    this.length = this.#characters = this.#last = 0;
    this.#isCut = false;
    this.#from = json;
    this.#at = from;
    this.#to = to;
    const c = this.#peek();
    if (c === OPEN_OBJECT) this.#writeFields();
    else if (c !== NULL) this.#writeValue();
    if (!this.#isCut) return;
    this.length = Math.min(this.#last, CAPACITY);
    for (const byte of ELLIPSIS) this.bytes[this.length++] = byte;
  }

  #writeFields(): void {
    this.#at++;
    for (;;) {
      let c = this.#peek();
      while (c === COMMA) {
        this.#at++;
        c = this.#peek();
      }
      if (c !== QUOTE || this.#isCut) return;
      const [length, characters, last] = [this.length, this.#characters, this.#last];
      if (length > 0) {
        this.#put(COMMA);
        this.#put(SPACE);
      }
      this.#writeText();
      if (this.#peek() === COLON) this.#at++;
      this.#put(COLON);
      this.#put(SPACE);
      const before = this.length;
      this.#peek();
      this.#writeValue();
      // An empty text says nothing.
      if (this.length > before || this.#isCut) continue;
      [this.length, this.#characters, this.#last] = [length, characters, last];
    }
  }

  #writeValue(): void {
    const c = this.#peek();
    if (c === QUOTE) this.#writeText();
    else if (c === OPEN_LIST || c === OPEN_OBJECT) this.#writeNested();
    else this.#writeScalar();
  }

  /** The next byte that is no white space; 0 at the end. */
  #peek(): number {
    while (this.#at < this.#to && this.#from[this.#at]! <= SPACE) this.#at++;
    return this.#at < this.#to ? this.#from[this.#at]! : 0;
  }

  #put(byte: number): void {
    if (this.#isCut) return;
    if (!isContinued(byte)) {
      if (this.#characters === MOST_CHARACTERS) {
        this.#isCut = true;
        return;
      }
      this.#characters++;
      this.#last = this.length;
    }
    if (this.length === CAPACITY) this.#isCut = true;
    else this.bytes[this.length++] = byte;
  }

  /** A byte of a text: control characters become spaces, and several of them one. */
  #putLetter(byte: number): void {
    if (byte > SPACE && byte !== 127) this.#put(byte);
    else if (this.length === 0 || this.bytes[this.length - 1] !== SPACE) this.#put(SPACE);
  }

  #writeText(): void {
    this.#at++;
    while (this.#at < this.#to && !this.#isCut) {
      const c = this.#from[this.#at++]!;
      if (c === QUOTE) return;
      if (c === BACKSLASH) this.#writeEscaped();
      else this.#putLetter(c);
    }
  }

  /** After a backslash. */
  #writeEscaped(): void {
    const letter = String.fromCharCode(this.#from[this.#at++]!);
    if (letter === 'u') this.#writeCode(this.#readCode());
    else this.#putLetter((plainEscapes[letter] ?? letter).charCodeAt(0));
  }

  /** A character after `\u`, possibly in two units. */
  #readCode(): number {
    const first = this.#readUnit();
    if (first < 0xd800 || first >= 0xe000) return first;
    if (first >= 0xdc00 || !this.#isUnitNext()) return REPLACEMENT;
    const before = this.#at;
    this.#at += 2;
    const second = this.#readUnit();
    if (second >= 0xdc00 && second < 0xe000)
      return 0x10000 + ((first - 0xd800) << 10) + second - 0xdc00;
    this.#at = before;
    return REPLACEMENT;
  }

  #isUnitNext(): boolean {
    return this.#from[this.#at] === BACKSLASH && this.#from[this.#at + 1] === LETTER_U;
  }

  /** Four hexadecimal digits. */
  #readUnit(): number {
    const digits = String.fromCharCode(...this.#from.subarray(this.#at, this.#at + 4));
    if (!/^[0-9a-f]{4}$/i.test(digits)) return REPLACEMENT;
    this.#at += 4;
    return Number.parseInt(digits, 16);
  }

  #writeCode(code: number): void {
    if (code < 0x80) this.#putLetter(code);
    else if (code < 0x800) {
      this.#put(0xc0 | (code >> 6));
      this.#put(0x80 | (code & 63));
    } else if (code < 0x10000) {
      this.#put(0xe0 | (code >> 12));
      this.#put(0x80 | ((code >> 6) & 63));
      this.#put(0x80 | (code & 63));
    } else {
      this.#put(0xf0 | (code >> 18));
      this.#put(0x80 | ((code >> 12) & 63));
      this.#put(0x80 | ((code >> 6) & 63));
      this.#put(0x80 | (code & 63));
    }
  }

  /** As it stands, but for characters beyond ASCII, which some producers escape without need. */
  #keepEscape(): void {
    const letter = this.#from[this.#at++]!;
    const code = letter === LETTER_U ? this.#readCode() : 0;
    if (code >= 0x80) this.#writeCode(code);
    else if (letter === LETTER_U) this.#putLetter(SPACE);
    else {
      this.#put(BACKSLASH);
      this.#put(letter);
    }
  }

  /** As JSON, without white space between the values. */
  #writeNested(): void {
    let depth = 0;
    let isText = false;
    while (this.#at < this.#to && !this.#isCut) {
      const c = this.#from[this.#at++]!;
      if (isText) {
        if (c === BACKSLASH) this.#keepEscape();
        else this.#putLetter(c);
        isText = c !== QUOTE;
        continue;
      }
      if (c <= SPACE) continue;
      this.#put(c);
      if (c === QUOTE) isText = true;
      else if (c === OPEN_LIST || c === OPEN_OBJECT) depth++;
      else if ((c === CLOSE_LIST || c === CLOSE_OBJECT) && --depth === 0) return;
    }
  }

  #writeScalar(): void {
    while (this.#at < this.#to && !this.#isCut) {
      const c = this.#from[this.#at]!;
      if (c <= SPACE || c === COMMA || c === CLOSE_LIST || c === CLOSE_OBJECT) return;
      this.#put(c);
      this.#at++;
    }
  }
}
