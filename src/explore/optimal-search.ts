/**
 * All interleavings of a program, each Mazurkiewicz trace once: optimal dynamic partial order reduction with sleep sets
 * and wakeup trees (Abdulla, Aronis, Jonsson, Sagonas, POPL 2014, algorithm 2). Depth first and stateless: a run is had
 * again from its steps. Races are looked for at the end of each run, since what comes later decides what a reversal has
 * to bring along.
 */
import { areDependent, cellIn, Mode, modeIn, type Accesses, type Regard } from './accesses.ts';
import { Execution, type Pending, type Subject } from './execution.ts';
import { findRaces, type Later } from './races.ts';
import { RunStack, type Point } from './run-stack.ts';
import type { RunStop, Search } from './search.ts';
import { Snapshot } from './snapshot.ts';
import { insertSequence, isWeakInitial, type Step, type WakeupNode } from './wakeup-tree.ts';

export class OptimalSearch implements Search {
  readonly execution: Execution;
  readonly run = new RunStack();
  readonly #points: Point[] = [];
  readonly #spare: Snapshot[] = [];
  readonly #regard: Regard;
  readonly #steps: number;
  readonly #subject: Subject;
  #probe: Execution | undefined;
  #hasBegun = false;

  /** `steps`: the most of one run. */
  constructor(subject: Subject, steps: number) {
    this.#subject = subject;
    this.#regard = { output: subject.ordered, clock: false };
    this.#steps = steps;
    this.execution = new Execution(subject, this.#regard);
  }

  /** Is everything explored? */
  get isOver(): boolean {
    return this.#hasBegun && this.#points.length === 0;
  }

  /** Some program reads the clock, so that sleeps count: whatever was found so far has to be had again. */
  get mustBeginAgain(): boolean {
    return this.execution.collector.readsClock && !this.#regard.clock;
  }

  beginAgain(): void {
    this.#regard.clock = true;
    while (this.run.length > 0) this.run.pop();
    while (this.#points.length > 0) this.#dropPoint();
    this.#hasBegun = false;
  }

  /** Takes one run to its end. Until {@link conclude} the execution stands there. */
  nextRun(): RunStop {
    const { execution, run } = this;
    execution.restart();
    if (this.#hasBegun) for (const { thread } of run.taken) execution.step(thread);
    else this.#addPoint([], []);
    this.#hasBegun = true;
    for (;;) {
      const point = this.#points.at(-1)!;
      const enabled = point.pendings.filter(({ isEnabled }) => isEnabled);
      if (enabled.length === 0) return 'end';
      if (run.length >= this.#steps) return 'cut';
      if (point.todo.length === 0) {
        const first = this.#choose(enabled, point.sleep);
        if (first === undefined) return 'blocked';
        point.todo.push({ thread: first.thread, accesses: first.accesses, children: [] });
      }
      const child = point.todo[0]!;
      const pending = enabled.find(({ thread }) => thread === child.thread);
      if (pending === undefined) return 'blocked';
      this.#step(point, pending, child);
    }
  }

  /** Looks for the races of the run that {@link nextRun} has left, and goes back to the last point with more to explore. */
  conclude(): void {
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

  #choose(enabled: readonly Pending[], sleep: readonly Pending[]): Pending | undefined {
    const awake = enabled.filter(({ thread }) => !sleep.some((other) => other.thread === thread));
    const last = this.run.taken.at(-1)?.thread;
    return awake.find(({ thread }) => thread === last) ?? awake[0];
  }

  #step(point: Point, pending: Pending, child: WakeupNode): void {
    const { execution, run } = this;
    execution.step(pending.thread);
    const killed = execution.killed.flatMap((thread) =>
      point.pendings.filter((other) => other.thread === thread),
    );
    run.push(pending, execution.launched, killed);
    const sleep = point.sleep.filter(
      ({ thread, accesses }) =>
        thread !== pending.thread && !areDependent(accesses, pending.accesses),
    );
    this.#addPoint(sleep, child.children);
  }

  #addPoint(sleep: Pending[], todo: WakeupNode[]): void {
    const snapshot = this.#spare.pop() ?? new Snapshot();
    const pendings = this.execution.pendings();
    snapshot.take(this.execution.model.kernel.memory);
    this.#points.push({ pendings, sleep, todo, snapshot });
  }

  #dropPoint(): void {
    const point = this.#points.pop();
    if (point !== undefined) this.#spare.push(point.snapshot);
  }

  #reverseRaces(): void {
    const { run } = this;
    const { memory } = this.execution.model.kernel;
    const last = this.#points.at(-1)!;
    const ending = this.execution.isFinished ? this.#lastPendings() : last.pendings;
    findRaces(
      run,
      ending,
      (place, later) => this.#accessesBefore(place, later),
      (place, later, accesses) => this.#reverse(place, later, accesses),
    );
    // The memory is made fresh by what it says is in use.
    last.snapshot.restore(memory);
  }

