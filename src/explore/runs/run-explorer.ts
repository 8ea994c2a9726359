/**
 * Explores a program by whole runs, each with another schedule. One exploration at a time; results are reported as
 * often as a page can show. Each run is made in a Worker, and messages from the page are handled in between.
 */
import type { Ms } from '../../base/units.ts';
import { bug } from '../../base/bug.ts';
import type { ModelEngine } from '../../engines/model/client/model-engine.ts';
import type { Program } from '../../engines/program.ts';
import type { Outcome } from '../../trace/outcome.ts';
import { countSwitches } from '../linear-order.ts';
import { otherThan } from '../other-endings.ts';
import {
  fewestSwitchesFirst,
  MOST_ENDINGS,
  REPORT_EVERY,
  type Comparison,
  type ExploreListener,
  type ExploreSettings,
  type ExploreStatus,
  type Found,
  type RunTreeValue,
  type SearchName,
  type Walk,
} from '../report.ts';
import { RunTree } from '../run-tree.ts';
import { findDeciding, sharedBy } from './deciding.ts';
import { Runner, type MadeRun } from './runner.ts';
import { BoundedTries, ChanceTries, TriesInTurn, type Tries } from './tries.ts';

/** Preemption bound of the systematic runs that accompany random ones. */
const USUAL_BOUND = 2;

interface KnownEnding {
  readonly key: string;
  readonly outcome: Outcome;
  count: number;
  /** Of the run with the fewest switches that ended so. */
  switches: number;
  threads: readonly number[];
}

interface Work {
  readonly runner: Runner;
  readonly tries: Tries;
  readonly settings: ExploreSettings;
  readonly listener: ExploreListener;
  readonly tree: RunTree;
  readonly endings: Map<string, KnownEnding>;
  inOrder: number;
  byChance: number;
  cut: number;
  spent: Ms;
  until: Ms;
  reported: Ms;
  status: ExploreStatus;
}

export class RunExplorer {
  readonly searches: readonly SearchName[] = ['auto', 'bound', 'random', 'pos', 'pct'];
  readonly #createEngine: () => ModelEngine;
  #engine: ModelEngine | undefined;
  #work: Work | undefined;
  /** The Worker makes one run at a time. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(createEngine: () => ModelEngine) {
    this.#createEngine = createEngine;
  }

  /** Does nothing: an engine is too expensive to create in advance. */
  warm(): void {}

  explore(
    program: Program,
    seed: number,
    settings: ExploreSettings,
    listener: ExploreListener,
  ): void {
    if (program.kind === 'trace') bug('a recorded run has no other ways to end');
    this.#engine ??= this.#createEngine();
    const work: Work = {
      runner: new Runner(this.#engine, program, seed, settings.timed),
      tries: triesFor(settings),
      settings,
      listener,
      tree: new RunTree(),
      endings: new Map(),
      inOrder: 0,
      byChance: 0,
      cut: 0,
      spent: 0,
      until: settings.budget,
      reported: 0,
      status: 'exploring',
    };
    this.#work = work;
    void this.#goOnWith(work);
  }

  goOn(): void {
    const work = this.#work;
    if (work === undefined || work.status === 'exploring') return;
    if (work.status === 'over') work.tries.allowMore();
    work.until = work.spent + work.settings.budget;
    work.status = 'exploring';
    void this.#goOnWith(work);
  }

  stop(): void {
    if (this.#work?.status === 'exploring') this.#work.status = 'stopped';
  }

  async walk(key: string): Promise<Walk | undefined> {
    const work = this.#work;
    const ending = work?.endings.get(key);
    if (work === undefined || ending === undefined) return undefined;
    return this.#inTurn(async () => {
      const { runner, endings } = work;
      const run = await this.#again(runner, ending.threads);
      if (run === undefined) return undefined;
      const all = [...endings.values()];
      const outcomes = all.map(({ outcome }) => outcome);
      const isOther = otherThan(ending.outcome, outcomes);
      const { text, steps } = run;
      if (isOther === undefined) return { text, steps, deciding: undefined };
      const others = all.filter(({ outcome }) => isOther(outcome)).map(({ threads }) => threads);
      return { text, steps, deciding: await findDeciding(runner, run, isOther, others) };
    });
  }

