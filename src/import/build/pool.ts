/**
 * A pool of memory pieces of one size. Fresh memory costs more than filling it, so the memory of a lane's records is
 * reused for rows: of lanes read one after the other only the first takes extra memory.
 */

/** Bytes. */
export const PIECE = 1 << 17;

export class Pool {
  readonly #free: ArrayBuffer[] = [];
  /** Memory for rows, and the part in use. */
  #rows = new ArrayBuffer(0);
  #used = 0;

  /** May contain old data. */
  take(): ArrayBuffer {
    return this.#free.pop() ?? new ArrayBuffer(PIECE);
  }

  giveBack(piece: ArrayBuffer): void {
    this.#free.push(piece);
  }

  /** A copy of the first elements, beside other columns in the same piece. */
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
    // Aligned to eight bytes.
    this.#used = (at + bytes + 7) & ~7;
    return [this.#rows, at];
  }
}
