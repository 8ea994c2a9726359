/**
 * Explores a program by whole runs, each with another schedule. One exploration at a time; results are reported as
 * often as a page can show. Each run is made in a Worker, and messages from the page are handled in between. A search that
 * lasts is continued by further engines, as many as the machine has cores for.
 */
import type { Ms } from '../../base/units.ts';
import { bug } from '../../base/bug.ts';
import type { ModelEngine } from '../../engines/model/client/model-engine.ts';
import type { Program, RunnableProgram } from '../../engines/program.ts';
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
import { Ahead } from './ahead.ts';
import { findDeciding, sharedBy } from './deciding.ts';
import { Runner, type MadeRun, type Try } from './runner.ts';
import { BoundedTries, ChanceTries, TriesInTurn, type Tries } from './tries.ts';

/** Time of a search before further engines join it: most programs of a tutorial have all their endings by then. */
const JOIN_AFTER: Ms = 400;

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

/** Maximum number of engines: an interpreter takes some 60 MB. */
const MOST_ENGINES = 3;
/** Memory of a machine, in GiB, with less of which there is one engine. Only Chromium tells. */
const LEAST_MEMORY = 4;

/** How many engines this machine has room for. The page has little to do meanwhile. */
export function engineCount(): number {
  const { hardwareConcurrency: cores, deviceMemory = LEAST_MEMORY } = navigator as Navigator & {
    readonly deviceMemory?: number;
  };
  return deviceMemory < LEAST_MEMORY ? 1 : Math.min(MOST_ENGINES, cores);
}

/** An engine, which makes one run at a time. */
class Member {
  readonly engine: ModelEngine;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(engine: ModelEngine) {
    this.engine = engine;
  }

  inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(act);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}

interface Work {
  readonly program: RunnableProgram;
  readonly seed: number;
  /** Of the first engine. */
  readonly runner: Runner;
  readonly tries: Tries;
  readonly ahead: Ahead;
  readonly settings: ExploreSettings;
  readonly listener: ExploreListener;
  readonly tree: RunTree;
  readonly endings: Map<string, KnownEnding>;
  inOrder: number;
  byChance: number;
  cut: number;
  /** Up to the last start of the search. */
  spentBefore: Ms;
  begun: Ms;
  until: Ms;
  reported: Ms;
  status: ExploreStatus;
  /** How often it was begun or continued. */
  round: number;
  failure: string | undefined;
}

const spentOn = ({ spentBefore, begun }: Work): Ms => spentBefore + performance.now() - begun;

export class RunExplorer {
  readonly searches: readonly SearchName[] = ['auto', 'bound', 'random', 'pos', 'pct'];
  readonly #createEngine: () => ModelEngine;
  readonly #most: number;
  readonly #joinAfter: Ms;
  #first: Member | undefined;
  /** Further engines, while a search goes on. */
  #others: Member[] = [];
  #work: Work | undefined;

  /** `most`: how many engines a search may use. `joinAfter`: the time after which further ones join it. */
  constructor(createEngine: () => ModelEngine, most = 1, joinAfter: Ms = JOIN_AFTER) {
    this.#createEngine = createEngine;
    this.#most = most;
    this.#joinAfter = joinAfter;
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
    this.#first ??= new Member(this.#createEngine());
    const tries = triesFor(settings);
    const work: Work = {
      program,
      seed,
      runner: new Runner(this.#first.engine, program, seed, settings.timed),
      tries,
      ahead: new Ahead(tries, (run, wanted) => this.#note(work, run, wanted)),
      settings,
      listener,
      tree: new RunTree(),
      endings: new Map(),
      inOrder: 0,
      byChance: 0,
      cut: 0,
      spentBefore: 0,
      begun: performance.now(),
      until: settings.budget,
      reported: 0,
      status: 'exploring',
      round: 0,
      failure: undefined,
    };
    this.#dismiss();
    this.#work = work;
    void this.#goOnWith(work, this.#first);
  }

  goOn(): void {
    const work = this.#work;
    const first = this.#first;
    if (work === undefined || first === undefined || work.status === 'exploring') return;
    if (work.status === 'over') work.ahead.allowMore();
    work.begun = performance.now();
    work.until = work.spentBefore + work.settings.budget;
    work.status = 'exploring';
    void this.#goOnWith(work, first);
  }

  stop(): void {
    if (this.#work?.status === 'exploring') end(this.#work, 'stopped');
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
    this.#dismiss();
    this.#first?.engine.dispose();
    this.#first = undefined;
  }

  /** Until the search ends for now. */
  async #goOnWith(work: Work, first: Member): Promise<void> {
    const round = (work.round += 1);
    const lanes = [this.#makeRuns(work, first, work.runner)];
    const joining = setTimeout(() => {
      if (this.#goesOn(work, round)) lanes.push(...this.#recruit(work));
    }, this.#joinAfter);
    // More come while one is waited for.
    for (const lane of lanes) await lane;
    clearTimeout(joining);
    if (work !== this.#work || work.round !== round) return;
    this.#dismiss();
    if (work.failure === undefined) this.#report(work);
    else work.listener.failed(work.failure);
  }

  /** Has further engines join the search. */
  #recruit(work: Work): Promise<void>[] {
    const { program, seed, settings } = work;
    return Array.from({ length: this.#most - 1 }, (_, n) => {
      const member = (this.#others[n] ??= new Member(this.#createEngine()));
      const runner = new Runner(member.engine, program, seed, settings.timed);
      return this.#makeRuns(work, member, runner);
    });
  }

  #dismiss(): void {
    for (const { engine } of this.#others.splice(0)) engine.dispose();
  }

  #goesOn(work: Work, round: number): boolean {
    return work === this.#work && work.status === 'exploring' && work.round === round;
  }

  /** Makes runs until the search ends. */
  async #makeRuns(work: Work, member: Member, runner: Runner): Promise<void> {
    const { ahead, round } = work;
    try {
      while (this.#goesOn(work, round)) {
        const task = ahead.take();
        if (task !== undefined) {
          ahead.giveBack(task, await member.inTurn(() => runner.make(task.wanted)));
          this.#look(work);
        } else if (ahead.isOver) {
          end(work, 'over');
        } else {
          await ahead.change();
        }
      }
    } catch (error) {
      // A disposed runner rejects, too.
      if (this.#goesOn(work, round)) {
        work.failure = error instanceof Error ? error.message : String(error);
        end(work, 'stopped');
      }
      ahead.giveUp();
    }
  }

  /** After each run: whether the time is over, and whether it is time for a report. */
  #look(work: Work): void {
    if (work !== this.#work || work.status !== 'exploring') return;
    const spent = spentOn(work);
    if (spent >= work.until) end(work, 'stopped');
    else if (work.inOrder + work.byChance === 1 || spent - work.reported > REPORT_EVERY) {
      this.#report(work);
    }
  }

  #note(work: Work, run: MadeRun, { isInOrder }: Try): void {
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
    const { endings, inOrder, byChance, cut, status, tries } = work;
    const spent = status === 'exploring' ? spentOn(work) : work.spentBefore;
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

  /** On the first engine. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    return this.#first!.inTurn(act);
  }
}

/** Ends the search for now. */
function end(work: Work, status: 'stopped' | 'over'): void {
  work.spentBefore = spentOn(work);
  work.status = status;
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
