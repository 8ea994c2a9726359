/** The tasks: how many primes are among a thousand numbers. Task 1 is 1 to 1000, task 2 is 1001 to 2000. */
export const SIZE = 1000;

export const firstOf = (task: number): number => SIZE * (task - 1) + 1;

export function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false;
  return n > 1;
}

export function primes(task: number): number {
  let count = 0;
  for (let n = firstOf(task); n < firstOf(task + 1); n++) if (isPrime(n)) count += 1;
  return count;
}