  async compare(a: string, b: string): Promise<Comparison | undefined> {
    const work = this.#work;
    const [first, second] = [work?.endings.get(a), work?.endings.get(b)];
    if (work === undefined || first === undefined || second === undefined) return undefined;
    return this.#inTurn(async () => {
      const one = await this.#again(work.runner, first.threads);
      const sideOne = one === undefined ? undefined : { text: one.text, steps: one.steps };
      const two = await this.#again(work.runner, second.threads);
      if (sideOne === undefined || two === undefined) return undefined;
      return {
        common: sharedBy(first.threads, second.threads),
        sides: [sideOne, { text: two.text, steps: two.steps }],
      };
    });
  }

  async tree(): Promise<RunTreeValue | undefined> {
    return this.#work?.tree.value;
  }

  async throughTree(row: number): Promise<Walk | undefined> {
    const work = this.#work;
    const path = work?.tree.pathTo(row);
    if (work === undefined || path === undefined) return undefined;
    return this.#inTurn(async () => {
      const run = await this.#again(work.runner, path.threads);
      if (run === undefined) return undefined;
      const deciding = { step: path.count, isProved: false, instead: undefined };
      return { text: run.text, steps: run.steps, deciding };
    });
  }

  dispose(): void {
    this.#work = undefined;
    this.#engine?.dispose();
    this.#engine = undefined;
  }

  async #goOnWith(work: Work): Promise<void> {
    try {
      while (work === this.#work && work.status === 'exploring') {
        await this.#inTurn(() => this.#makeOne(work));
      }
    } catch (error) {
      // A disposed runner rejects, too.
      if (work !== this.#work) return;
      work.status = 'stopped';
      work.listener.failed(error instanceof Error ? error.message : String(error));
      return;
    }
    if (work === this.#work) this.#report(work);
  }

  /** Makes one more run. */
  async #makeOne(work: Work): Promise<void> {
    if (work !== this.#work || work.status !== 'exploring') return;
    const start = performance.now();
    const wanted = work.tries.next();
    if (wanted === undefined) {
      work.status = 'over';
      return;
    }
    const run = await work.runner.make(wanted);
    if (run !== undefined) {
      this.#note(work, run, wanted.isInOrder);
      await work.tries.learn(run);
    }
    work.spent += performance.now() - start;
    if (work.spent >= work.until && work.status === 'exploring') work.status = 'stopped';
    const isDue = work.inOrder + work.byChance === 1 || work.spent - work.reported > REPORT_EVERY;
    if (isDue && work.status === 'exploring' && work === this.#work) this.#report(work);
  }

  #note(work: Work, run: MadeRun, isInOrder: boolean): void {
    const { key, outcome, threads } = run;
    if (isInOrder) work.inOrder += 1;
    else work.byChance += 1;
    if (outcome.kind === 'never') work.cut += 1;
    work.tree.add(key, threads, (step) => run.step(step));
    const switches = countSwitches(threads);
    const known = work.endings.get(key);
    if (known === undefined) {
      work.endings.set(key, { key, outcome, count: 1, switches, threads });
      return;
    }
    known.count += 1;
    if (switches < known.switches) Object.assign(known, { switches, threads });
  }

  #report(work: Work): void {
    const { endings, inOrder, byChance, cut, spent, status, tries } = work;
    work.reported = spent;
    const sorted = [...endings.values()].sort(fewestSwitchesFirst);
    const found: Found = {
      isComplete: status === 'over' && tries.isComplete,
      inOrder,
      byChance,
      blocked: 0,
      cut,
      endingCount: sorted.length,
      endings: sorted.slice(0, MOST_ENDINGS).map(({ key, outcome, count, switches }) => ({
        ...outcome,
        key,
        count,
        switches,
      })),
      spent,
    };
    work.listener.found(found, status);
  }

  /** The run with these first steps, continued to its end. */
  #again(runner: Runner, first: readonly number[]): Promise<MadeRun | undefined> {
    return runner.make({ first, strategy: 'fewest-switches', luck: 0 });
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(act);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}

function triesFor({ search, preemptions, seed, runs }: ExploreSettings): Tries {
  switch (search) {
    case 'bound':
      return new BoundedTries(preemptions);
    case 'random':
    case 'pos':
    case 'pct':
      return new ChanceTries(search, seed, runs);
    default:
      return new TriesInTurn([
        new ChanceTries('pos', seed, runs),
        new BoundedTries(USUAL_BOUND),
        new ChanceTries('pct', seed, runs),
      ]);
  }
}
