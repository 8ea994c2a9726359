/**
 * Compact coding of steps. Threads are coded by recency: 0 is the thread that moved last, 1 the one before it, and the
 * number of known threads means a thread that moves for the first time. Times are coded as differences in units of 10
 * microseconds.
 *
 * One description for both directions: a `Pen` either writes its argument, or reads and returns a value.
 */
import type { Ms } from '../../../base/units.ts';
import { choiceOf, Move, moveOf, threadOf, TYPING, type Choice } from '../choice.ts';
import { Contexts, type RangeDecoder, type RangeEncoder } from './range-coder.ts';

export interface Pen {
  /** Writes `bit` and returns it, or reads one. */
  bit(contexts: Contexts, context: number, bit: number): number;
  raw(value: number, count: number): number;
}

export const writingPen = (encoder: RangeEncoder): Pen => ({
  bit(contexts, context, bit) {
    encoder.bit(contexts, context, bit);
    return bit;
  },
  raw(value, count) {
    encoder.raw(value, count);
    return value;
  },
});

export const readingPen = (decoder: RangeDecoder): Pen => ({
  bit: (contexts, context) => decoder.bit(contexts, context),
  raw: (_value, count) => decoder.raw(count),
});

/** Contexts by run length and by rank; longer and higher ones share the last. */
const RUNS = 16;
const RANKS = 16;
const PREVIOUS = 4;
const THREAD_BITS = 10;
const LAST_THREAD = 2 ** THREAD_BITS - 1;

export class ChoiceCoder {
  readonly #pen: Pen;
  readonly #stays = new Contexts(RUNS);
  readonly #ranks = new Contexts(PREVIOUS * RANKS);
  readonly #isNext = new Contexts(1);
  readonly #moves = new Contexts(3);
  /** False for version 1, which has no typed lines. */
  readonly #hasTyping: boolean;
  /** Threads, most recently moved first. */
  readonly #recent: number[] = [];
  #run = 0;
  #lastRank = 0;
  #newest = -1;

  constructor(pen: Pen, hasTyping: boolean) {
    this.#pen = pen;
    this.#hasTyping = hasTyping;
  }

  /** Codes one choice; the argument is ignored when reading. */
  choice(choice: Choice): Choice {
    const move = moveOf(choice);
    // A typed line belongs to no thread; coded as the last thread's, it costs least.
    const thread = this.#thread(move === Move.type ? (this.#recent[0] ?? 0) : threadOf(choice));
    const told = this.#move(move);
    return told === Move.type ? TYPING : choiceOf(thread, told);
  }

  #move(move: Move): Move {
    if (this.#pen.bit(this.#moves, 0, move === Move.go ? 0 : 1) === 0) return Move.go;
    if (this.#pen.bit(this.#moves, 1, move === Move.again ? 0 : 1) === 0) return Move.again;
    if (!this.#hasTyping) return Move.lose;
    return this.#pen.bit(this.#moves, 2, move === Move.lose ? 0 : 1) === 0 ? Move.lose : Move.type;
  }

  #thread(thread: number): number {
    const recent = this.#recent;
    const wanted = recent.indexOf(thread);
    const rank = this.#rank(wanted < 0 ? recent.length : wanted);
    if (rank === 0 && this.#run > 0) {
      this.#run += 1;
      return recent[0]!;
    }
    const told = rank < recent.length ? recent[rank]! : this.#first(thread);
    const known = recent.indexOf(told);
    if (known >= 0) recent.splice(known, 1);
    recent.unshift(told);
    this.#run = 1;
    this.#lastRank = rank;
    return told;
  }

  #rank(rank: number): number {
    const { length } = this.#recent;
    if (length === 0) return 0;
    const isOther = rank > 0 ? 1 : 0;
    if (this.#pen.bit(this.#stays, Math.min(this.#run, RUNS - 1), isOther) === 0) return 0;
    const base = RANKS * Math.min(this.#lastRank, PREVIOUS - 1);
    let told = 1;
    while (told < length) {
      const isHigher = rank > told ? 1 : 0;
      const context = base + Math.min(told, RANKS - 1);
      if (this.#pen.bit(this.#ranks, context, isHigher) === 0) break;
      told += 1;
    }
    return told;
  }

  /** A thread that moves for the first time: usually the one created after all that have moved. */
  #first(thread: number): number {
    const next = this.#newest + 1;
    const isOther = this.#pen.bit(this.#isNext, 0, thread === next ? 0 : 1);
    const told = isOther === 0 ? Math.min(next, LAST_THREAD) : this.#pen.raw(thread, THREAD_BITS);
    this.#newest = Math.max(this.#newest, told);
    return told;
  }
}

/** Microseconds in a unit of the times. */
const UNIT = 10;
const LENGTH_BITS = 5;
/** Maximum difference between two steps, in units: about six hours. */
const LONGEST = 2 ** 31 - 1;
/** Number of bits below the highest that have adaptive contexts. */
const LEARNED = 2;

export class TimeCoder {
  readonly #pen: Pen;
  readonly #lengths = new Contexts(4 << LENGTH_BITS);
  readonly #digits = new Contexts((4 * 32) << LEARNED);
  /** In units. */
  #time: number;
  #exact: number;
  #wasLong = 0;

  /** `start`: microseconds. */
  constructor(pen: Pen, start: number) {
    this.#pen = pen;
    this.#time = Math.floor(start / UNIT);
    this.#exact = start;
  }

  /** Codes the time of a step, rounded down to a unit, or to the microsecond where the program reads the clock. */
  time(time: Ms, sameThread: boolean, readsClock: boolean): Ms {
    const microseconds = Math.round(time * 1000);
    const units = Math.floor(microseconds / UNIT);
    const span = Math.max(0, Math.min(LONGEST, units - this.#time));
    this.#time += this.#span(span, (sameThread ? 1 : 0) + 2 * this.#wasLong);
    const rest = readsClock
      ? Math.min(this.#pen.raw(Math.max(0, microseconds - this.#time * UNIT), 4), UNIT - 1)
      : 0;
    this.#exact = Math.max(this.#exact, this.#time * UNIT + rest);
    return this.#exact / 1000;
  }

  /** Its length in bits, then the bits below the highest. */
  #span(span: number, context: number): number {
    const length = span === 0 ? 0 : 32 - Math.clz32(span);
    let node = 1;
    for (let place = LENGTH_BITS - 1; place >= 0; place--) {
      const at = (context << LENGTH_BITS) + node;
      node = 2 * node + this.#pen.bit(this.#lengths, at, (length >> place) & 1);
    }
    const told = node - (1 << LENGTH_BITS);
    this.#wasLong = told > 9 ? 1 : 0;
    if (told < 2) return told;
    const learned = Math.min(LEARNED, told - 1);
    let value = 1;
    for (let n = 0; n < learned; n++) {
      const at = (((context << 5) + told) << LEARNED) + value;
      value = 2 * value + this.#pen.bit(this.#digits, at, (span >> (told - 2 - n)) & 1);
    }
    const left = told - 1 - learned;
    return value * 2 ** left + (left === 0 ? 0 : this.#pen.raw(span % 2 ** left, left));
  }
}
