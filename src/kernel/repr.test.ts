/** repr() of floats and texts, compared with CPython's if python3 is installed. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { python3 } from '../../scripts/python.mjs';
import { repr } from './repr.ts';
import { floatText } from './values.ts';

const ask = (program: string, input: unknown): unknown => {
  const { status, stdout } = spawnSync(python3, ['-c', program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return status === 0 ? (JSON.parse(stdout) as unknown) : undefined;
};

/** Floats of all sizes, by their bits. */
function floats(): number[] {
  const bits = new BigUint64Array(1);
  const asFloat = new Float64Array(bits.buffer);
  const found: number[] = [];
  let state = 7n;
  for (let n = 0; n < 3000; n++) {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
    bits[0] = state;
    if (Number.isFinite(asFloat[0])) found.push(asFloat[0]!);
    // Floats of everyday magnitude.
    found.push((Number(state % 100_000n) - 50_000) / 10 ** Number(state % 23n), 10 ** (n % 40));
  }
  return found;
}

describe('repr', () => {
  const texts = floats().map(floatText);
  const told = ask(
    'import json, sys\nprint(json.dumps([repr(float(x)) for x in json.load(sys.stdin)]))',
    texts,
  );

  it.skipIf(told === undefined)('of floats is CPython’s', () => {
    expect(texts).toEqual(told);
  });

  it('of a float means the float', () => {
    for (const value of floats()) expect(Number(floatText(value))).toBe(value);
  });

  const codes = Array.from({ length: 0x110000 >> 2 }, (_, n) => n * 4 + ((n * 7) % 4))
    .concat(Array.from({ length: 0x3100 }, (_, n) => n))
    .concat([0xd800, 0xdfff, 0xe000, 0xf8ff, 0xfeff, 0xfffe, 0xffff, 0x10ffff]);
  // Characters newer than this Python's Unicode version are left out.
  const escaped = ask(
    `import json, sys, unicodedata
print(json.dumps([None if unicodedata.category(chr(c)) == 'Cn' else repr(chr(c)) for c in json.load(sys.stdin)]))`,
    codes,
  ) as (string | null)[] | undefined;

  it.skipIf(escaped === undefined)('of texts is CPython’s', () => {
    const wrong = codes.filter((code, n) => {
      const should = escaped![n];
      return should !== null && repr(String.fromCodePoint(code)) !== should;
    });
    expect(wrong.map((code) => code.toString(16))).toEqual([]);
  });
});
