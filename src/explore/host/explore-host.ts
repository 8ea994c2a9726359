/**
 * The explorer in its Worker: one exploration at a time, in slices short enough to hear the page in between. It tells
 * what it has found after the first run, and from then on as often as a page can show.
 */
import type { Ms } from '../../base/units.ts';
import { encodeSchedule } from '../../engines/model/encoding/schedule-text.ts';
import { meets } from '../../teach/goal.ts';
import { Execution, type Subject } from '../execution.ts';
import { compareRuns } from './comparing.ts';
import { otherThan } from '../other-endings.ts';
import { DecidingSearch } from './deciding.ts';
import { Portfolio } from './portfolio.ts';
import { REPORT_EVERY, type ExploreStatus, type Reach, type Walk } from '../report.ts';
import type {
  Answers,
  ExploreQuestion,
  FromExplorer,
  Question,
  ReachQuestion,
  ToExplorer,
} from './protocol.ts';
import { Reaching } from './reaching.ts';
import { Walker } from './walker.ts';

export type Module = Readonly<Record<string, unknown>>;

/** What the Worker gives it. */
export interface ExploreSurroundings {
  readonly post: (message: FromExplorer) => void;
  readonly loadProgram: (scenario: string) => Promise<Module>;
  /** Calls back once messages that came meanwhile have been heard. */
  readonly defer: (act: () => void) => void;
}

/** Of work between two looks at what the page says. */
const SLICE: Ms = 12;
/** Of looking for the fewest switches to an ending that is wanted. */
const REACH_LIMIT: Ms = 2500;

type Explore = ToExplorer & { type: 'explore' };

/** The exploration under way. */
interface Work {
  /** -1: nobody has asked for it yet. */
  turn: number;
  readonly subject: Subject;
  readonly portfolio: Portfolio;
  readonly budget: Ms;
  spent: Ms;
  /** Spent when it is to stop. */
  until: Ms;
  reported: Ms;
  status: ExploreStatus;
}

export class ExploreHost {
  readonly #around: ExploreSurroundings;
  #turn = 0;
  #work: Work | undefined;
  /** What the reader is about to ask for, after its first run. */
  #ready: { readonly key: string; readonly work: Work } | undefined;

  constructor(around: ExploreSurroundings) {
    this.#around = around;
  }

