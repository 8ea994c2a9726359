import { describe, expect, it, vi } from 'vitest';
import { isWhole, thinned } from '../../base/sweep.ts';
import { decodeSchedule } from '../../engines/model/encoding/schedule-text.ts';
import type { ScenarioProgram } from '../../engines/program.ts';
import { defaultsOf } from '../../scenarios/params.ts';
import { loadProgram } from '../../scenarios/programs.ts';
import { findScenario } from '../../scenarios/registry.ts';
import { threadsSubject } from '../programs.ts';
import { ExploreHost } from './explore-host.ts';
import type { ExploreSettings, Found } from '../report.ts';
import type { Answers, FromExplorer, FromHelper, Question } from './protocol.ts';

const settings: ExploreSettings = {
  search: 'all',
  preemptions: 1,
  runs: 200,
  seed: 1,
  timed: false,
  budget: 20_000,
};

/** The host with a page that only listens. `threads`: a program in the notation of programs.ts. */
class Page {
  readonly heard: FromExplorer[] = [];
  readonly host: ExploreHost;
  /** Simulates the loss of the last helper. */
  loseHelper = (): void => expect.unreachable('nobody helps');
  /** Number of helpers started. */
  started = 0;
  readonly #helpers: number;
  #requests = 0;

  constructor(threads?: string, helpers = 0) {
    const load = async (id: string) =>
      threads === undefined ? { ...(await loadProgram(id)) } : threadsSubject(threads).module;
    const hostOf = (post: (message: FromHelper) => void): ExploreHost =>
      new ExploreHost({
        post: (message) => post(structuredClone(message)),
        loadProgram: load,
        defer: (act) => void setImmediate(act),
        startHelper: (hear, lost) => {
          this.started += 1;
          this.loseHelper = lost;
          const host = hostOf((message) => void setImmediate(() => hear(message)));
          return { post: (message) => host.receive(structuredClone(message)) };
        },
      });
    this.host = hostOf((message) => void this.heard.push(message as FromExplorer));
    this.#helpers = helpers;
  }

