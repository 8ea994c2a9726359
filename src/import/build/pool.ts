/**
 * Memory in pieces of one size. Fresh memory costs more than to fill it, so what the records of a lane stood in is used again
 * for rows: of lanes that are read one after the other only the first takes more than the file does.
 */

/** Bytes. */
export const PIECE = 1 << 17;

export class Pool {
  readonly #free: ArrayBuffer[] = [];
  /** Where rows are put, and how much of it they have. */
  #rows = new ArrayBuffer(0);
  #used = 0;

  /** What stood in it may be there still. */
  take(): ArrayBuffer {
    return this.#free.pop() ?? new ArrayBuffer(PIECE);
  }

  giveBack(piece: ArrayBuffer): void {
    this.#free.push(piece);
  }

  /** A copy of the first so many, beside others in the same piece. */
  times(from: Float64Array, length: number): Float64Array<ArrayBuffer> {
    const [buffer, at] = this.#place(8 * length);
    const copy = new Float64Array(buffer, at, length);
    for (let i = 0; i < length; i++) copy[i] = from[i]!;
    return copy;
  }

  names(from: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
    const [buffer, at] = this.#place(4 * length);
    const copy = new Uint32Array(buffer, at, length);
    for (let i = 0; i < length; i++) copy[i] = from[i]!;
    return copy;
  }

  #place(bytes: number): readonly [ArrayBuffer, number] {
    if (bytes > PIECE) return [new ArrayBuffer(bytes), 0];
    if (this.#used + bytes > this.#rows.byteLength) [this.#rows, this.#used] = [this.take(), 0];
    const at = this.#used;
    // Where a number of eight bytes may stand.
    this.#used = (at + bytes + 7) & ~7;
    return [this.#rows, at];
  }
}