  receive(message: ToExplorer): void {
    switch (message.type) {
      case 'warm':
        // What fails is told when it is wanted.
        this.#warm(message)
          .catch(() => undefined)
          .finally(() => this.#around.post({ type: 'warm' }));
        return;
      case 'explore':
        this.#turn = message.turn;
        this.#guard(message.turn, () => this.#begin(message));
        return;
      case 'goOn':
        this.#guard(message.turn, async () => this.#goOn());
        return;
      case 'stop':
        if (this.#work?.status === 'exploring') this.#work.status = 'stopped';
        return;
      case 'reach':
        this.#guard(this.#turn, async () => {
          const answer = await this.#reach(message);
          this.#around.post({ type: 'answer', request: message.request, answer });
        });
        return;
      default:
        this.#guard(message.turn, async () => {
          const answer = message.turn === this.#work?.turn ? this.#answer(message) : undefined;
          this.#around.post({ type: 'answer', request: message.request, answer });
        });
    }
  }

  #guard(turn: number, act: () => Promise<void>): void {
    act().catch((error: unknown) => {
      const report = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#around.post({ type: 'failed', turn, report });
    });
  }

  async #warm(question: ExploreQuestion): Promise<void> {
    const turn = this.#turn;
    const key = keyOf(question);
    if (this.#work?.status === 'exploring' || this.#ready?.key === key) return;
    const work = await this.#make(question);
    if (turn !== this.#turn) return;
    this.#run(work, 0);
    this.#ready = { key, work };
  }

  async #begin(message: Explore): Promise<void> {
    const { turn } = message;
    const ready = this.#ready?.key === keyOf(message) ? this.#ready.work : undefined;
    this.#work = this.#ready = undefined;
    const work = ready ?? (await this.#make(message));
    if (turn !== this.#turn) return;
    work.turn = turn;
    this.#work = work;
    // What is known already is told at once.
    if (ready !== undefined) this.#report(work);
    this.#slice(work, 0);
  }

  async #make({ program, seed, settings }: ExploreQuestion): Promise<Work> {
    const module = await this.#around.loadProgram(program.id);
    const { timed, budget } = settings;
    const subject = { module, params: program.params, seed, ordered: false, timed };
    return {
      turn: -1,
      subject,
      portfolio: new Portfolio(subject, settings),
      budget,
      spent: 0,
      until: budget,
      reported: 0,
      status: 'exploring',
    };
  }

  #goOn(): void {
    const work = this.#work;
    if (work === undefined || work.status === 'exploring') return;
    work.portfolio.allowMore();
    work.until = work.spent + work.budget;
    work.status = 'exploring';
    this.#slice(work, SLICE);
  }

  /** `budget` 0: one run. */
  #slice(work: Work, budget: Ms): void {
    if (work.status === 'exploring') {
      this.#run(work, budget);
      if (work.portfolio.isOver) work.status = 'over';
      else if (work.spent >= work.until) work.status = 'stopped';
    }
    const isFirst = work.reported === 0;
    if (isFirst || work.status !== 'exploring' || work.spent - work.reported > REPORT_EVERY) {
      this.#report(work);
    }
    if (work.status !== 'exploring') return;
    this.#around.defer(() => {
      if (work === this.#work) {
        this.#guard(work.turn, async () => this.#slice(work, SLICE));
      }
    });
  }

  #run(work: Work, budget: Ms): void {
    const start = performance.now();
    work.portfolio.step(budget);
    work.spent += performance.now() - start;
  }

  #report(work: Work): void {
    const { turn, status, portfolio, spent } = work;
    const start = performance.now();
    const found = portfolio.found(spent);
    // A report that takes long comes less often.
    work.reported = spent + 4 * (performance.now() - start);
    this.#around.post({ type: 'found', turn, status, found });
  }

  #answer(question: Question): Answers[keyof Answers] | undefined {
    switch (question.type) {
      case 'walk':
        return this.#walk(question.key);
      case 'compare':
        return this.#compare(question.keys);
      case 'tree':
        return this.#work?.portfolio.tree.value;
      case 'branch':
        return this.#branch(question.node);
    }
  }

  /** Untimed, and with the order of what is printed. */
  async #reach({ program, seed, goal, moves }: ReachQuestion): Promise<Reach> {
    const module = await this.#around.loadProgram(program.id);
    const subject: Subject = { module, params: program.params, seed, ordered: true };
    const execution = new Execution(subject, { output: true, clock: false });
    const walker = new Walker(execution, true);
    return new Reaching(walker, (outcome) => meets(goal, outcome), { ms: REACH_LIMIT }).find(moves);
  }

  #walk(key: string): Walk | undefined {
    const { portfolio, subject } = this.#work!;
    const found = portfolio.endingOf(key);
    if (found === undefined) return undefined;
    const { explorer, ending } = found;
    const walker = new Walker(explorer.anotherExecution(), subject.ordered);
    const trail = walker.follow(ending.schedule);
    const steps = trail.map((step) => walker.describe(step));
    const threads = trail.map(({ thread }) => thread);
    const isOther = otherThan(ending, portfolio.endings);
    return {
      text: encodeSchedule(ending.schedule),
      steps,
      deciding:
        isOther === undefined ? undefined : new DecidingSearch(walker, threads, isOther).find(),
    };
  }

  #compare([a, b]: readonly [string, string]): Answers['compare'] | undefined {
    const { portfolio, subject } = this.#work!;
    const [first, second] = [portfolio.endingOf(a), portfolio.endingOf(b)];
    if (first === undefined || second === undefined) return undefined;
    const walker = new Walker(first.explorer.anotherExecution(), subject.ordered);
    return compareRuns(walker, first.ending.schedule, second.ending.schedule);
  }

  #branch(row: number): Walk | undefined {
    const { portfolio, subject } = this.#work!;
    const path = portfolio.tree.pathTo(row);
    const { explorer } = portfolio;
    if (path === undefined || explorer === undefined) return undefined;
    const walker = new Walker(explorer.anotherExecution(), subject.ordered);
    walker.execution.restart();
    const trail = path.threads.map((thread) =>
      walker.take(walker.enabled().find((pending) => pending.thread === thread)!),
    );
    walker.settle();
    const steps = trail.map((step) => walker.describe(step));
    const deciding = { step: path.count, isProved: false, instead: undefined };
    return { text: walker.text(), steps, deciding };
  }
}

const keyOf = ({ program, seed, settings }: ExploreQuestion): string =>
  JSON.stringify([program, seed, settings]);
