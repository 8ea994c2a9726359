/** One or two explorers at work on the same program, and what they have found together. */
import type { Ms } from '../../base/units.ts';
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
import { RunTree } from '../run-tree.ts';

export class Portfolio {
  readonly tree = new RunTree();
  /** Goes through the interleavings in an order; takes runs by chance. */
  readonly #inOrder: Explorer | undefined;
  readonly #byChance: Explorer | undefined;
  readonly #runs: number;
  #turn = 0;
  #isMinimal = false;

  constructor(subject: Subject, settings: ExploreSettings) {
    const { search, seed, runs, preemptions } = settings;
    this.#runs = runs;
    const watcher = growing(this.tree);
    const sample = (by: 'random' | 'pos' | 'pct') =>
      new Explorer(
        subject,
        { method: { kind: 'sample', by, seed, runs: Infinity }, executions: runs },
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

  /** Nothing is left to explore, and every ending has a run with the fewest switches. Runs by chance have no end of their own, but a number that was asked for. */
  get isOver(): boolean {
    if (this.#inOrder !== undefined) return this.#inOrder.progress !== 'open' && this.#isMinimal;
    return this.#byChance?.progress !== 'open';
  }

  /** As many more runs by chance, where all that were asked for have been had. */
  allowMore(): void {
    if (this.#byChance?.progress === 'limit') this.#byChance.allow(this.#runs);
  }

  /** Goes on for a while, each in its turn. */
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
    // Runs by chance are among all that there are: they tell nothing new then.
    const byChance = isComplete ? undefined : this.#byChance;
    const endings = merge(inOrder, byChance);
    return {
      isComplete,
      inOrder: inOrder?.counts.executions ?? 0,
      byChance: byChance?.counts.executions ?? 0,
      blocked: inOrder?.counts.blocked ?? 0,
      cut: (inOrder?.counts.cut ?? 0) + (byChance?.counts.cut ?? 0),
      endingCount: endings.length,
      endings: endings.slice(0, MOST_ENDINGS).map(toldOf),
      spent,
    };
  }

  /** Who found an ending with the fewest switches, and how. */
  endingOf(key: string): { readonly explorer: Explorer; readonly ending: Ending } | undefined {
    let best: { readonly explorer: Explorer; readonly ending: Ending } | undefined;
    for (const explorer of [this.#inOrder, this.#byChance]) {
      const ending = explorer?.ending(key);
      if (explorer === undefined || ending === undefined) continue;
      if (best === undefined || ending.switches < best.ending.switches) best = { explorer, ending };
    }
    return best;
  }

  /** Who fills the tree. */
  get explorer(): Explorer | undefined {
    return this.#inOrder ?? this.#byChance;
  }

  /** Every ending so far. */
  get endings(): readonly KnownEnding[] {
    return merge(this.#inOrder, this.#byChance);
  }
}

/** Puts every run into a tree. */
const growing = (tree: RunTree): RunWatcher => ({
  ended({ taken }, execution, key) {
    const threads = taken.map(({ thread }) => thread);
    tree.add(key, threads, (step) => {
      const { index, op } = taken[step]!.pending;
      return { thread: threadLabel(execution, index), ...opLabel(execution, op), line: 0, at: 0 };
    });
  },
  beganAgain: () => tree.clear(),
});

function merge(...explorers: readonly (Explorer | undefined)[]): KnownEnding[] {
  const merged = new Map<string, KnownEnding>();
  for (const ending of explorers.flatMap((explorer) => explorer?.endings ?? [])) {
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
