/** All that is found in one trace. It grows with the trace: `advance` takes in the events that are new. */
import type { Trace } from '../trace/trace.ts';
import { Contention } from './contention.ts';
import { Deadlocks } from './deadlocks.ts';
import { detectors } from './detectors.ts';
import type { Detector, Scene } from './detector.ts';
import { caseAt, type Finding, type FindingKind } from './finding.ts';
import { Happening } from './happening.ts';
import { HappensBefore } from './happens-before.ts';
import { Ledger } from './ledger.ts';
import { LockOrder, type Edge } from './lock-order.ts';
import { Standings } from './standing.ts';

export class Diagnosis {
  readonly trace: Trace;
  readonly standings: Standings;
  readonly #scene: Scene;
  readonly #happening: Happening;
  readonly #detectors: readonly Detector[];
  readonly #lockOrder: LockOrder;
  readonly #deadlocks: Deadlocks;
  #count = 0;

  constructor(trace: Trace) {
    this.trace = trace;
    this.standings = new Standings(trace);
    this.#scene = {
      standings: this.standings,
      ledger: new Ledger(),
      order: new HappensBefore(this.standings),
    };
    this.#happening = new Happening(trace);
    this.#lockOrder = new LockOrder(this.#scene);
    this.#deadlocks = new Deadlocks(this.#scene);
    this.#detectors = [
      this.#deadlocks,
      ...detectors.map((make) => make(this.#scene)),
      new Contention(this.#scene),
      this.#lockOrder,
    ];
  }

  /** Number of events taken in. */
  get count(): number {
    return this.#count;
  }

  /** Grows with every change of the findings. */
  get revision(): number {
    return this.#scene.ledger.revision;
  }

  /** In the order in which they were first found. */
  get findings(): readonly Finding[] {
    return this.#scene.ledger.findings;
  }

  /** Those that a reader of the first `count` events sees: without what a graver one says too. */
  at(count: number): readonly Finding[] {
    const known = this.findings.filter((one) => caseAt(one, count) !== undefined);
    return known.filter((one) => !known.some((other) => covers(other, one)));
  }

  /** Which locks were taken while which were held. */
  get lockOrder(): readonly Edge[] {
    return [...this.#lockOrder.edges];
  }

  /** Takes in what is new, at most `most` events; true when there is nothing left. */
  advance(most = Infinity): boolean {
    const until = Math.min(this.trace.length, this.#count + most);
    const e = this.#happening;
    const { standings, order } = this.#scene;
    while (this.#count < until) {
      e.read(this.#count++);
      this.#deadlocks.before(e.phase);
      standings.apply(e);
      order.eat(e);
      for (const detector of this.#detectors) detector.eat(e);
    }
    return this.#count === this.trace.length;
  }

  /**
   * Takes in all there is. The trace has ended, or has not grown for a while: what the last event woke is woken. Without
   * this, a standstill at the end of what has been taken in is not told yet.
   */
  settle(): void {
    this.advance();
    this.#deadlocks.settle();
  }
}

/** What is told of an object or of the same locks need not be told again by these. */
const graver: Partial<Record<FindingKind, readonly FindingKind[]>> = {
  'lock-order': ['deadlock'],
  race: ['lost-update'],
  'unordered-read': ['lost-update', 'race'],
  'long-hold': ['starvation', 'deadlock'],
};

function covers(other: Finding, { kind, cases: [first] }: Finding): boolean {
  if (graver[kind]?.includes(other.kind) !== true) return false;
  const objects = new Set(other.cases.flatMap((one) => one.objects));
  return first !== undefined && first.objects.every((object) => objects.has(object));
}
