/**
 * The explorer inside its Worker: one exploration at a time, in slices short enough to receive messages in between. It
 * reports after the first run, and then as often as a page can show.
 */
import type { Ms } from '../../base/units.ts';
import { encodeSchedule } from '../../engines/model/encoding/schedule-text.ts';
import { meets } from '../../teach/goal.ts';
import { Execution, type Subject } from '../execution.ts';
import { compareRuns } from './comparing.ts';
import { otherThan } from '../other-endings.ts';
import { DecidingSearch } from './deciding.ts';
import { Portfolio } from './portfolio.ts';
import type { Part } from '../random-search.ts';
import { REPORT_EVERY, type ExploreStatus, type Reach, type Walk } from '../report.ts';
import type {
  Answers,
  ExploreQuestion,
  FromHelper,
  Question,
  ReachQuestion,
  ToExplorer,
} from './protocol.ts';
import { Reaching } from './reaching.ts';
import { divide, Team, type StartHelper } from './team.ts';
import { Walker } from './walker.ts';

export type Module = Readonly<Record<string, unknown>>;

/** Interface to the Worker. */
export interface ExploreSurroundings {
  readonly post: (message: FromHelper) => void;
  readonly loadProgram: (scenario: string) => Promise<Module>;
  /** Calls back after messages received meanwhile have been handled. */
  readonly defer: (act: () => void) => void;
  readonly startHelper: StartHelper;
}

/** Work between two checks for messages. */
const SLICE: Ms = 12;
/** Time limit for the search of the fewest switches to a wanted ending. */
const REACH_LIMIT: Ms = 2000;

type Explore = ToExplorer & { type: 'explore' };

/** The present exploration. */
interface Work {
  /** -1: not requested yet. */
  turn: number;
  readonly subject: Subject;
  readonly portfolio: Portfolio;
  /** Parts of the random runs that helpers take. */
  readonly others: readonly Part[];
  /** Whether it helps another explorer. */
  readonly isHelp: boolean;
  readonly budget: Ms;
  spent: Ms;
  /** Budget in time spent. */
  until: Ms;
  reported: Ms;
  status: ExploreStatus;
}

export class ExploreHost {
  readonly #around: ExploreSurroundings;
  #turn = 0;
  #work: Work | undefined;
  readonly #team: Team;
  /** The exploration that was warmed up, after its first run. */
  #ready: { readonly key: string; readonly work: Work } | undefined;

  constructor(around: ExploreSurroundings) {
    this.#around = around;
    this.#team = new Team(around.startHelper);
  }

  receive(message: ToExplorer): void {
    switch (message.type) {
      case 'warm':
        // A failure is reported when the exploration is requested.
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
        this.#stop();
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
    this.#team.begin(message, work.others, (failure) => this.#hearTeam(work, failure));
    // Results of the warm-up are reported at once.
    if (ready !== undefined) this.#report(work);
    this.#slice(work, 0);
  }

  async #make(question: ExploreQuestion & { readonly part?: Part }): Promise<Work> {
    const { program, seed, settings, part, helpers = 0 } = question;
    const module = await this.#around.loadProgram(program.id);
    const { timed, budget, search } = settings;
    const { own, others } =
      part === undefined ? divide(search, helpers) : { own: part, others: [] };
    const subject = { module, params: program.params, seed, ordered: false, timed };
    return {
      turn: -1,
      subject,
      portfolio: new Portfolio(subject, settings, own, others.length > 0 ? this.#team : undefined),
      others,
      isHelp: part !== undefined,
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
    this.#team.goOn();
    work.until = work.spent + work.budget;
    work.status = 'exploring';
    this.#slice(work, SLICE);
  }

  /** `budget` 0: one run. */
  #slice(work: Work, budget: Ms): void {
    const { isWaiting: isNews } = work.portfolio;
    if (work.status === 'exploring') {
      if (!isNews) this.#run(work, budget);
      const { isOver, isWaiting } = work.portfolio;
      const isUp = isWaiting ? this.#team.status === 'stopped' : work.spent >= work.until;
      if (isOver) work.status = 'over';
      else if (isUp) work.status = 'stopped';
      if (work.status !== 'exploring') this.#team.stop();
    }
    const isFirst = work.reported === 0;
    const isDue = isFirst || isNews || work.spent - work.reported > REPORT_EVERY;
    if (isDue || work.status !== 'exploring') this.#report(work);
    if (work.status !== 'exploring' || work.portfolio.isWaiting) return;
    this.#around.defer(() => {
      if (work === this.#work) {
        this.#guard(work.turn, async () => this.#slice(work, SLICE));
      }
    });
  }

  /** The exploration ends with the next slice, if one is due. */
  #stop(): void {
    const work = this.#work;
    if (work?.status !== 'exploring') return;
    work.status = 'stopped';
    this.#team.stop();
    if (work.portfolio.isWaiting) this.#report(work);
  }

  #hearTeam(work: Work, failure: string | undefined): void {
    if (work !== this.#work) return;
    if (failure !== undefined) {
      this.#around.post({ type: 'failed', turn: work.turn, report: failure });
    } else if (work.status !== 'exploring') {
      this.#report(work);
    } else if (work.portfolio.isWaiting || work.portfolio.isOver) {
      this.#guard(work.turn, async () => this.#slice(work, 0));
    }
  }

  #run(work: Work, budget: Ms): void {
    const start = performance.now();
    work.portfolio.step(budget);
    work.spent += performance.now() - start;
  }

  #report(work: Work): void {
    const { turn, status, portfolio, spent, isHelp } = work;
    const start = performance.now();
    const message = isHelp
      ? ({ type: 'news', turn, status, news: portfolio.news() } as const)
      : ({ type: 'found', turn, status, found: portfolio.found(spent) } as const);
    // An expensive report is made less often.
    work.reported = spent + 4 * (performance.now() - start);
    this.#around.post(message);
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

  /** Untimed, and with the order of output observable. */
  async #reach({ program, seed, goal, moves }: ReachQuestion): Promise<Reach> {
    const module = await this.#around.loadProgram(program.id);
    const subject: Subject = { module, params: program.params, seed, ordered: true };
    const execution = new Execution(subject, { output: true, clock: false });
    const walker = new Walker(execution, true);
    return new Reaching(walker, (outcome) => meets(goal, outcome), { ms: REACH_LIMIT }).find(moves);
  }

  #walk(key: string): Walk | undefined {
    const { portfolio, subject } = this.#work!;
    const ending = portfolio.endingOf(key);
    if (ending === undefined) return undefined;
    const walker = new Walker(portfolio.explorer.anotherExecution(), subject.ordered);
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
    const walker = new Walker(portfolio.explorer.anotherExecution(), subject.ordered);
    return compareRuns(walker, first.schedule, second.schedule);
  }

  #branch(row: number): Walk | undefined {
    const { portfolio, subject } = this.#work!;
    const path = portfolio.tree.pathTo(row);
    if (path === undefined) return undefined;
    const walker = new Walker(portfolio.explorer.anotherExecution(), subject.ordered);
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

const keyOf = ({ program, seed, settings, helpers }: ExploreQuestion): string =>
  JSON.stringify([program, seed, settings, helpers]);
