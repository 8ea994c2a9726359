/**
 * A pool of memory pieces of one size. Fresh memory costs more than filling it, so the memory of a lane's records is
 * reused for rows: of lanes read one after the other only the first takes extra memory.
 */

/** Bytes. */
export const PIECE = 1 << 17;

export class Pool {
  readonly #free: ArrayBuffer[] = [];
  readonly #rows = new Shelf(() => this.take());
  /** First records of lanes, never given back: thousands of lanes may have no more. */
  readonly #records = new Shelf(() => new ArrayBuffer(PIECE));

  /** May contain old data. */
  take(): ArrayBuffer {
    return this.#free.pop() ?? new ArrayBuffer(PIECE);
  }

  giveBack(piece: ArrayBuffer): void {
    this.#free.push(piece);
  }

  /** A copy of the first elements, beside other columns in the same piece. */
  times(from: Float64Array, length: number): Float64Array<ArrayBuffer> {
    const [buffer, at] = this.#rows.place(8 * length);
    const copy = new Float64Array(buffer, at, length);
    for (let i = 0; i < length; i++) copy[i] = from[i]!;
    return copy;
  }

  names(from: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
    const [buffer, at] = this.#rows.place(4 * length);
    const copy = new Uint32Array(buffer, at, length);
    for (let i = 0; i < length; i++) copy[i] = from[i]!;
    return copy;
  }

  /** Memory for a few records. */
  records(bytes: number): Place {
    return this.#records.place(bytes);
  }
}

/** Begins at a multiple of eight bytes. */
export type Place = readonly [buffer: ArrayBuffer, at: number];

/** Short columns side by side in one piece: a buffer of its own for each costs more than what is in it. */
class Shelf {
  #piece = new ArrayBuffer(0);
  #used = 0;
  readonly #take: () => ArrayBuffer;

  constructor(take: () => ArrayBuffer) {
    this.#take = take;
  }

  place(bytes: number): Place {
    if (bytes > PIECE) return [new ArrayBuffer(bytes), 0];
    if (this.#used + bytes > this.#piece.byteLength) [this.#piece, this.#used] = [this.#take(), 0];
    const at = this.#used;
    this.#used = (at + bytes + 7) & ~7;
    return [this.#piece, at];
  }
}
