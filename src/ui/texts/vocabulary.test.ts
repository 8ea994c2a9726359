/** Words for states are in one table, in `views`: no panel has its own. */
import { describe, expect, it } from 'vitest';
import findings from '../../diagnose/texts/zh-CN.json' with { type: 'json' };
import { conditions } from '../../views/condition.ts';
import { laneStateNames } from '../../views/interval-column.ts';
import { processRuns } from '../../views/process-tree.ts';
import teach from '../teach/texts.zh-CN.json' with { type: 'json' };
import { catalogues as firstEn } from './first.en.ts';
import { catalogues as firstZhCN } from './first.zh-CN.ts';
import { catalogues as restEn } from './rest.en.ts';
import { catalogues as restZhCN } from './rest.zh-CN.ts';

const en = { ...firstEn, ...restEn };
const zhCN = { ...firstZhCN, ...restZhCN };

const flat = (texts: object, prefix: string): [path: string, text: string][] =>
  Object.entries(texts).flatMap(([key, text]: [string, unknown]) =>
    typeof text === 'string'
      ? [[`${prefix}.${key}`, text] as [string, string]]
      : flat(text as object, `${prefix}.${key}`),
  );

/** About the run as a whole, another tab, a call, a button: not a thread. */
const others =
  /^(views\.condition\.|ui\.status\.|tabs\.|timeline\.at-exit$|lab\.run$|explore\.table\.runs$)/;

describe.each([
  ['en', en],
  ['zh-CN', zhCN],
])('%s', (_, catalogues) => {
  const words: Record<string, string> = catalogues.views.condition;

  it('has a word for each state, and no two states have the same', () => {
    expect(Object.keys(words)).toEqual([...conditions]);
    expect(new Set(Object.values(words)).size).toBe(conditions.length);
  });

  it('has them nowhere else', () => {
    const known = new Set(Object.values(words).map((word) => word.toLowerCase()));
    const again = flat(catalogues, '')
      .map(([path, text]) => [path.slice(1), text] as const)
      .filter(([path, text]) => known.has(text.toLowerCase()) && !others.test(path));
    expect(again.map(([path]) => path)).toEqual([]);
  });
});

it('has no word for a stopped process that the page has for its own pause', () => {
  for (const catalogues of [en, zhCN]) {
    expect(catalogues.views.condition.stopped).not.toBe(catalogues.ui.status.paused.toLowerCase());
  }
});

/** Other words for what the table and the sentences call 终止, 睡眠, 阻塞, 抛出 and 结束. */
const synonyms = /杀|休眠|沉睡|堵塞|挂起|引发|扔出|终结/;

/** All texts of the page, those that load later, too. */
const chinese = flat({ ...zhCN, findings, teach }, '');

it('has one word in Chinese for each of what threads do', () => {
  expect(chinese.filter(([, text]) => synonyms.test(text))).toEqual([]);
});

it('has Chinese quotation marks in Chinese', () => {
  expect(chinese.filter(([, text]) => /[‘’]/.test(text))).toEqual([]);
});

it('is what lanes and processes go by, too', () => {
  for (const name of [...laneStateNames, ...processRuns]) expect(conditions).toContain(name);
});
