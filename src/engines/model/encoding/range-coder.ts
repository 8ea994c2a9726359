/**
 * An adaptive binary range coder: what LZMA ends in (I. Pavlov, "LZMA specification", 2015), with probabilities of 12 bits
 * that learn fast at first and slower as they know more. A bit that is almost certain costs almost nothing. Whole
 * numbers only, so every machine gets the same bytes.
 */

const BITS = 12;
const ONE = 1 << BITS;
const TOP = 2 ** 24;
/** How far a probability moves, in 65536ths, once it has seen so many bits: 1/(n + 1.5), at least 1/30. */
const rates = Array.from({ length: 32 }, (_, n) => Math.round(65536 / Math.min(n + 1.5, 30)));

/** What is known of the bits in each of `size` contexts. */
export class Contexts {
  /** Probability of a zero, in 4096ths: 8 to 4088. */
  readonly zero: Uint16Array;
  /** How often each was used, up to 31. */
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
  /** The last byte, which a carry may still change, and how many 0xff follow it; -1 before the first. */
  #held = -1;
  #following = 0;

  bit(contexts: Contexts, context: number, bit: number): void {
    const bound = (this.#range >>> BITS) * contexts.zero[context]!;
    this.#narrow(bound, bit);
    contexts.learn(context, bit);
  }

  /** A bit that is 0 with a probability that the caller knows, in 4096ths: 1 to 4095. */
  guessed(zero: number, bit: number): void {
    this.#narrow((this.#range >>> BITS) * zero, bit);
  }

  /** `count` bits of `value`, the highest first, each as likely as not. */
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

  /** Lets the highest byte of `low` out, once no carry can reach it. */
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

  /** True once a byte was needed that is not there: what was decoded since means nothing. */
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
