/** SHA-512 (FIPS 180-4), which Python's random.seed() uses for a text. */

/** The first 64 fractional bits of the roots of the first primes. */
function rootBits(count: number, root: 2n | 3n): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n++) {
    let isPrime = true;
    for (let d = 2n; d * d <= n && isPrime; d++) isPrime = n % d !== 0n;
    if (isPrime) found.push(BigInt.asUintN(64, wholeRoot(n << (64n * root), root)));
  }
  return found;
}

/** Integer root: the largest integer whose power is at most `value`. */
function wholeRoot(value: bigint, power: 2n | 3n): bigint {
  let low = 0n;
  let high = 1n << 80n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** power <= value) low = middle;
    else high = middle;
  }
  return low;
}

const rotate = (x: bigint, n: bigint): bigint => BigInt.asUintN(64, (x >> n) | (x << (64n - n)));

export function sha512(bytes: Uint8Array): Uint8Array {
  const keys = rootBits(80, 3n);
  const hash = rootBits(8, 2n);
  const padded = new Uint8Array(Math.ceil((bytes.length + 17) / 128) * 128);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  for (let at = 0; at < padded.length; at += 128) digest(hash, keys, view, at);
  const told = new DataView(new ArrayBuffer(64));
  for (const [n, word] of hash.entries()) told.setBigUint64(8 * n, word);
  return new Uint8Array(told.buffer);
}

/** Compresses one block of 128 bytes into the hash state. */
function digest(hash: bigint[], keys: readonly bigint[], view: DataView, at: number): void {
  const words = Array.from({ length: 16 }, (_, n) => view.getBigUint64(at + 8 * n));
  for (let n = 16; n < 80; n++) {
    const [x, y] = [words[n - 15]!, words[n - 2]!];
    const low = rotate(x, 1n) ^ rotate(x, 8n) ^ (x >> 7n);
    const high = rotate(y, 19n) ^ rotate(y, 61n) ^ (y >> 6n);
    words.push(BigInt.asUintN(64, words[n - 16]! + low + words[n - 7]! + high));
  }
  let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = hash;
  for (const [n, word] of words.entries()) {
    const choice = (e & f) ^ (~e & g);
    const one = h + (rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n)) + choice + keys[n]! + word;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const two = (rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n)) + majority;
    [h, g, f, e] = [g, f, e, BigInt.asUintN(64, d + one)];
    [d, c, b, a] = [c, b, a, BigInt.asUintN(64, one + two)];
  }
  for (const [n, word] of [a, b, c, d, e, f, g, h].entries()) {
    hash[n] = BigInt.asUintN(64, hash[n]! + word);
  }
}
