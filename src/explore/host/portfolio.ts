/** The searches that explore one program, and their combined results. */
import type { Ms } from '../../base/units.ts';
import type { Schedule } from '../../engines/model/schedule.ts';
import type { Ending, KnownEnding, Method } from '../exploration.ts';
import type { Subject } from '../execution.ts';
import { Explorer, type RunWatcher } from '../explorer.ts';
import { opLabel, threadLabel } from '../labels.ts';
import {
  fewestSwitchesFirst,
  MOST_ENDINGS,
  type ExploreSettings,
  type Found,
  type FoundEnding,
} from '../report.ts';
import { WHOLE, type Part } from '../random-search.ts';
import { RunTree } from '../run-tree.ts';
import type { News } from './protocol.ts';
import type { Team } from './team.ts';

export class Portfolio {
  readonly tree = new RunTree();
  /** The systematic search, and the random one. */
  readonly #inOrder: Explorer | undefined;
  readonly #byChance: Explorer | undefined;
  /** Number of random runs, over all parts: initially, and now. */
  readonly #runs: number;
  #allowed: number;
  readonly #part: Part;
  readonly #team: Team | undefined;
  /** Schedules reported as news, and whether they have become invalid. */
  readonly #told = new Map<string, Schedule>();
  #isNew = false;
  #turn = 0;
  #isMinimal = false;

  /** `part`: of the random runs; undefined: none. `team`: takes the other parts. */
  constructor(subject: Subject, settings: ExploreSettings, part: Part | undefined, team?: Team) {
    const { search, seed, preemptions } = settings;
    this.#runs = this.#allowed = settings.runs;
    this.#part = part ?? WHOLE;
    const runs = shareOf(this.#part, settings.runs);
    this.#team = team;
    const watcher = growing(this.tree, () => {
      this.tree.clear();
      this.#isNew = true;
    });
    const sample = (by: 'random' | 'pos' | 'pct') =>
      part === undefined
        ? undefined
        : new Explorer(
            subject,
            { method: { kind: 'sample', by, seed, runs: Infinity, part }, executions: runs },
            search === 'auto' ? undefined : watcher,
          );
    const inOrder = (method: Method) => new Explorer(subject, { method }, watcher);
    switch (search) {
      case 'auto':
        this.#inOrder = inOrder({ kind: 'all' });
        this.#byChance = sample('pos');
        break;
      case 'all':
        this.#inOrder = inOrder({ kind: 'all' });
        break;
      case 'bound':
        this.#inOrder = inOrder({ kind: 'bound', preemptions });
        break;
      default:
        this.#byChance = sample(search);
    }
  }

  /** Nothing is left to explore, and every ending has a minimal run. Random runs end only at their number. */
  get isOver(): boolean {
    if (this.#inOrder !== undefined) return this.#inOrder.progress !== 'open' && this.#isMinimal;
    return this.#byChance?.progress !== 'open' && this.#isTeamOver;
  }

  /** It has finished its own part; only the team continues. */
  get isWaiting(): boolean {
    return this.#inOrder === undefined && this.#byChance?.progress !== 'open' && !this.#isTeamOver;
  }

  get #isTeamOver(): boolean {
    return (this.#team?.status ?? 'over') === 'over';
  }

  /** Allows as many random runs again, once all have been made. */
  allowMore(): void {
    if (this.#byChance?.progress !== 'limit') return;
    const before = shareOf(this.#part, this.#allowed);
    this.#allowed += this.#runs;
    this.#byChance.allow(shareOf(this.#part, this.#allowed) - before);
  }

  /** Continues for a while, each search in turn. */
  step(budget: Ms): void {
    const inOrder = this.#inOrder;
    if (inOrder !== undefined && inOrder.progress !== 'open') {
      this.#isMinimal = inOrder.minimise(budget);
      return;
    }
    const open = [this.#byChance, inOrder].filter((known) => known?.progress === 'open');
    open[this.#turn % open.length]?.step(budget);
    this.#turn += 1;
  }

  found(spent: Ms): Found {
    const inOrder = this.#inOrder;
    const isComplete = inOrder?.isComplete ?? false;
    // Random runs add nothing to a complete exploration.
    const byChance = isComplete ? undefined : this.#byChance;
    const team = isComplete ? undefined : this.#team;
    const endings = merge([inOrder, byChance, team]);
    return {
      isComplete,
      inOrder: inOrder?.counts.executions ?? 0,
      byChance: (byChance?.counts.executions ?? 0) + (team?.executions ?? 0),
      blocked: inOrder?.counts.blocked ?? 0,
      cut: (inOrder?.counts.cut ?? 0) + (byChance?.counts.cut ?? 0) + (team?.cut ?? 0),
      endingCount: endings.length,
      endings: endings.slice(0, MOST_ENDINGS).map(toldOf),
      spent,
    };
  }

  /** An ending with the fewest switches found by any search. */
  endingOf(key: string): Ending | undefined {
    const own = [this.#inOrder, this.#byChance].map((explorer) => explorer?.ending(key));
    const others = this.#team?.endings.filter((ending) => ending.key === key) ?? [];
    return [...own, ...others]
      .filter((ending) => ending !== undefined)
      .sort((a, b) => a.switches - b.switches)[0];
  }

  /** Endings found by random runs since the last call. */
  news(): News {
    const { endings, counts } = this.#byChance!.result;
    const isNew = this.#isNew;
    this.#isNew = false;
    if (isNew) this.#told.clear();
    const fresh = endings.filter(({ key, schedule }) => this.#told.get(key) !== schedule);
    for (const { key, schedule } of fresh) this.#told.set(key, schedule);
    const { executions, cut } = counts;
    const howOften = endings.map(({ key, count }) => [key, count] as const);
    return { isNew, endings: fresh, counts: howOften, executions, cut };
  }

  /** The search that fills the tree. */
  get explorer(): Explorer {
    return (this.#inOrder ?? this.#byChance)!;
  }

  /** Every ending so far. */
  get endings(): readonly KnownEnding[] {
    return merge([this.#inOrder, this.#byChance, this.#team]);
  }
}

/** Number of `count` runs in a part. */
const shareOf = ({ part, parts }: Part, count: number): number => Math.ceil((count - part) / parts);

/** Inserts every run into a tree. */
const growing = (tree: RunTree, beganAgain: () => void): RunWatcher => ({
  ended({ taken }, execution, key) {
    const threads = taken.map(({ thread }) => thread);
    tree.add(key, threads, (step) => {
      const { index, op } = taken[step]!.pending;
      return { thread: threadLabel(execution, index), ...opLabel(execution, op), line: 0, at: 0 };
    });
  },
  beganAgain,
});

function merge(
  finders: readonly ({ readonly endings: readonly KnownEnding[] } | undefined)[],
): KnownEnding[] {
  const merged = new Map<string, KnownEnding>();
  for (const ending of finders.flatMap((finder) => finder?.endings ?? [])) {
    const other = merged.get(ending.key);
    if (other === undefined) merged.set(ending.key, ending);
    else {
      const best = other.switches <= ending.switches ? other : ending;
      merged.set(ending.key, { ...best, count: other.count + ending.count });
    }
  }
  return [...merged.values()].sort(fewestSwitchesFirst);
}

function toldOf(ending: KnownEnding): FoundEnding {
  const { key, kind, stuck, failures, printed, finals, count, switches } = ending;
  return { key, kind, stuck, failures, printed, finals, count, switches };
}