  /** As when the pointer approaches the button. */
  async warm(program: ScenarioProgram): Promise<void> {
    this.host.receive({ type: 'warm', program, seed: 1, settings });
    while (this.heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(this.heard.splice(0)).toEqual([{ type: 'warm' }]);
  }

  async explore(program: ScenarioProgram, changes: Partial<ExploreSettings> = {}): Promise<Found> {
    this.host.receive({
      type: 'explore',
      turn: 1,
      program,
      seed: 1,
      settings: { ...settings, ...changes },
      helpers: this.#helpers,
    });
    return this.settled();
  }

  async settled(): Promise<Found> {
    for (;;) {
      const last = this.heard.findLast((message) => !['answer', 'warm'].includes(message.type));
      if (last?.type === 'failed') throw new Error(last.report);
      if (last?.type === 'found' && last.status !== 'exploring') return last.found;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async ask<T extends Question['type']>(
    question: Question & { type: T },
  ): Promise<Answers[T] | undefined> {
    this.#requests += 1;
    const request = this.#requests;
    this.host.receive({ ...question, request, turn: 1 });
    for (;;) {
      for (const message of this.heard) {
        if (message.type === 'failed') throw new Error(message.report);
        if (message.type === 'answer' && message.request === request) {
          return message.answer as Answers[T] | undefined;
        }
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const scenario = (id: string, params: Record<string, number | boolean | string> = {}) =>
  ({
    kind: 'scenario',
    id,
    params: { ...defaultsOf(findScenario(id)!.params), ...params },
  }) as const;

/** A program in the notation takes its threads as its params. */
const ofThreads = (text: string): ScenarioProgram => ({
  kind: 'scenario',
  id: '',
  params: threadsSubject(text).params as ScenarioProgram['params'],
});

const shortest = (found: Found, kind: string) =>
  found.endings.find((ending) => ending.kind === kind)!;

it('tells after the first run, and at the end', async () => {
  const page = new Page();
  const found = await page.explore(scenario('opposite-locks'));
  expect(found).toMatchObject({ isComplete: true, byChance: 0, blocked: 0, cut: 0 });
  const first = page.heard[0];
  expect(first).toMatchObject({ type: 'found', found: { inOrder: 1, endingCount: 1 } });
});

it('has its first run before it is asked, where the reader came near, and comes to the same', async () => {
  const program = scenario('opposite-locks');
  const page = new Page();
  await page.warm(program);
  page.host.receive({ type: 'explore', turn: 1, program, seed: 1, settings });
  await Promise.resolve();
  expect(page.heard[0]).toMatchObject({ turn: 1, status: 'exploring', found: { inOrder: 1 } });
  const warmed = await page.settled();
  const cold = await new Page().explore(program);
  expect({ ...warmed, spent: 0 }).toEqual({ ...cold, spent: 0 });
});

it('asks anew where something else is asked than was expected', async () => {
  const page = new Page();
  await page.warm(scenario('missed-notify'));
  const found = await page.explore(scenario('opposite-locks'));
  const cold = await new Page().explore(scenario('opposite-locks'));
  expect({ ...found, spent: 0 }).toEqual({ ...cold, spent: 0 });
});

it('explores in order and by chance at once, and forgets chance once all is known', async () => {
  const program = scenario('opposite-locks');
  const all = await new Page().explore(program);
  const both = await new Page().explore(program, { search: 'auto' });
  expect({ ...both, spent: 0 }).toEqual({ ...all, spent: 0 });
});

it('stops, and goes on', async () => {
  const page = new Page();
  const some = await page.explore(scenario('opposite-locks'), { search: 'random', runs: 10 });
  expect(some).toMatchObject({ byChance: 10, isComplete: false });
  page.heard.length = 0;
  page.host.receive({ type: 'goOn', turn: 1 });
  expect(await page.settled()).toMatchObject({ byChance: 20 });
});

describe('with helpers', () => {
  const text = 'inc x; inc y || inc x; r y=1 || lock a; inc x; unlock a';
  const told = ({ endings }: Found) =>
    new Map(endings.map(({ key, count }) => [key, count] as const));

  it.each(thinned(['random', 'pos'] as const, 2))(
    'takes the very runs that it takes alone: %s',
    async (search) => {
      const alone = await new Page(text).explore(ofThreads(text), { search });
      for (const helpers of isWhole ? [1, 3] : [2]) {
        const found = await new Page(text, helpers).explore(ofThreads(text), { search });
        expect(told(found)).toEqual(told(alone));
        expect(found).toMatchObject({ byChance: settings.runs, inOrder: 0, isComplete: false });
      }
    },
  );

  it.runIf(isWhole)('leaves them what is by chance, and forgets it once all is known', async () => {
    const alone = await new Page(text).explore(ofThreads(text));
    const found = await new Page(text, 2).explore(ofThreads(text), { search: 'auto' });
    expect(told(found)).toEqual(told(alone));
    expect(found).toMatchObject({ isComplete: true, byChance: 0, inOrder: alone.inOrder });
  });

  it('goes on with all of them for as long again', async () => {
    const page = new Page(text, 2);
    await page.explore(ofThreads(text), { search: 'random', runs: 100 });
    page.heard.length = 0;
    page.host.receive({ type: 'goOn', turn: 1 });
    const both = await page.settled();
    const once = await new Page(text).explore(ofThreads(text), { search: 'random', runs: 200 });
    expect(told(both)).toEqual(told(once));
  });

  it('tells the way to an ending that only a helper has found', async () => {
    const rare = 'inc x || inc x || inc x || inc x';
    const page = new Page(rare, 3);
    const found = await page.explore(ofThreads(rare), { search: 'random', runs: 40 });
    expect(found.endingCount).toBeGreaterThan(2);
    for (const { key, finals } of found.endings) {
      const walk = (await page.ask({ type: 'walk', key }))!;
      expect(decodeSchedule(walk.text!).schedule.choices.length).toBeGreaterThan(0);
      const writes = walk.steps.filter(({ op }) => op === 'write');
      expect(writes.length).toBeGreaterThanOrEqual(Number(finals[0]!.value));
    }
  });

  it.runIf(isWhole)(
    'keeps them for later explorations, of which some need fewer, and starts another for one that is gone',
    async () => {
      const page = new Page(text, 3);
      for (const search of ['random', 'all', 'auto', 'bound', 'pos'] as const) {
        page.heard.length = 0;
        await page.explore(ofThreads(text), { search });
      }
      expect(page.started).toBe(3);
      page.heard.length = 0;
      await page.explore(ofThreads(text), { search: 'all' });
      page.loseHelper();
      page.heard.length = 0;
      const found = await page.explore(ofThreads(text), { search: 'random' });
      expect(found.byChance).toBe(settings.runs);
      expect(page.started).toBe(4);
    },
  );

  it('stops all of them', async () => {
    const page = new Page(text, 1);
    const slow = page.explore(ofThreads(text), { search: 'random', runs: 1_000_000 });
    while (page.heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
    page.host.receive({ type: 'stop' });
    const found = await slow;
    expect(found.byChance).toBeLessThan(1_000_000);
    expect(found.spent).toBeLessThan(settings.budget);
  });

  it('keeps what a helper had found that is gone, and says that not all was had', async () => {
    const page = new Page(text, 1);
    const all = page.explore(ofThreads(text), { search: 'random', runs: 400, budget: 60_000 });
    while (page.heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
    page.loseHelper();
    const found = await all;
    expect(page.heard.at(-1)).toMatchObject({ status: 'stopped' });
    expect(found.byChance).toBeGreaterThanOrEqual(200);
  });
});

describe('the choice that decides', () => {
  it('is where the circle closes: the second of the first forks', async () => {
    const text = 'lock a; lock b; unlock b; unlock a || lock b; lock a; unlock a; unlock b';
    const page = new Page(text);
    const found = await page.explore(ofThreads(text));
    const walk = await page.ask({ type: 'walk', key: shortest(found, 'deadlock').key });
    const { step, isProved, instead } = walk!.deciding!;
    expect(isProved).toBe(true);
    const told = walk!.steps.map(({ op, on }) => `${op} ${on}`);
    expect(told.slice(0, step).filter((act) => act.startsWith('acquire'))).toHaveLength(1);
    expect(walk!.steps[step]).toMatchObject({ op: 'acquire' });
    expect(instead!.thread).not.toBe(walk!.steps[step]!.thread);
  });

  it('of a lost update is the read that comes too early', async () => {
    const text = 'inc x || inc x';
    const page = new Page(text);
    const found = await page.explore(ofThreads(text));
    const lost = found.endings.find(({ finals }) => finals.some(({ value }) => value === '1'))!;
    const walk = await page.ask({ type: 'walk', key: lost.key });
    const { step } = walk!.deciding!;
    const acts = walk!.steps.map(({ thread, op }) => [thread, op] as const);
    expect(acts[step]![1]).toBe('read');
    expect(acts.slice(0, step).filter(([, op]) => op === 'write')).toEqual([]);
  });

  it('is nowhere where a program ends in one way', async () => {
    const text = 'lock a; unlock a || lock a; unlock a';
    const page = new Page(text);
    const found = await page.explore(ofThreads(text));
    expect(found.endingCount).toBe(1);
    const walk = await page.ask({ type: 'walk', key: found.endings[0]!.key });
    expect(walk!.deciding).toBeUndefined();
  });

  it('comes with a run that takes the other branch and ends otherwise', async () => {
    const page = new Page();
    const found = await page.explore(scenario('opposite-locks'));
    const walk = (await page.ask({ type: 'walk', key: shortest(found, 'deadlock').key }))!;
    const [own, other] = [walk.text, walk.deciding!.instead!.text].map(
      (text) => decodeSchedule(text!).schedule.choices,
    );
    const { at } = walk.steps[walk.deciding!.step]!;
    expect(other!.slice(0, at)).toEqual(own!.slice(0, at));
    expect(other![at]).not.toBe(own![at]);
  });
});

it('two runs have what they share first', async () => {
  const text = 'inc x || inc x';
  const page = new Page(text);
  const { endings } = await page.explore(ofThreads(text));
  const keys = endings.map(({ key }) => key) as [string, string];
  const comparison = (await page.ask({ type: 'compare', keys }))!;
  const [a, b] = comparison.sides;
  const told = (side: typeof a) => side.steps.map(({ thread, op }) => `${thread} ${op}`);
  expect(told(a).slice(0, comparison.common)).toEqual(told(b).slice(0, comparison.common));
  expect(told(a)[comparison.common]).not.toBe(told(b)[comparison.common]);
});

it('the tree has every run once', async () => {
  const page = new Page();
  const found = await page.explore(scenario('opposite-locks'));
  const tree = (await page.ask({ type: 'tree' }))!;
  const { nodes, endings } = tree;
  const isLeaf = (row: number) => !nodes.some(({ parent }) => parent === row);
  const leaves = nodes.filter((_, row) => isLeaf(row));
  expect(leaves).toHaveLength(found.inOrder);
  expect(leaves.every(({ counts }) => counts.length === 1 && counts[0]![1] === 1)).toBe(true);
  const byEnding = new Map(found.endings.map(({ key, count }) => [key, count]));
  for (const [ending, runs] of nodes[0]!.counts) expect(byEnding.get(endings[ending]!)).toBe(runs);
  const row = nodes.length - 1;
  const walk = (await page.ask({ type: 'branch', node: row }))!;
  expect(walk.steps[walk.deciding!.step]).toMatchObject({ thread: nodes[row]!.first!.thread });
});

it('a program that cannot be loaded is told', async () => {
  const page = new Page();
  await expect(page.explore({ kind: 'scenario', id: 'no-such', params: {} })).rejects.toThrow(
    /no-such/,
  );
});

it('a question about an earlier exploration has no answer', async () => {
  const page = new Page();
  await page.explore(scenario('opposite-locks'));
  page.host.receive({ type: 'tree', request: 9, turn: 0 });
  const answer = { type: 'answer', request: 9, answer: undefined };
  await vi.waitFor(() => expect(page.heard.at(-1)).toEqual(answer), { timeout: 50_000 });
});
