/** Interned texts by index. Each is stored once, as bytes, and decoded when all are needed. */

const POOL_LIMIT = 128 * 1024 * 1024;
/** Longer texts are cut: names are for display. */
const LENGTH_LIMIT = 2000;
/** Bytes. */
const SHORT = 24;
const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** FNV-1a over bytes, computed by the text reader while scanning. */
export const startHash = SEED;
export const addToHash = (hash: number, byte: number): number => Math.imul(hash ^ byte, PRIME);

/** Cuts between two characters. */
function lengthOfCut(bytes: Uint8Array, from: number): number {
  let length = LENGTH_LIMIT;
  while ((bytes[from + length]! & 0xc0) === 0x80) length--;
  return length;
}

export class Interner {
  /** Number of texts. Index 0 is the empty one. */
  size = 0;
  /** Number of texts without room: they count as the empty one. */
  lost = 0;
  /** Number of texts that were cut. */
  cut = 0;
  readonly #most: number;
  readonly #mostBytes: number;
  readonly #decoder = new TextDecoder();
  #pool = new Uint8Array(1 << 16);
  #used = 0;
  #starts = new Uint32Array(1 << 10);
  #hashes = new Int32Array(1 << 10);
  /** Open addressing: 1 + the index of a text. */
  #slots = new Int32Array(1 << 11);

  /** @param mostBytes of all texts together */
  constructor(most = 2_000_000, mostBytes = POOL_LIMIT) {
    this.#most = most;
    this.#mostBytes = mostBytes;
    this.ofText('');
  }

  ofText(text: string): number {
    const bytes = new TextEncoder().encode(text);
    let hash = startHash;
    for (const byte of bytes) hash = addToHash(hash, byte);
    return this.ofBytes(bytes, 0, bytes.length, hash);
  }

  /** @param hash of exactly these bytes */
  ofBytes(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const mask = this.#slots.length - 1;
    const length = to - from > LENGTH_LIMIT ? lengthOfCut(bytes, from) : to - from;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const known = this.#slots[slot]! - 1;
      if (known < 0) break;
      if (this.#hashes[known] === hash && this.#is(known, bytes, from, length)) return known;
      slot = (slot + 1) & mask;
    }
    if (length < to - from) this.cut++;
    return this.#add(bytes, from, length, hash, slot);
  }

  texts(): string[] {
    return Array.from({ length: this.size }, (_, i) => this.text(i));
  }

  text(index: number): string {
    const [from, to] = [this.#starts[index]!, this.#endOf(index)];
    return this.#short(from, to) ?? this.#decoder.decode(this.#pool.subarray(from, to));
  }

  /** Of a few letters of ASCII, for which calling a decoder costs more than reading them; else undefined. */
  #short(from: number, to: number): string | undefined {
    if (to - from > SHORT) return undefined;
    let text = '';
    for (let i = from; i < to; i++) {
      const letter = this.#pool[i]!;
      if (letter >= 0x80) return undefined;
      text += String.fromCharCode(letter);
    }
    return text;
  }

  #endOf(index: number): number {
    return index + 1 < this.size ? this.#starts[index + 1]! : this.#used;
  }

  #is(known: number, bytes: Uint8Array, from: number, length: number): boolean {
    const at = this.#starts[known]!;
    if (this.#endOf(known) - at !== length) return false;
    for (let i = 0; i < length; i++) if (this.#pool[at + i] !== bytes[from + i]) return false;
    return true;
  }

  #add(bytes: Uint8Array, from: number, length: number, hash: number, slot: number): number {
    if (this.size >= this.#most || this.#used + length > this.#mostBytes) {
      this.lost++;
      return 0;
    }
    if (this.#used + length > this.#pool.length) {
      const larger = new Uint8Array(Math.max(this.#used + length, 2 * this.#pool.length));
      larger.set(this.#pool);
      this.#pool = larger;
    }
    const index = this.size++;
    if (index >= this.#starts.length) this.#widen();
    for (let i = 0; i < length; i++) this.#pool[this.#used + i] = bytes[from + i]!;
    this.#starts[index] = this.#used;
    this.#used += length;
    this.#hashes[index] = hash;
    this.#slots[slot] = index + 1;
    if (2 * this.size > this.#slots.length) this.#rehash();
    return index;
  }

  #widen(): void {
    const [starts, hashes] = [this.#starts, this.#hashes];
    this.#starts = new Uint32Array(2 * starts.length);
    this.#starts.set(starts);
    this.#hashes = new Int32Array(2 * hashes.length);
    this.#hashes.set(hashes);
  }

  #rehash(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    for (let i = 0; i < this.size; i++) {
      const hash = this.#hashes[i]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = i + 1;
    }
    this.#slots = slots;
  }
}
