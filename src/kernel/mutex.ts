/**
 * A futex mutex over one word: 0 free, 1 held, 2 held and waited for (U. Drepper, "Futexes Are Tricky", 2011, mutex 2).
 * It serialises the kernel's transitions; nothing slow happens under it.
 */

/** Spins before a Worker sleeps: transitions are short, so the holder has usually released the mutex by then. */
const SPINS = 60;

export function lockMutex(i32: Int32Array, word: number): void {
  for (let spin = 0; spin < SPINS; spin++) {
    if (Atomics.compareExchange(i32, word, 0, 1) === 0) return;
  }
  while (Atomics.exchange(i32, word, 2) !== 0) Atomics.wait(i32, word, 2);
}

/** For the page, which must not block: true if the mutex was acquired. */
export function tryLockMutex(i32: Int32Array, word: number, spins: number): boolean {
  for (let spin = 0; spin < spins; spin++) {
    if (Atomics.compareExchange(i32, word, 0, 1) === 0) return true;
  }
  return false;
}

export function unlockMutex(i32: Int32Array, word: number): void {
  if (Atomics.exchange(i32, word, 0) === 2) Atomics.notify(i32, word, 1);
}
