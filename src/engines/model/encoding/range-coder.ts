/**
 * An adaptive binary range coder: LZMA's (I. Pavlov, "LZMA specification", 2015), with 12-bit probabilities whose
 * learning rate decreases with experience. An almost certain bit costs almost nothing. Integers only, so every machine
 * produces the same bytes.
 */

const BITS = 12;
const ONE = 1 << BITS;
const TOP = 2 ** 24;
/** Learning rate in 65536ths after so many bits: 1/(n + 1.5), at least 1/30. */
const rates = Array.from({ length: 32 }, (_, n) => Math.round(65536 / Math.min(n + 1.5, 30)));

/** Adaptive state of `size` contexts. */
export class Contexts {
  /** Probability of a zero, in 4096ths: 8 to 4088. */
  readonly zero: Uint16Array;
  /** Number of uses, up to 31. */
  readonly seen: Uint8Array;

  constructor(size: number) {
    this.zero = new Uint16Array(size).fill(ONE / 2);
    this.seen = new Uint8Array(size);
  }

  learn(context: number, bit: number): void {
    const seen = this.seen[context]!;
    const p = this.zero[context]!;
    const target = bit === 0 ? ONE : 0;
    const moved = p + (((target - p) * rates[seen]!) >> 16);
    this.zero[context] = Math.max(LEAST, Math.min(ONE - LEAST, moved));
    if (seen < rates.length - 1) this.seen[context] = seen + 1;
  }
}
const LEAST = 8;

export class RangeEncoder {
  readonly #bytes: number[] = [];
  #low = 0;
  #range = 0xffffffff;
  /** The last byte, which a carry may still change, and the number of 0xff bytes after it; -1 before the first. */
  #held = -1;
  #following = 0;

  bit(contexts: Contexts, context: number, bit: number): void {
    const bound = (this.#range >>> BITS) * contexts.zero[context]!;
    this.#narrow(bound, bit);
    contexts.learn(context, bit);
  }

  /** A bit whose probability of 0 the caller supplies, in 4096ths: 1 to 4095. */
  guessed(zero: number, bit: number): void {
    this.#narrow((this.#range >>> BITS) * zero, bit);
  }

  /** `count` bits of `value`, highest first, uncompressed. */
  raw(value: number, count: number): void {
    for (let place = count - 1; place >= 0; place--) {
      this.#narrow(this.#range >>> 1, Math.floor(value / 2 ** place) & 1);
    }
  }

  finish(): Uint8Array {
    for (let n = 0; n < 4; n++) this.#shift();
    this.#shift();
    return Uint8Array.from(this.#bytes);
  }

  #narrow(bound: number, bit: number): void {
    if (bit === 0) {
      this.#range = bound;
    } else {
      this.#low += bound;
      this.#range -= bound;
    }
    while (this.#range < TOP) {
      this.#range = (this.#range << 8) >>> 0;
      this.#shift();
    }
  }

  /** Emits the highest byte of `low`, once no carry can reach it. */
  #shift(): void {
    if (this.#low < 0xff000000 || this.#low > 0xffffffff) {
      const carry = this.#low > 0xffffffff ? 1 : 0;
      if (this.#held >= 0) this.#bytes.push(this.#held + carry);
      for (; this.#following > 0; this.#following--) this.#bytes.push((0xff + carry) & 0xff);
      this.#held = Math.floor(this.#low / TOP) & 0xff;
    } else {
      this.#following += 1;
    }
    this.#low = (this.#low % TOP) * 256;
  }
}

export class RangeDecoder {
  readonly #bytes: Uint8Array;
  #next = 0;
  #code = 0;
  #range = 0xffffffff;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    for (let n = 0; n < 4; n++) this.#read();
  }

  /** True once decoding has read past the end: later results are meaningless. */
  get isPastEnd(): boolean {
    return this.#next > this.#bytes.length;
  }

  bit(contexts: Contexts, context: number): number {
    const bit = this.#narrow((this.#range >>> BITS) * contexts.zero[context]!);
    contexts.learn(context, bit);
    return bit;
  }

  guessed(zero: number): number {
    return this.#narrow((this.#range >>> BITS) * zero);
  }

  raw(count: number): number {
    let value = 0;
    for (let n = 0; n < count; n++) value = 2 * value + this.#narrow(this.#range >>> 1);
    return value;
  }

  #narrow(bound: number): number {
    const bit = this.#code < bound ? 0 : 1;
    if (bit === 0) {
      this.#range = bound;
    } else {
      this.#code -= bound;
      this.#range -= bound;
    }
    while (this.#range < TOP) {
      this.#range = (this.#range << 8) >>> 0;
      this.#read();
    }
    return bit;
  }

  #read(): void {
    this.#code = ((this.#code << 8) | (this.#bytes[this.#next] ?? 0)) >>> 0;
    this.#next += 1;
  }
}
