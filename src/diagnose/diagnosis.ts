/** All findings in one trace. Incremental: `advance` reads new events. */
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

  /** Number of events read. */
  get count(): number {
    return this.#count;
  }

  /** Incremented with every change of the findings. */
  get revision(): number {
    return this.#scene.ledger.revision;
  }

  /** In order of first occurrence. */
  get findings(): readonly Finding[] {
    return this.#scene.ledger.findings;
  }

  /** Findings within the first `count` events, without those covered by a graver one. */
  at(count: number): readonly Finding[] {
    const known = this.findings.filter((one) => caseAt(one, count) !== undefined);
    return known.filter((one) => !known.some((other) => covers(other, one)));
  }

  /** Lock-order graph: which locks were acquired while holding which. */
  get lockOrder(): readonly Edge[] {
    return [...this.#lockOrder.edges];
  }

  /** Reads new events, at most `most`; true when none are left. */
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
   * Reads all events and treats the trace as complete, or as quiet for a while, so that all wake-ups of the last event
   * have happened. Otherwise a deadlock at the end of the trace is not reported yet.
   */
  settle(): void {
    this.advance();
    this.#deadlocks.settle();
  }
}

/** By kind: graver findings about the same object or locks that make this one redundant. */
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
