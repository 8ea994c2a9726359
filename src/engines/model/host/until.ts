/** Watches a run, step by step, for the condition at which a series of steps is to end. */
import type { EventIndex, ThreadIndex } from '../../../base/units.ts';
import { T_STATE, threadAt, ThreadState } from '../../../kernel/memory.ts';
import type { Request } from '../../../kernel/request.ts';
import type { Until } from '../../step-run.ts';
import type { Model } from '../engine.ts';
import type { EventCollector } from './event-columns.ts';

export class Watch {
  readonly #until: Until;
  readonly #model: Model;
  readonly #events: EventCollector;
  readonly #lines: ReadonlySet<number>;
  readonly #objects: ReadonlySet<number>;
  /** The op with which each thread reached its current line. */
  readonly #arrivals = new Map<ThreadIndex, { readonly line: number; readonly op: Request }>();

  constructor(until: Until, model: Model, events: EventCollector) {
    this.#until = until;
    this.#model = model;
    this.#events = events;
    this.#lines = new Set(until.kind === 'breakpoints' ? until.lines.map(({ line }) => line) : []);
    this.#objects = new Set(
      until.kind === 'breakpoints' ? until.objects : until.kind === 'object' ? [until.object] : [],
    );
    if (until.kind === 'line') this.#comesToLine(until.thread);
    if (this.#lines.size > 0) {
      for (let thread = 0; thread < model.threadCount; thread++) this.#comesToLine(thread);
    }
  }

  /** The only thread that may move, if restricted. */
  get only(): ThreadIndex | undefined {
    return this.#until.kind === 'line' ? this.#until.thread : undefined;
  }

  /** Whether the last step, whose events begin at `from` in the collector, meets the condition. */
  isMet(from: EventIndex): boolean {
    const { last } = this.#model;
    switch (this.#until.kind) {
      case 'thread':
        return this.#someEvent(from, (event) => this.#events.thread(event) === this.#thread);
      case 'line':
        return this.#comesToLine(last);
      case 'time':
        return this.#model.time > this.#until.time;
      case 'object':
      case 'breakpoints':
        if (this.#someEvent(from, (event) => this.#objects.has(this.#events.object(event)))) {
          return true;
        }
        return (
          this.#lines.size > 0 &&
          this.#comesToLine(last) &&
          this.#lines.has(this.#arrivals.get(last)?.line ?? -1)
        );
    }
  }

  get #thread(): ThreadIndex {
    return this.#until.kind === 'thread' ? this.#until.thread : -1;
  }

  #someEvent(from: EventIndex, holds: (event: EventIndex) => boolean): boolean {
    for (let event = from; event < this.#events.length; event++) if (holds(event)) return true;
    return false;
  }

  /**
   * Records a thread's line; true if it has reached it since the last call: another line, or the first op of the same
   * line again. False for an ended thread.
   */
  #comesToLine(thread: ThreadIndex): boolean {
    const { lives, kernel } = this.#model;
    const state = kernel.memory.i32[threadAt(thread) + T_STATE];
    const before = this.#arrivals.get(thread);
    if (state === ThreadState.created || state === ThreadState.ended) {
      this.#arrivals.delete(thread);
      return before !== undefined;
    }
    const wasKnown = lives.knownOp(thread);
    const op = lives.op(thread);
    const line = lives.line(thread);
    // Still in the op that blocked it.
    if (wasKnown !== undefined && before !== undefined) return false;
    const again = before?.line === line;
    if (again && (before.op.code !== op.code || before.op.target !== op.target)) return false;
    this.#arrivals.set(thread, { line, op });
    return true;
  }
}
