import type { EventIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import { Connections } from '../../views/folds/connections.ts';
import { Crossings } from '../../views/folds/crossings.ts';
import { ExecutorTasks } from '../../views/folds/executor-tasks.ts';
import { LastWrites } from '../../views/folds/last-writes.ts';
import { Locals } from '../../views/folds/locals.ts';
import { LostUpdates } from '../../views/folds/lost-updates.ts';
import { PoolTasks } from '../../views/folds/pool-tasks.ts';
import { Seats } from '../../views/folds/seats.ts';
import { SlotWrites } from '../../views/folds/slot-writes.ts';
import { Unfinished } from '../../views/folds/unfinished.ts';
import { Users } from '../../views/folds/users.ts';
import type { InTurns } from '../../views/in-turns.ts';

/** The stage's views of a trace besides the state at the cursor. Each event is read once. */
export class StageViews implements InTurns {
  readonly connections = new Connections();
  readonly crossings = new Crossings();
  readonly executorTasks = new ExecutorTasks();
  readonly lastWrites = new LastWrites();
  readonly locals = new Locals();
  readonly lostUpdates = new LostUpdates();
  readonly poolTasks = new PoolTasks();
  readonly seats = new Seats();
  readonly slotWrites = new SlotWrites();
  readonly unfinished = new Unfinished();
  readonly users = new Users();
  readonly #trace: Trace;
  #read = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Advances the views to the first `count` events, or more. */
  upTo(count: number): this {
    this.advance(count);
    return this;
  }

  advance(upTo: number, most = Infinity): boolean {
    const until = Math.min(upTo, this.#read + most);
    while (this.#read < until) this.#eat(this.#read++);
    return this.#read >= upTo;
  }

  #eat(seq: EventIndex): void {
    const trace = this.#trace;
    // They concern objects only.
    if (trace.object(seq) < 0) return;
    this.connections.eat(trace, seq);
    this.crossings.eat(trace, seq);
    this.executorTasks.eat(trace, seq);
    this.lastWrites.eat(trace, seq);
    this.locals.eat(trace, seq);
    this.lostUpdates.eat(trace, seq);
    this.poolTasks.eat(trace, seq);
    this.seats.eat(trace, seq);
    this.slotWrites.eat(trace, seq);
    this.unfinished.eat(trace, seq);
    this.users.eat(trace, seq);
  }
}
