/** A set of threads that can be walked by position. All operations take constant time; the order depends on history only. */
import type { ThreadIndex } from '../../base/units.ts';
import { LIMITS } from '../../kernel/memory.ts';

export class ThreadSet {
  size = 0;
  readonly #list = new Int16Array(LIMITS.threads);
  readonly #place = new Int16Array(LIMITS.threads).fill(-1);

  at(index: number): ThreadIndex {
    return this.#list[index]!;
  }

  has(thread: ThreadIndex): boolean {
    return this.#place[thread]! >= 0;
  }

  add(thread: ThreadIndex): void {
    if (this.#place[thread]! >= 0) return;
    this.#list[this.size] = thread;
    this.#place[thread] = this.size;
    this.size += 1;
  }

  /** The last one takes its place. */
  remove(thread: ThreadIndex): void {
    const place = this.#place[thread]!;
    if (place < 0) return;
    this.size -= 1;
    const last = this.#list[this.size]!;
    this.#list[place] = last;
    this.#place[last] = place;
    this.#place[thread] = -1;
  }

  clear(): void {
    for (let index = 0; index < this.size; index++) this.#place[this.#list[index]!] = -1;
    this.size = 0;
  }

  /** Its lowest index; of a set that is not empty. */
  lowest(): ThreadIndex {
    let least = this.at(0);
    for (let n = 1; n < this.size; n++) least = Math.min(least, this.at(n));
    return least;
  }
}
