import { expect, test } from 'vitest';
import { randomNumbers } from '../../trace/random-trace.ts';
import { MOST_CHARACTERS, ShortLine } from './short-line.ts';

const line = new ShortLine();
function shortLine(json: string): string {
  // What stands around the value is no part of it.
  const bytes = new TextEncoder().encode(`"x": ${json}, "y": 1`);
  line.write(bytes, 5, bytes.length - 8);
  return new TextDecoder().decode(line.bytes.subarray(0, line.length));
}

test.each([
  ['{"detail": "vector"}', 'detail: vector'],
  ['{ "a" : 1.5e3 ,"b":true,\n"c": null, }', 'a: 1.5e3, b: true, c: null'],
  ['{"list": [1, {"a": "b c"}], "n": {}}', 'list: [1,{"a":"b c"}], n: {}'],
  ['{"nan": NaN, "inf": -Infinity}', 'nan: NaN, inf: -Infinity'],
  ['{"empty": "", "b": " ", "c": 1}', 'c: 1'],
  ['{"a": 1, "empty": ""}', 'a: 1'],
  ['{}', ''],
  ['null', ''],
  ['"alone"', 'alone'],
  ['[1, 2]', '[1,2]'],
  ['{"a\\nb": "c\\r\\n\\t d\\u0000e"}', 'a b: c d e'],
  ['{"a": "\\u00e9\\ud83d\\ude00\\ud83dx\\\\ \\"q\\" \\/"}', 'a: é😀\ufffdx\\ "q" /'],
  ['{"a": {"b": "\\u4e2d\\"\\\\n\\n"}}', 'a: {"b":"中\\"\\\\n\\n"}'],
  ['{"a": "<img src=x onerror=alert(1)>"}', 'a: <img src=x onerror=alert(1)>'],
  ['{"a": "\\ud83d\\ud83d\\ude00"}', 'a: \ufffd😀'],
])('%s', (json, expected) => {
  expect(shortLine(json)).toBe(expected);
});

test.each(['x', 'é', '中', '😀'])(
  'of many %s as many are kept as fit, the ellipsis included',
  (letter) => {
    const room = MOST_CHARACTERS - 'a: '.length;
    expect(shortLine(`{"a": "${letter.repeat(room)}"}`)).toBe(`a: ${letter.repeat(room)}`);
    const cut = `a: ${letter.repeat(room - 1)}…`;
    expect(shortLine(`{"a": "${letter.repeat(room + 1)}"}`)).toBe(cut);
    expect(shortLine(`{"a": "${letter.repeat(5000)}", "b": 1}`)).toBe(cut);
  },
);

test('fields after what is cut are not read, nested ones neither', () => {
  const deep = `{"a": ${'['.repeat(1000)}${']'.repeat(1000)}, "b": "later"}`;
  expect(shortLine(deep)).toBe(`a: ${'['.repeat(MOST_CHARACTERS - 4)}…`);
});

test('bytes that are no UTF-8 stay within the line', () => {
  const bytes = new Uint8Array(5000).fill(0x80);
  bytes[0] = bytes[4999] = 34;
  line.write(bytes, 0, bytes.length);
  expect(line.length).toBeLessThanOrEqual(line.bytes.length);
});

/** The same by way of objects. */
function reference(json: string): string {
  const told = (value: unknown) =>
    typeof value === 'string' ? value.replaceAll(/[\0- \u007f]+/g, ' ') : JSON.stringify(value);
  const fields = Object.entries(JSON.parse(json) as object)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}: ${told(value)}`);
  const letters = Array.from(fields.join(', '));
  return letters.length > MOST_CHARACTERS
    ? `${letters.slice(0, MOST_CHARACTERS - 1).join('')}…`
    : letters.join('');
}

test('bytes come to the same as objects', () => {
  const random = randomNumbers(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const letters = ['a', 'é', '中', '😀', '\\', '"', '\n', ' ', '/', '<', '{', ']', ','];
  const text = () =>
    Array.from({ length: 1 + Math.floor(random() * 30) }, () => pick(letters)).join('');
  const value = (): unknown =>
    pick<() => unknown>([
      () => `x${text()}`,
      () => Math.floor(random() * 1e6) / 100,
      () => null,
      () => false,
      () => [1, text().replaceAll(/\s/g, ''), { k: 'v' }],
      () => ({ [`k${text().replaceAll(/\s/g, '')}`]: [] }),
    ])();
  for (let n = 0; n < 2000; n++) {
    const fields = Array.from({ length: Math.floor(random() * 6) }, (_, i) => [`k${i}`, value()]);
    const json = JSON.stringify(Object.fromEntries(fields), null, pick([0, 2]));
    expect(shortLine(json)).toBe(reference(json));
  }
});
