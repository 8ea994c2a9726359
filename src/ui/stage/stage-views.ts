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

/** What the stage reads off a trace beyond the state at the cursor. Each event is looked at once. */
export class StageViews {
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

  /** Makes the views cover the first `count` events, or more. */
  upTo(count: number): this {
    for (; this.#read < count; this.#read++) {
      this.connections.eat(this.#trace, this.#read);
      this.crossings.eat(this.#trace, this.#read);
      this.executorTasks.eat(this.#trace, this.#read);
      this.lastWrites.eat(this.#trace, this.#read);
      this.locals.eat(this.#trace, this.#read);
      this.lostUpdates.eat(this.#trace, this.#read);
      this.poolTasks.eat(this.#trace, this.#read);
      this.seats.eat(this.#trace, this.#read);
      this.slotWrites.eat(this.#trace, this.#read);
      this.unfinished.eat(this.#trace, this.#read);
      this.users.eat(this.#trace, this.#read);
    }
    return this;
  }
}
