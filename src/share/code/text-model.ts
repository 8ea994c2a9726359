/**
 * Predictor of the next bit of a text: the predictions of several contexts (the last one to five bytes, the word and
 * the indentation), mixed with adaptive weights (M. Mahoney, "Adaptive weighing of context models for lossless data
 * compression", 2005, and his lpaq). Integers only, so the result is the same on every machine.
 */
import { Contexts } from '../../engines/model/encoding/range-coder.ts';

/** Slots of a context's table; colliding contexts share one. */
const SLOTS = 1 << 16;
const ORDERS = 7;
/** Fixed-point one of the weights. */
const WEIGHT_ONE = 65536;
const LEARNING = 7;

/** Logistic function 1 / (1 + e^-x) in 4096ths, x in 256ths from -2047 to 2047: interpolated between these points. */
const curve = [
  1, 2, 3, 6, 10, 16, 27, 45, 73, 120, 194, 310, 488, 747, 1101, 1546, 2047, 2549, 2994, 3348, 3607,
  3785, 3901, 3975, 4024, 4050, 4068, 4079, 4085, 4089, 4092, 4093, 4094,
];

function squash(x: number): number {
  if (x > 2047) return 4095;
  if (x < -2047) return 1;
  const place = (x >> 7) + 16;
  const rest = x & 127;
  return (curve[place]! * (128 - rest) + curve[Math.min(place + 1, 32)]! * rest + 64) >> 7;
}

/** Its inverse. */
const stretched = new Int16Array(4096);
for (let x = -2047, next = 0; x <= 2047; x++) {
  for (const until = squash(x); next <= until; next++) stretched[next] = x;
}
stretched.fill(2047, squash(2047));

export class TextModel {
  readonly #tables = Array.from({ length: ORDERS }, () => new Contexts(SLOTS));
  /** Weight sets, selected by the number of contexts seen before. */
  readonly #weights = new Int32Array((ORDERS + 1) * ORDERS).fill(Math.floor(WEIGHT_ONE / 3));
  readonly #hashes = new Int32Array(ORDERS);
  readonly #slots = new Int32Array(ORDERS);
  readonly #guesses = new Int32Array(ORDERS);
  /** The last eight bytes, the newest first. */
  readonly #past = new Uint8Array(8);
  #word = 0;
  #indent = 0;
  #isIndenting = true;
  /** Known bits of the current byte, after a leading one. */
  #node = 1;
  #set = 0;
  #mixed = 2048;

  constructor() {
    this.#aim();
  }

  /** Probability of a zero in 4096ths, 1 to 4095. */
  guess(): number {
    let known = 0;
    for (let n = 0; n < ORDERS; n++) {
      const table = this.#tables[n]!;
      const slot = hash(this.#hashes[n]!, this.#node) & (SLOTS - 1);
      this.#slots[n] = slot;
      const seen = table.seen[slot]!;
      if (seen > 0) known += 1;
      // A context with little data gets little weight.
      const guess = stretched[table.zero[slot]!]!;
      this.#guesses[n] = seen === 0 ? 0 : guess;
    }
    this.#set = known * ORDERS;
    let sum = 0;
    for (let n = 0; n < ORDERS; n++) sum += this.#weights[this.#set + n]! * this.#guesses[n]!;
    this.#mixed = squash(Math.trunc(sum / WEIGHT_ONE));
    return Math.max(1, Math.min(4095, this.#mixed));
  }

  /** Updates the model with the actual bit. Call after {@link guess}. */
  learn(bit: number): void {
    const error = (bit === 0 ? 4095 : 0) - this.#mixed;
    for (let n = 0; n < ORDERS; n++) {
      const weight = this.#set + n;
      const moved = this.#weights[weight]! + ((this.#guesses[n]! * error * LEARNING) >> 10);
      this.#weights[weight] = Math.max(-4 * WEIGHT_ONE, Math.min(4 * WEIGHT_ONE, moved));
      this.#tables[n]!.learn(this.#slots[n]!, bit);
    }
    this.#node = 2 * this.#node + bit;
    if (this.#node < 256) return;
    this.#take(this.#node & 255);
    this.#node = 1;
  }

  #take(byte: number): void {
    this.#past.copyWithin(1, 0);
    this.#past[0] = byte;
    const isLetter = byte >= 128 || /\w/.test(String.fromCharCode(byte));
    this.#word = isLetter ? hash(this.#word, byte) : 0;
    if (byte === NEWLINE) {
      this.#indent = 0;
      this.#isIndenting = true;
    } else if (this.#isIndenting && byte === SPACE) this.#indent += 1;
    else this.#isIndenting = false;
    this.#aim();
  }

  /** Selects the slot of each context for the next byte. */
  #aim(): void {
    let all = 0;
    for (let n = 0; n < 5; n++) {
      all = hash(all + n + 1, this.#past[n]!);
      this.#hashes[n] = all;
    }
    this.#hashes[5] = hash(this.#word + 77, this.#past[0]!);
    this.#hashes[6] = hash(this.#indent + 991, this.#isIndenting ? 1 : this.#word);
  }
}

const NEWLINE = 10;
const SPACE = 32;

function hash(a: number, b: number): number {
  const mixed = Math.imul(a ^ Math.imul(b + 0x9e37, 0x2545f491), 0x01000193);
  return (mixed ^ (mixed >>> 15)) | 0;
}
