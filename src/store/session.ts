/**
 * One run with everything that is read off its trace. A session is made when a run starts and dropped with it; the state
 * holds only a reference, since what is inside grows in place.
 */
import type { Ms } from '../base/units.ts';
import type { Run } from '../engines/run.ts';
import type { ParamValues } from '../scenarios/scenario.ts';
import type { Trace } from '../trace/trace.ts';
import { Arrows } from '../views/arrows.ts';
import { ConsoleView } from '../views/console.ts';
import { History } from '../views/history.ts';
import { Lanes } from '../views/lanes.ts';
import type { World } from '../views/state.ts';
import type { Cursor } from './cursor.ts';

export class Session {
  readonly scenario: string;
  readonly params: ParamValues;
  readonly run: Run;
  readonly trace: Trace;
  readonly history: History;
  readonly lanes: Lanes;
  readonly arrows: Arrows;
  readonly console: ConsoleView;

  constructor(scenario: string, params: ParamValues, run: Run) {
    this.scenario = scenario;
    this.params = params;
    this.run = run;
    this.trace = run.trace;
    this.history = new History(run.trace);
    this.lanes = new Lanes(run.trace);
    this.arrows = new Arrows(run.trace);
    this.console = new ConsoleView(run.trace);
  }

  /** Takes in what has happened; true if anything did. */
  advance(): boolean {
    const moved = this.run.pump();
    this.history.advance();
    this.lanes.advance();
    this.arrows.advance();
    this.console.advance();
    return moved;
  }

  /** Program time at the live edge, at or after the last event. */
  edge(): Ms {
    return Math.max(this.run.now(), this.trace.endTime);
  }

  worldAt(cursor: Cursor): World {
    return cursor.kind === 'live'
      ? this.history.live(this.edge())
      : this.history.at(cursor.count, cursor.time);
  }
}
