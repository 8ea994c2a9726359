/**
 * Explores each Mazurkiewicz trace of a program once: optimal dynamic partial-order reduction with sleep sets and
 * wakeup trees (Abdulla, Aronis, Jonsson, Sagonas, POPL 2014, algorithm 2). Depth first: a run continues from where it
 * diverges from the previous one. Races are reversed at the end of each run, since later steps determine what a
 * reversal must include.
 */
import { code } from '../kernel/ops.ts';
import { areDependent, cellIn, Mode, modeIn, type Accesses, type Regard } from './accesses.ts';
import { Execution, type Pending, type Standing, type Subject } from './execution.ts';
import { findRaces, type Later } from './races.ts';
import type { RunLimit } from './run-limit.ts';
import { RunStack, type Race } from './run-stack.ts';
import type { RunStop, Search } from './search.ts';
import { insertSequence, isWeakInitial, type Step, type WakeupNode } from './wakeup-tree.ts';

const DRAIN = code['process.drain'];

/** A point between two steps, and the step taken from it. */
interface Point {
  readonly standing: Standing;
  readonly pendings: readonly Pending[];
  /** Sleep set: explored from here, or redundant. */
  sleep: Pending[];
  /** Wakeup tree: still to be explored; the first child is being explored. */
  todo: WakeupNode[];
}

/**
 * Number of consecutive steps of a thread after which others go first. A thread that polls until another has done
 * something would run for ever otherwise, and only cut runs would be found. Once per search such a thread continues up
 * to the step limit, to find out whether there is such an ending; what it did then is discarded.
 */
const MOST_IN_A_ROW = 60;

const isEnabled = (pending: Pending): boolean => pending.isEnabled;

/** The pending step of a thread; there is at most one. */
function ofThread(pendings: readonly Pending[], thread: number): Pending | undefined {
  for (const pending of pendings) if (pending.thread === thread) return pending;
  return undefined;
}

export class OptimalSearch implements Search {
  readonly execution: Execution;
  readonly run = new RunStack();
  readonly #points: Point[] = [];
  readonly #spare: Standing[] = [];
  readonly #regard: Regard;
  readonly #timed: boolean;
  readonly #limit: RunLimit;
  #hasBegun = false;
  /** Number of steps before the trial of the first endlessly polling thread; and whether the trial is under way. */
  #trialAt: number | undefined;
  #isTrial = false;
  /** Whether the last run was cut. */
  #isCut = false;
  /** By position: the steps of the present run that do not happen after that step, where requested. */
  readonly #after: (readonly Step[])[] = [];

  constructor(subject: Subject, limit: RunLimit) {
    this.#timed = subject.timed ?? false;
    this.#regard = { output: subject.ordered, clock: false };
    this.#limit = limit;
    this.execution = new Execution(subject, this.#regard);
  }

  /** Whether everything is explored. */
  get isOver(): boolean {
    return this.#hasBegun && this.#points.length === 0;
  }

  /** The program reads the clock, so that sleeps are observable: everything has to be explored again. */
  get mustBeginAgain(): boolean {
    return !this.#timed && this.execution.collector.readsClock && !this.#regard.clock;
  }

  beginAgain(): void {
    this.#regard.clock = true;
    while (this.run.length > 0) this.run.pop();
    while (this.#points.length > 0) this.#dropPoint();
    this.#hasBegun = false;
    this.#trialAt = undefined;
    this.#isTrial = false;
  }

  /** Runs to the end of one run. The execution stands there until {@link conclude}. */
  nextRun(): RunStop {
    const { execution, run } = this;
    if (this.#hasBegun) {
      execution.resume(this.#points.at(-1)!.standing);
    } else {
      execution.restart();
      this.#addPoint([], []);
      this.#hasBegun = true;
    }
    for (;;) {
      const point = this.#points.at(-1)!;
      if (this.mustBeginAgain) return 'blocked';
      if (!point.pendings.some(isEnabled)) return 'end';
      this.#isCut = run.length >= this.#limit.steps;
      if (this.#isCut) return 'cut';
      if (point.todo.length === 0) {
        const first = this.#choose(point);
        if (first === undefined) return 'blocked';
        point.todo.push({ thread: first.thread, accesses: first.accesses, children: [] });
      }
      const child = point.todo[0]!;
      const pending = ofThread(point.pendings, child.thread);
      if (pending?.isEnabled !== true) return 'blocked';
      this.#step(point, pending, child);
    }
  }

  /** Finds the races of the run that {@link nextRun} has left, and returns to the last point with more to explore. */
  conclude(): void {
    if (this.#isTrial) {
      this.#isTrial = false;
      if (this.#isCut) {
        this.#goBackTo(this.#trialAt!);
        this.#points.at(-1)!.todo.length = 0;
        return;
      }
    }
    // A cut run is incomplete anyway; if the limit has decreased since, the rest of it is dropped.
    this.#goBackTo(this.#limit.steps);
    this.#reverseRaces();
    this.#dropPoint();
    while (this.#points.length > 0) {
      const point = this.#points.at(-1)!;
      const { pending } = this.run.taken.at(-1)!;
      this.run.pop();
      point.todo.shift();
      point.sleep.push(pending);
      if (point.todo.length > 0) return;
      this.#dropPoint();
    }
  }

  /**
   * The thread that moved last, if it is enabled and has not been for too long; else the one that has not moved for
   * longest.
   */
  #choose({ pendings, sleep }: Point): Pending | undefined {
    const { run } = this;
    const last = run.taken.at(-1)?.thread;
    let isLong = run.inARow > MOST_IN_A_ROW;
    if (isLong && this.#trialAt === undefined) {
      this.#trialAt = run.length;
      this.#isTrial = true;
    }
    isLong &&= !this.#isTrial;
    let first: Pending | undefined;
    for (const pending of pendings) {
      if (!pending.isEnabled || ofThread(sleep, pending.thread) !== undefined) continue;
      if (!isLong && pending.thread === last) return pending;
      const isFirst = first === undefined || run.lastOf(pending.thread) < run.lastOf(first.thread);
      if (isFirst) first = pending;
    }
    return first;
  }

  #goBackTo(steps: number): void {
    while (this.run.length > steps) {
      this.#dropPoint();
      this.run.pop();
    }
  }

  #step(point: Point, pending: Pending, child: WakeupNode): void {
    const { execution, run } = this;
    const { phase } = execution;
    execution.step(pending.thread);
    const prevented = [...execution.left];
    for (const other of point.pendings) {
      if (other.thread !== pending.thread && execution.hasPrevented(other)) prevented.push(other);
    }
    run.push(pending, execution.launched, prevented, phase);
    const sleep = point.sleep.filter(
      ({ thread, accesses }) =>
        thread !== pending.thread && !areDependent(accesses, pending.accesses),
    );
    this.#addPoint(sleep, child.children);
  }

  #addPoint(sleep: Pending[], todo: WakeupNode[]): void {
    const standing = this.execution.standing(this.#spare.pop());
    this.#points.push({ standing, pendings: standing.pendings, sleep, todo });
  }

  #dropPoint(): void {
    const point = this.#points.pop();
    if (point !== undefined) this.#spare.push(point.standing);
  }

