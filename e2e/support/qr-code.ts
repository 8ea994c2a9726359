/**
 * QR code reader (ISO/IEC 18004) for square, upright, undamaged pictures, levels L and M, byte mode. Without error
 * correction, so that a single wrong module is detected.
 */
import type { Page } from '@playwright/test';

/** Codewords of error correction in each block, by version from 1. */
const corrections = {
  L: [
    7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30,
    26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
  ],
  M: [
    10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28,
    28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
  ],
};
const blocks = {
  L: [
    1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15,
    16, 17, 18, 19, 19, 20, 21, 22, 24, 25,
  ],
  M: [
    1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25,
    26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
  ],
};

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

type Code = readonly (readonly boolean[])[];

/** @param png a picture with a code and a light margin only */
export async function readQrCode(page: Page, png: Buffer): Promise<string> {
  return textOf(await page.evaluate(modulesOf, png.toString('base64')));
}

/** In the page, which decodes the picture: dark modules by row. */
async function modulesOf(base64: string): Promise<boolean[][]> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const { width, height } = bitmap;
  const ctx = new OffscreenCanvas(width, height).getContext('2d')!;
  ctx.drawImage(bitmap, 0, 0);
  const { data } = ctx.getImageData(0, 0, width, height);
  const isDark = (x: number, y: number) => data[4 * (y * width + x)]! < 128;
  const rows = Array.from({ length: height }, (_, y) => y);
  const columns = Array.from({ length: width }, (_, x) => x);
  const top = rows.findIndex((y) => columns.some((x) => isDark(x, y)));
  const left = columns.findIndex((x) => isDark(x, top));
  const right = columns.findLastIndex((x) => isDark(x, top));
  // The edge of the pattern in the corner is seven modules long; in line with its last row every module differs from the next.
  const end = columns.find((x) => x > left && !isDark(x, top))!;
  const timing = Math.floor(top + (6.5 * (end - left)) / 7);
  const changes = columns.filter(
    (x) => x > left && x <= right && isDark(x, timing) !== isDark(x - 1, timing),
  );
  const size = changes.length + 13;
  const side = (right + 1 - left) / size;
  const middle = (from: number, n: number) => Math.floor(from + (n + 0.5) * side);
  const places = Array.from({ length: size }, (_, n) => n);
  return places.map((y) => places.map((x) => isDark(middle(left, x), middle(top, y))));
}

function textOf(code: Code): string {
  const size = code.length;
  const version = (size - 17) / 4;
  // Level and mask stand beside the pattern at the upper left.
  const format = [
    ...[0, 1, 2, 3, 4, 5, 7, 8].map((x) => code[8]![x]!),
    ...[7, 5, 4, 3, 2, 1, 0].map((y) => code[y]![8]!),
  ].reduce((bits, isSet) => bits * 2 + Number(isSet), 0);
  const bare = format ^ 0x5412;
  const level = ({ 1: 'L', 0: 'M' } as const)[bare >> 13];
  const isMasked = masks[(bare >> 10) & 7]!;
  if (level === undefined || !Number.isInteger(version)) throw new Error('no code of level L or M');

  const bits: boolean[] = [];
  let isUp = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right--;
    for (let n = 0; n < size; n++) {
      const y = isUp ? size - 1 - n : n;
      for (const x of [right, right - 1])
        if (!isFunction(version, x, y)) bits.push(code[y]![x]! !== isMasked(x, y));
    }
    isUp = !isUp;
  }
  const words = dataOf(
    wordsOf(bits),
    blocks[level][version - 1]!,
    corrections[level][version - 1]!,
  );
  const stream = words.flatMap((word) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (word >> bit) & 1));
  const take = (count: number) => stream.splice(0, count).reduce((sum, bit) => sum * 2 + bit, 0);
  if (take(4) !== 4) throw new Error('no bytes');
  const length = take(version < 10 ? 8 : 16);
  return new TextDecoder().decode(Uint8Array.from({ length }, () => take(8)));
}

function wordsOf(bits: readonly boolean[]): number[] {
  return Array.from({ length: bits.length >> 3 }, (_, n) =>
    bits.slice(8 * n, 8 * n + 8).reduce((word, bit) => word * 2 + Number(bit), 0),
  );
}

/** Data is interleaved across blocks; the last ones may have one word more. */
function dataOf(words: readonly number[], count: number, correction: number): number[] {
  const short = Math.floor(words.length / count) - correction;
  const shortBlocks = count - (words.length % count);
  const found: number[][] = Array.from({ length: count }, () => []);
  let at = 0;
  for (let n = 0; n <= short; n++)
    for (const [block, list] of found.entries())
      if (n < short || block >= shortBlocks) list.push(words[at++]!);
  return found.flat();
}

/** Whether a module is of a pattern, and carries nothing. */
function isFunction(version: number, x: number, y: number): boolean {
  const size = 17 + 4 * version;
  const isNear = (at: number) => at < 9;
  const isFar = (at: number) => at >= size - 8;
  if (x === 6 || y === 6) return true;
  if ((isNear(x) && (isNear(y) || isFar(y))) || (isFar(x) && isNear(y))) return true;
  if (version >= 7 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11))) return true;
  const centres = alignments(version);
  const last = centres.length - 1;
  const isAt = (i: number, at: number) => Math.abs(centres[i]! - at) <= 2;
  return centres.some((_, i) =>
    centres.some((__, j) => {
      const isCorner = (i === 0 && (j === 0 || j === last)) || (i === last && j === 0);
      return !isCorner && isAt(i, x) && isAt(j, y);
    }),
  );
}

/** Middles of the small patterns, in both directions. */
function alignments(version: number): readonly number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const later = Array.from({ length: count - 1 }, (_, n) => 10 + 4 * version - n * step);
  return [6, ...later.toReversed()];
}
