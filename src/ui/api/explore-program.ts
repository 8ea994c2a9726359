/** `weft.explore`: an exploration separate from the page's, with its own explorer. */
import i18next from 'i18next';
import type { FoundEnding, Found } from '../../explore/report.ts';
import {
  budgetRange,
  exploreDefaults,
  preemptionRange,
  runsRange,
  searches,
  seedRange,
  type ExploreWish,
} from '../../share/link.ts';
import { app } from '../../store/app-state.ts';
import { endingFragment } from '../../store/explore/ending-link.ts';
import type { ProgramExplorer } from '../../store/explore/program-explorer.ts';
import { settingsOf } from '../../store/explore/settings-of.ts';
import { explorerOf } from '../../store/players.ts';
import { restOfTexts } from '../i18n.ts';
import { differencesOf } from '../explore/differences.ts';
import { wholeText } from '../explore/ending-text.ts';
import { readOptions, readWhole, show, type Range } from './arguments.ts';
import { readFlag } from './load-arguments.ts';
import type { EndingInfo, ExploreResult } from './weft-api.ts';

export async function exploreProgram(options: unknown): Promise<ExploreResult> {
  const wish = readWish(options);
  const { program, seed } = app.getState();
  const explorer = await explorerOf(program.kind)?.();
  if (explorer === undefined) throw new TypeError('weft: this program cannot be explored.');
  try {
    const found = await new Promise<Found>((resolve, reject) => {
      explorer.explore(program, seed, settingsOf(wish, explorer.searches), {
        found: (told, status) => status !== 'exploring' && resolve(told),
        failed: (report) => reject(new Error(`weft: ${report}`)),
      });
    });
    const differences = differencesOf(found.endings);
    await restOfTexts();
    const endings: EndingInfo[] = [];
    for (const [n, ending] of found.endings.entries()) {
      const text = wholeText(
        i18next.getFixedT(null, ['explore', 'ui']),
        ending,
        differences[n] ?? { finals: [], printed: [] },
      );
      endings.push(await tell(explorer, wish, ending, text));
    }
    const { isComplete, inOrder, byChance, blocked } = found;
    return { complete: isComplete, executions: inOrder + byChance, blocked, endings };
  } finally {
    explorer.dispose();
  }
}

async function tell(
  explorer: ProgramExplorer,
  wish: ExploreWish,
  { key, kind, count, switches }: FoundEnding,
  text: string,
): Promise<EndingInfo> {
  const fragment = endingFragment(wish, key, await explorer.walk(key));
  const link = fragment === undefined ? null : `${location.href.replace(/#.*$/, '')}#${fragment}`;
  return { kind, text, count, switches, link };
}

/** Throws a TypeError that says what would be right. */
export function readWish(options: unknown): ExploreWish {
  const given = readOptions(options, ['by', 'bound', 'runs', 'seed', 'timed', 'budget']);
  const whole = (name: string, range: Range & { readonly default: number }): number => {
    const value = given.get(name);
    return value === undefined ? range.default : readWhole(name, value, range);
  };
  const by = given.get('by') ?? (given.has('bound') ? 'bound' : exploreDefaults.search);
  const search = searches.find((known) => known === by);
  if (search === undefined) {
    throw new TypeError(`weft: by should be one of ${searches.join(', ')}, not ${show(by)}.`);
  }
  return {
    search,
    preemptions: whole('bound', preemptionRange),
    runs: whole('runs', runsRange),
    seed: whole('seed', seedRange),
    timed: readFlag('timed', given.get('timed')),
    budget: whole('budget', budgetRange),
  };
}
