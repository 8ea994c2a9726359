/**
 * All interleavings of a program, each Mazurkiewicz trace once: optimal dynamic partial order reduction with sleep sets
 * and wakeup trees (Abdulla, Aronis, Jonsson, Sagonas, POPL 2014, algorithm 2). Depth first: a run goes on from where it
 * parts with the one before. Races are reversed at the end of each run, since what comes later decides what a reversal has
 * to bring along.
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

/** A point between two steps, and the step that is taken from there. */
interface Point {
  readonly standing: Standing;
  readonly pendings: readonly Pending[];
  /** What has been explored from here, or need not be. */
  sleep: Pending[];
  /** What is to be explored; the first is being explored. */
  todo: WakeupNode[];
}

/**
 * Steps that a thread takes in a row before others come first. Whoever polls until another has done something would go
 * on for ever, and nothing but cut runs would be found. Once in a search such a thread is let go on, as far as a run may
 * go, to see whether there is such an ending; what it did then is forgotten.
 */
const MOST_IN_A_ROW = 60;

const isEnabled = (pending: Pending): boolean => pending.isEnabled;

/** What a thread would do; it has at most one. */
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
  /** Steps before the first thread that went on for long was let go on; and whether it still is. */
  #trialAt: number | undefined;
  #isTrial = false;
  /** Was the last run cut? */
  #isCut = false;
  /** By place: the steps of the present run that the one there did not happen before, where that was asked. */
  readonly #after: (readonly Step[])[] = [];

  constructor(subject: Subject, limit: RunLimit) {
    this.#timed = subject.timed ?? false;
    this.#regard = { output: subject.ordered, clock: false };
    this.#limit = limit;
    this.execution = new Execution(subject, this.#regard);
  }

  /** Is everything explored? */
  get isOver(): boolean {
    return this.#hasBegun && this.#points.length === 0;
  }

  /** Some program reads the clock, so that sleeps count: whatever was found so far has to be had again. */
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

  /** Takes one run to its end. Until {@link conclude} the execution stands there. */
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

  /** Looks for the races of the run that {@link nextRun} has left, and goes back to the last point with more to explore. */
  conclude(): void {
    if (this.#isTrial) {
      this.#isTrial = false;
      if (this.#isCut) {
        this.#goBackTo(this.#trialAt!);
        this.#points.at(-1)!.todo.length = 0;
        return;
      }
    }
    // What was cut is no whole run anyway; where the limit has come down since, the rest of it is left.
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

  /** Whoever has just moved, where it can go on and has not for long; else who has not moved for longest. */
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

  /** What the others were about to do when the last step ended the run. */
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

  /** What a step would touch where the one at `place` was taken; undefined where it could not come there, or commutes. */
  #accessesBefore(place: number, later: Later): Accesses | undefined {
    const { pending, preventedAt = place } = later;
    // Prevented by what need not come after that: it is looked for there, where it could have come before.
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
    // It dies of what happened there, or after.
    if (execution.isDying(later.pending) && !execution.isDoomed(index)) return undefined;
    if (!this.#isDecidedAt(place, later)) return this.#askAgain(place, later);
    if (!execution.isAlive(index)) return this.#askAgain(place, later);
    if (isWaiting && !execution.isWaiting(index)) {
      return op.timeout < 0 ? undefined : later.accesses;
    }
    if (!execution.isPossible(later.pending)) return undefined;
    return execution.fullAccessesOf(index, op);
  }

  /** Has nothing touched what it depends on between there and its place, but what happened after the step there? */
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

  /** The same by going there: with what need not come after the step, and without what must. */
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
