import { expect, test } from 'vitest';
import { labOps } from '../../engines/lab/ops.ts';
import { actText } from './act-text.ts';
import en from './texts.en.json';
import zhCN from './texts.zh-CN.json';

test.each([
  ['begin', '', 'begin to run', '开始运行'],
  ['begin', 'page 3', 'begin to work on page 3', '开始执行 page 3'],
  ['end', '', 'end', '结束'],
  ['create', 'lock', 'create lock', '创建 lock'],
  ['started', 'Ann', 'wait for Ann to begin', '等待 Ann 开始运行'],
  ['', '', 'go on', '继续运行'],
  ['adjust', 'pool', 'a step of the library on pool', '库内部对 pool 的一步'],
  ['put', undefined, 'a step of the library: put', '库内部的一步：put'],
  // The program's own calls are written as Python does.
  ['acquire', 'lock', 'acquire lock', 'acquire lock'],
  ['notify-all', 'plate', 'notify_all plate', 'notify_all plate'],
  ['sleep', '', 'sleep', 'sleep'],
  // A name is no template.
  ['begin', '{{target}}', 'begin to work on {{target}}', '开始执行 {{target}}'],
  ['constructor', '', 'constructor', 'constructor'],
])('%s of "%s"', (op, target, english, chinese) => {
  expect(actText(en, op, target)).toBe(english);
  expect(actText(zhCN, op, target)).toBe(chinese);
});

test('both languages have words for the same operations, all of which exist', () => {
  const rows = ({ alone, on, inner }: typeof en) => [
    ...Object.keys(alone),
    ...Object.entries(on).map(([op, text]) => `${op} ${text.includes('{{target}}')}`),
    ...inner.steps,
  ];
  expect(rows(zhCN)).toEqual(rows(en));
  const known = new Set(['', ...labOps.map(({ name }) => name)]);
  const named = [...Object.keys(en.alone), ...Object.keys(en.on), ...en.inner.steps];
  expect(named.filter((op) => !known.has(op))).toEqual([]);
});