  #reverseRaces(): void {
    const last = this.#points.at(-1)!;
    const ending = this.execution.isFinished ? this.#lastPendings() : last.pendings;
    this.#after.length = 0;
    findRaces(
      this.run,
      ending,
      last.standing.phase,
      (place, later) => this.#accessesBefore(place, later),
      (race, thread) => this.#reverse(race, thread),
    );
  }

  /** Pending steps of the other threads when the last step ended the run. */
  #lastPendings(): readonly Pending[] {
    const before = this.#points.at(-2);
    const ended = this.run.taken.at(-1);
    if (before === undefined || ended === undefined) return [];
    return before.pendings.filter(({ thread }) => thread !== ended.thread);
  }

  #reverse({ place, accesses }: Race, thread: number): void {
    const { run } = this;
    const point = this.#points[place]!;
    const after = (this.#after[place] ??= run.notAfter(place).map((later) => run.taken[later]!));
    const sequence: Step[] = [...after, { thread, accesses }];
    if (point.sleep.some((sleeper) => isWeakInitial(sleeper, sequence))) return;
    insertSequence(point.todo, sequence);
  }

  /**
   * Accesses of a step if taken in place of the one at `place`; undefined if it could not occur there, or is
   * independent.
   */
  #accessesBefore(place: number, later: Later): Accesses | undefined {
    const { pending, preventedAt = place } = later;
    // It was prevented by a step that need not come after that one: consider it there, where it could have come
    // earlier.
    if (preventedAt !== place && !this.run.happensBefore(place, preventedAt)) return undefined;
    const isCertain =
      !pending.canBlock &&
      pending.op.timeout < 0 &&
      !this.execution.isDying(pending) &&
      this.execution.touchesTheSame(pending);
    const accesses = isCertain ? later.accesses : this.#askBefore(place, later);
    if (accesses === undefined) return undefined;
    return areDependent(accesses, this.run.taken[place]!.accesses) ? accesses : undefined;
  }

  #askBefore(place: number, later: Later): Accesses | undefined {
    const { execution } = this;
    const { index, op, isWaiting, spin } = later.pending;
    if (this.#timed || spin !== undefined) return this.#askAgain(place, later);
    this.#points[place]!.standing.snapshot.restore(execution.model.kernel.memory);
    if (op.code === DRAIN && execution.isAwaited(this.run.taken[place]!.pending)) return undefined;
    // It is killed by what happened there, or after.
    if (execution.isDying(later.pending) && !execution.isDoomed(index)) return undefined;
    if (!this.#isDecidedAt(place, later)) return this.#askAgain(place, later);
    if (!execution.isAlive(index)) return this.#askAgain(place, later);
    if (isWaiting && !execution.isWaiting(index)) {
      return op.timeout < 0 ? undefined : later.accesses;
    }
    if (!execution.isPossible(later.pending)) return undefined;
    return execution.fullAccessesOf(index, op);
  }

  /**
   * Whether no step between there and its position touched what it depends on, except steps that happen after the one
   * there.
   */
  #isDecidedAt(place: number, { accesses, place: end }: Later): boolean {
    const { run } = this;
    for (const access of accesses.list) {
      for (const other of run.conflicting(cellIn(access), Mode.read, end)) {
        if (other <= place) break;
        if (!run.happensBefore(place, other) && modeIn(access) !== Mode.add) return false;
      }
    }
    return true;
  }

  /** The same by execution: with the steps that need not come after that one, and without those that must. */
  #askAgain(place: number, later: Later): Accesses | undefined {
    const { run, execution } = this;
    return execution.identities.aside(() => {
      execution.resume(this.#points[place]!.standing);
      const meanwhile = run.notAfter(place).filter((other) => other < later.place);
      execution.follow(meanwhile.map((other) => run.taken[other]!.thread));
      if (execution.phase !== later.phase) return undefined;
      const pending = execution.pendings.find(({ thread }) => thread === later.thread);
      return pending?.isEnabled === true ? pending.accesses : undefined;
    });
  }
}
