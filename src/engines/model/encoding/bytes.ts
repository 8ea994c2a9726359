/** Serialisation of numbers and texts as bytes. */

export class ByteWriter {
  readonly #bytes: number[] = [];

  byte(value: number): void {
    this.#bytes.push(value & 0xff);
  }

  /**
   * An integer from 0 to 2^53 - 1 as a varint: seven bits per byte, lowest first; the high bit means that more follow.
   */
  number(value: number): void {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.byte(128 + (rest % 128));
    this.byte(rest);
  }

  /** Its length in bytes, then UTF-8. */
  text(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.number(bytes.length);
    this.append(bytes);
  }

  append(bytes: Uint8Array): void {
    for (const byte of bytes) this.#bytes.push(byte);
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

/** Reads a writer's output. Past the end everything is 0 or empty, and `isPastEnd` is true. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #next = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isPastEnd(): boolean {
    return this.#next > this.#bytes.length;
  }

  byte(): number {
    return this.#bytes[this.#next++] ?? 0;
  }

  /** A number too large to be exact is returned as 2^53 - 1. */
  number(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 56; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) break;
    }
    return Math.min(value, Number.MAX_SAFE_INTEGER);
  }

  /** At most `limit` bytes; a longer text counts as past the end. */
  text(limit: number): string {
    const length = this.number();
    if (length > limit) this.#next = this.#bytes.length + 1;
    const start = Math.min(this.#next, this.#bytes.length);
    this.#next += length;
    return new TextDecoder().decode(this.#bytes.slice(start, start + Math.min(length, limit)));
  }

  rest(): Uint8Array {
    return this.#bytes.slice(this.#next);
  }
}
