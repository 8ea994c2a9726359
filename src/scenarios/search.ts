/**
 * Search for scenarios by titles, summaries and search terms in every language, chapters, and names in the listings.
 * Loaded when a search begins.
 */
import { wordsFound } from '../base/word-search.ts';
import { scenarios } from './registry.ts';
import type { Chapter, Scenario } from './scenario.ts';

const texts = import.meta.glob<readonly string[]>(['./*/texts.*.json', './*/listing.py'], {
  eager: true,
  query: '?search',
  import: 'default',
});

const chapterWords: Readonly<Record<Chapter, string>> = {
  threads: 'threads 线程',
  locks: 'locks and signals 锁与信号',
  queues: 'queues 队列',
  processes: 'processes multiprocessing 进程 多进程',
  network: 'network 网络',
  ideas: 'ideas concepts 概念',
  pitfalls: 'pitfalls bugs 陷阱',
};

/** So many of a scenario's search terms come first: what it is about. The others are what it also has. */
const MAIN = 3;

/** Searched texts of a scenario, most significant first. */
const searched: ReadonlyMap<string, readonly string[]> = new Map(
  scenarios.map(({ id, chapter }) => {
    const of = (file: string) => texts[`./${id}/${file}`] ?? [];
    const [en, zh] = [of('texts.en.json'), of('texts.zh-CN.json')];
    const field = (n: number) => `${en[n] ?? ''} ${zh[n] ?? ''}`;
    const [title, summary, words] = [field(0), field(1), field(2)];
    const main = [en[2], zh[2]].map((terms = '') =>
      terms
        .split(/[,，、]/)
        .slice(0, MAIN)
        .join(' '),
    );
    return [
      id,
      [
        `${id} ${title}`,
        main.join(' '),
        words,
        `${summary} ${chapterWords[chapter]}`,
        of('listing.py').join(' '),
      ],
    ];
  }),
);

/** The scenarios that contain all the words of `query`, ordered by the significance of the matches. */
export function searchScenarios(query: string): readonly Scenario[] {
  return scenarios
    .map((scenario) => ({ scenario, at: wordsFound(query, searched.get(scenario.id) ?? []) }))
    .filter(({ at }) => at !== undefined)
    .toSorted((a, b) => a.at! - b.at!)
    .map(({ scenario }) => scenario);
}
