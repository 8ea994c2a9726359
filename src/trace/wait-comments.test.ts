import { expect, test } from 'vitest';
import { waitsInComments } from './wait-comments.ts';

const saidOf = (line: string, language = 'python') =>
  waitsInComments([{ id: 'a', name: 'a', language, text: `\n${line}` }]).map(
    ({ line: at, texts }) => `${at}: ${texts['']}`,
  );

test.each([
  ['time.sleep(1)  # reaching for the fork', ['2: reaching for the fork']],
  ['    await asyncio.sleep(delay)  #thinking', ['2: thinking']],
  ["sleep(len('#'))  # after a mark", ['2: after a mark']],
  ['time.sleep(1)', []],
  ['# time.sleep(1)  # not called', []],
  ["print('sleep(1)')  # no call", []],
  ['lock.acquire()  # no sleep', []],
  ['oversleep(1)  # another function', []],
  [`time.sleep(1)  # ${'x'.repeat(61)}`, []],
  [`time.sleep(1)${' '.repeat(400)}# far away`, []],
])('%s', (line, said) => {
  expect(saidOf(line)).toEqual(said);
});

test('only of Python, and of what the trace has the text of', () => {
  expect(saidOf('time.sleep(1)  # thinking', 'typescript')).toEqual([]);
  expect(waitsInComments([{ id: 'a', name: 'a', language: 'python' }])).toEqual([]);
});

test('a line of any kind is looked through in no time', () => {
  expect(saidOf(`${"sleep('".repeat(40)}# `)).toEqual([]);
  expect(saidOf(`${'sleep((('.repeat(37)}#`)).toEqual([]);
});
