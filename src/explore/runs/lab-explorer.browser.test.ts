/** Endings of Python programs, as far as some runs show: on real CPython, in a Worker. */
import { afterAll, describe, expect, it } from 'vitest';
import { createLab } from '../../engines/lab/client/lab-engine.ts';
import type { FilesProgram, Grain } from '../../engines/program.ts';
import type { ExploreSettings, Found } from '../report.ts';
import { RunExplorer } from './run-explorer.ts';

const explorer = new RunExplorer(createLab);
afterAll(() => explorer.dispose());

const programOf = (text: string, grain: Grain): FilesProgram => ({
  kind: 'files',
  language: 'python',
  name: 'program',
  files: [{ path: 'program.py', text }],
  grain,
});

const settings: ExploreSettings = {
  search: 'bound',
  preemptions: 1,
  runs: 40,
  seed: 1,
  timed: true,
  budget: 120_000,
};

const explore = (
  text: string,
  grain: Grain,
  changed: Partial<ExploreSettings> = {},
  by = explorer,
) =>
  new Promise<Found>((resolve, reject) => {
    by.explore(
      programOf(text, grain),
      1,
      { ...settings, ...changed },
      {
        found: (told, status) => status !== 'exploring' && resolve(told),
        failed: (report) => reject(new Error(report)),
      },
    );
  });

const oppositeLocks = (second: string) => `
import threading
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        with b: pass
def two():
    with ${second}: pass
threads = [threading.Thread(target=f) for f in (one, two)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print('done')
`;

const counter = `
import threading
n = 0
def work():
    global n
    n += 1
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(n)
`;
import { isWhole, thinned } from '../../base/sweep.ts';

const kinds = ({ endings }: Found) => [...new Set(endings.map(({ kind }) => kind))].toSorted();

describe('every run with at most one preemption', () => {
  it.runIf(isWhole)(
    'finds the deadlock of two locks, the choice that decides, and the way out',
    async () => {
      const found = await explore(oppositeLocks('b, a'), 'sync');
      expect(found.isComplete).toBe(true);
      expect(kinds(found)).toEqual(['deadlock', 'finished']);
      const deadlock = found.endings.find(({ kind }) => kind === 'deadlock')!;
      expect(deadlock.stuck.map(({ on }) => on)).toEqual(expect.arrayContaining(['a', 'b']));
      const walk = (await explorer.walk(deadlock.key))!;
      const decides = walk.steps[walk.deciding!.step]!;
      expect(walk.deciding!.instead?.text).toBeDefined();
      expect(`${decides.op} ${decides.on}`).toMatch(/acquire [ab]|start|begin/);
      const tree = (await explorer.tree())!;
      expect(tree.runs).toBe(found.inOrder);
      const finished = found.endings.find(({ kind }) => kind === 'finished')!;
      const comparison = (await explorer.compare(deadlock.key, finished.key))!;
      expect(comparison.sides.map(({ text }) => typeof text)).toEqual(['string', 'string']);
    },
  );

  it.runIf(isWhole)('finds nothing wrong with locks in one order', async () => {
    const found = await explore(oppositeLocks('a, b'), 'sync');
    expect([found.isComplete, kinds(found)]).toEqual([true, ['finished']]);
  });

  it('loses an update only between two instructions', async () => {
    const printed = ({ endings }: Found) => endings.map((ending) => ending.printed.join());
    expect(printed(await explore(counter, 'sync'))).toEqual(['2']);
    expect(printed(await explore(counter, 'instruction')).toSorted()).toEqual(['1', '2']);
  });
});

const racing = (grain: Grain, search: 'pos' | 'bound') =>
  explore(counter.replace('n += 1', 'old = n\n    n = old + 1'), grain, { search, runs: 30 });

it.each(['pos', 'bound'] as const)('%s at the grain of lines loses an update', async (search) => {
  const printed = ({ endings }: Found) => endings.map((ending) => ending.printed.join());
  expect(printed(await racing('sync', search))).toEqual(['2']);
  expect(printed(await racing('line', search)).toSorted()).toEqual(['1', '2']);
});

it('finds the same with several interpreters', async () => {
  const several = new RunExplorer(createLab, 3, 0);
  const wish = { search: 'pos', runs: 60 } as const;
  const told = ({ inOrder, byChance, endings }: Found) => ({ inOrder, byChance, endings });
  const alone = told(await explore(oppositeLocks('b, a'), 'sync', wish));
  expect(told(await explore(oppositeLocks('b, a'), 'sync', wish, several))).toEqual(alone);
  several.dispose();
});

it.each(thinned(['random', 'pos', 'pct', 'auto'] as const, 4))(
  'some by chance: %s',
  async (search) => {
    const found = await explore(oppositeLocks('b, a'), 'sync', { search, preemptions: 0 });
    expect(kinds(found)).toContain('finished');
    expect(found.isComplete).toBe(false);
    expect(found.inOrder + found.byChance).toBeGreaterThanOrEqual(40);
  },
);

it('says what is wrong with a program that does not compile', async () => {
  await expect(explore('def f(:', 'sync')).rejects.toThrow(/SyntaxError/);
});