  /** What the others were about to do when the last step ended the run. */
  #lastPendings(): readonly Pending[] {
    const before = this.#points.at(-2);
    const ended = this.run.taken.at(-1);
    if (before === undefined || ended === undefined) return [];
    return before.pendings.filter(({ thread }) => thread !== ended.thread);
  }

  #reverse(place: number, { thread }: Later, accesses: Accesses): void {
    const { run } = this;
    const point = this.#points[place]!;
    const sequence: Step[] = run.notAfter(place).map((later) => run.taken[later]!);
    sequence.push({ thread, accesses });
    if (point.sleep.some((sleeper) => isWeakInitial(sleeper, sequence))) return;
    insertSequence(point.todo, sequence);
  }

  /** What a step would touch where the one at `place` was taken; undefined where it could not come there, or commutes. */
  #accessesBefore(place: number, later: Later): Accesses | undefined {
    const { pending } = later;
    const isCertain = !pending.canBlock && pending.op.timeout < 0;
    const accesses = isCertain ? later.accesses : this.#askBefore(place, later);
    if (accesses === undefined) return undefined;
    return areDependent(accesses, this.run.taken[place]!.accesses) ? accesses : undefined;
  }

  #askBefore(place: number, later: Later): Accesses | undefined {
    if (!this.#isDecidedAt(place, later)) return this.#askProbe(place, later);
    const { execution } = this;
    const { index, op, isWaiting } = later.pending;
    this.#points[place]!.snapshot.restore(execution.model.kernel.memory);
    if (!execution.isAlive(index)) return this.#askProbe(place, later);
    if (isWaiting && !execution.isWaiting(index)) {
      return op.timeout < 0 ? undefined : later.accesses;
    }
    if (!execution.isPossible(later.pending)) return undefined;
    return execution.fullAccessesOf(index, op);
  }

  /** Has nothing touched what it depends on between there and its place, but what happened after the step there? */
  #isDecidedAt(place: number, { accesses, place: end }: Later): boolean {
    const { run } = this;
    for (const access of accesses) {
      for (const other of run.conflicting(cellIn(access), Mode.read, end)) {
        if (other <= place) break;
        if (!run.happensBefore(place, other) && modeIn(access) !== Mode.add) return false;
      }
    }
    return true;
  }

  /** The same by a run of its own: with what need not come after the step, and without what must. */
  #askProbe(place: number, later: Later): Accesses | undefined {
    const { run } = this;
    this.#probe ??= new Execution(this.#subject, this.#regard, this.execution);
    const probe = this.#probe;
    probe.restart();
    for (let n = 0; n < place; n++) probe.step(run.taken[n]!.thread);
    for (const other of run.notAfter(place)) {
      if (other < later.place) probe.step(run.taken[other]!.thread);
    }
    const pending = probe.pendings().find(({ thread }) => thread === later.thread);
    return pending?.isEnabled === true ? pending.accesses : undefined;
  }
}
