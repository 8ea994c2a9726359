/** A set of threads with access by position. All operations take constant time; the order depends on history only. */
import type { ThreadIndex } from '../../base/units.ts';
import { roomier } from './roomier.ts';

export class ThreadSet {
  size = 0;
  #list = new Int16Array(64);
  /** By thread: its position in the list plus one, or 0. May be shorter than the number of threads. */
  #place = new Int16Array(64);

  at(index: number): ThreadIndex {
    return this.#list[index]!;
  }

  has(thread: ThreadIndex): boolean {
    return thread < this.#place.length && this.#place[thread]! > 0;
  }

  add(thread: ThreadIndex): void {
    if (this.has(thread)) return;
    if (thread >= this.#place.length) this.#place = roomier(this.#place, thread);
    if (this.size >= this.#list.length) this.#list = roomier(this.#list, this.size);
    this.#list[this.size] = thread;
    this.size += 1;
    this.#place[thread] = this.size;
  }

  /** The last one takes its place. */
  remove(thread: ThreadIndex): void {
    if (!this.has(thread)) return;
    const place = this.#place[thread]!;
    this.size -= 1;
    const last = this.#list[this.size]!;
    this.#list[place - 1] = last;
    this.#place[last] = place;
    this.#place[thread] = 0;
  }

  clear(): void {
    for (let index = 0; index < this.size; index++) this.#place[this.#list[index]!] = 0;
    this.size = 0;
  }

  /** Its lowest index; the set must not be empty. */
  lowest(): ThreadIndex {
    let least = this.at(0);
    for (let n = 1; n < this.size; n++) least = Math.min(least, this.at(n));
    return least;
  }
}
