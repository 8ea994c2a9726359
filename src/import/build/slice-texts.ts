/**
 * What events of the file carry besides their names, as texts by the number of the event. Costs nothing while no event
 * has one.
 */
import { withRoom } from '../../base/with-room.ts';
import { addToHash, Interner, startHash } from '../json/interner.ts';
import { ShortLine } from '../json/short-line.ts';

/** Limits on different texts, which the page keeps: their number, and their bytes. */
const MOST = { texts: 500_000, bytes: 32 * 1024 * 1024 } as const;

export class SliceTexts {
  readonly #line = new ShortLine();
  readonly #encoder = new TextEncoder();
  readonly #most: number;
  #interner: Interner | undefined;
  #of = new Uint32Array(0);

  constructor(most: number = MOST.texts) {
    this.#most = most;
  }

  /** Number of texts without room. */
  get lost(): number {
    return this.#interner?.lost ?? 0;
  }

  /** The first event whose text had no room. */
  firstLost = 0;

  /** @param place number of the event  @param json bytes whose part from `from` to `to` is a JSON value */
  add(place: number, json: Uint8Array, from: number, to: number): void {
    this.#line.write(json, from, to);
    const { bytes, length } = this.#line;
    if (length === 0) return;
    this.#interner ??= new Interner(this.#most, MOST.bytes);
    let hash = startHash;
    for (let i = 0; i < length; i++) hash = addToHash(hash, bytes[i]!);
    const text = this.#interner.ofBytes(bytes, 0, length, hash);
    if (text === 0) this.firstLost ||= place;
    else this.#set(place, text);
  }

  /** @param value of a file that has been parsed */
  addValue(place: number, value: unknown): void {
    const json = this.#encoder.encode(JSON.stringify(value));
    this.add(place, json, 0, json.length);
  }

  has(place: number): boolean {
    return this.of(place) > 0;
  }

  /** Index of an event's text; 0 for none. */
  of(place: number): number {
    return place < this.#of.length ? this.#of[place]! : 0;
  }

  /** The text of a slice whose beginning and end are events of their own. */
  ofBoth(begin: number, end: number): number {
    const [first, last] = [this.of(begin), this.of(end)];
    if (first === 0 || last === 0 || first === last) return first || last;
    const interner = this.#interner!;
    this.addValue(end, `${interner.text(first)}, ${interner.text(last)}`);
    return this.of(end);
  }

  all(): string[] {
    return this.#interner?.texts() ?? [];
  }

  #set(place: number, text: number): void {
    if (place >= this.#of.length) this.#of = withRoom(this.#of, place + 1);
    this.#of[place] = text;
  }
}
