/**
 * One run with all views of its trace. A session is created when a run starts and dropped with it; the state holds only
 * a reference, since its content grows in place.
 */
import type { EventIndex, Ms } from '../base/units.ts';
import type { Program } from '../engines/program.ts';
import type { Run } from '../engines/run.ts';
import type { Trace } from '../trace/trace.ts';
import { timeAxis, type Axis } from '../timeline/axis.ts';
import type { TimelineData } from '../timeline/frame.ts';
import { Arrows } from '../views/arrows.ts';
import { ConsoleView } from '../views/console.ts';
import { findDeadlock, type Deadlock } from '../views/deadlock.ts';
import { History } from '../views/history.ts';
import { Lanes } from '../views/lanes.ts';
import { Readings } from '../views/readings.ts';
import type { World } from '../views/state.ts';
import type { Cursor } from './cursor.ts';

/** Number of events read between two time checks. */
const AT_ONCE = 1000;
/** Between slices there is a frame, which on a slow machine takes as long: few slices, each too short to be noticed. */
const TURN_MS: Ms = 35;

export class Session {
  readonly program: Program;
  readonly run: Run;
  readonly trace: Trace;
  readonly history: History;
  readonly lanes: Lanes;
  readonly arrows: Arrows;
  readonly console: ConsoleView;
  readonly axis: Axis;
  /** Further views of the trace, created on demand. */
  readonly readings: Readings;
  readonly #stepAxis: Axis | undefined;
  #bySteps: TimelineData | undefined;

  /** `stepAxis`: for a run divided into steps. */
  constructor(program: Program, run: Run, stepAxis?: Axis) {
    this.program = program;
    this.run = run;
    this.trace = run.trace;
    this.history = new History(run.trace);
    this.lanes = new Lanes(run.trace);
    this.arrows = new Arrows(run.trace);
    this.console = new ConsoleView(run.trace);
    this.axis = timeAxis(run.trace);
    this.readings = new Readings(run.trace, [this.lanes, this.arrows]);
    this.#stepAxis = stepAxis;
  }

  /** The timeline's data on an axis of steps, or of time if there are none. */
  along(unit: Axis['unit']): TimelineData {
    const axis = this.#stepAxis;
    if (unit === 'time' || axis === undefined) return this;
    const { trace, history } = this;
    const placeOf = (seq: EventIndex) => axis.at(seq);
    // Created on first use, then incremental like the rest.
    this.#bySteps ??= {
      trace,
      history,
      axis,
      lanes: new Lanes(trace, placeOf),
      arrows: new Arrows(trace, placeOf),
    };
    return this.#bySteps;
  }

  /** Reads new events; true if there were any. */
  advance(): boolean {
    const moved = this.run.pump();
    this.history.advance();
    this.lanes.advance();
    this.arrows.advance();
    this.console.advance();
    return moved;
  }

  /**
   * Reads a long run in slices between which the page stays responsive: a million events take seconds.
   *
   * @param unit of the axis on which it will be shown
   * @param isWanted returns false to cancel
   */
  async advanceInTurns(unit: Axis['unit'], isWanted: () => boolean): Promise<void> {
    this.run.pump();
    const { history, console, trace } = this;
    const shown = this.along(unit);
    const readings = [history, this.lanes, this.arrows, console, shown.lanes, shown.arrows];
    const { length } = trace;
    let began = performance.now();
    for (let upTo = AT_ONCE; upTo < length; upTo += AT_ONCE) {
      for (const reading of readings) reading.advance(upTo);
      if (performance.now() - began < TURN_MS) continue;
      await new Promise((resolve) => setTimeout(resolve));
      if (!isWanted()) return;
      began = performance.now();
    }
    this.advance();
  }

  /** Program time at the live edge, at or after the last event. */
  edge(): Ms {
    return Math.max(this.run.now(), this.trace.endTime);
  }

  /** The state at the cursor. */
  worldAt(cursor: Cursor): World {
    return cursor.kind === 'live'
      ? this.history.live(this.edge())
      : this.history.at(cursor.count, cursor.time);
  }

  /** The deadlock in this state, if there is one. */
  deadlockIn(world: World): Deadlock | undefined {
    return findDeadlock(this.trace, world);
  }
}
