/**
 * Data of the timeline: per thread the intervals of its states, per object the steps of its measure, and for both their
 * events. Incremental: `advance` reads new events.
 */
import type { EventIndex, ObjectIndex, ProcessIndex, ThreadIndex } from '../base/units.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { waitCondition } from './condition.ts';
import { ContextSwitches } from './context-switches.ts';
import { changeSeats, type Seats } from './core-seats.ts';
import { endedHold, measureAfter, measureOf, tookItem } from './object-fold.ts';
import { AscendingList } from './grow.ts';
import { IntervalColumn, LaneState } from './interval-column.ts';
import type { CoreLane, Lane, LaneGroup, ObjectLane, ThreadLane } from './lane.ts';
import { groupLanes } from './lane-groups.ts';
import { LaneWaiters } from './lane-waiters.ts';
import { StepColumn } from './step-column.ts';

export class Lanes {
  readonly threads: ThreadLane[] = [];
  readonly objects: ObjectLane[] = [];
  readonly cores: CoreLane[] = [];
  readonly switches: ContextSwitches;
  /** Whether a thread has ended other than by returning. */
  hasBadEnd = false;
  #seats: Seats = [];
  readonly #trace: Trace;
  readonly #placeOf: (seq: EventIndex) => number;
  #count = 0;
  #groups: readonly LaneGroup[] = [];
  #grouped = -1;
  readonly #waiters: LaneWaiters;
  #states = 0;
  /** Per process: its first thread. */
  readonly #mains = new Map<ProcessIndex, ThreadIndex>();
  /** Holds per lock, oldest first: to find a lock's holder after each step. */
  readonly #holders = new Map<ObjectIndex, ThreadIndex[]>();

  /** `placeOf`: position of an event on the time axis; never decreases. Default: its program time. */
  constructor(trace: Trace, placeOf: (seq: EventIndex) => number = (seq) => trace.time(seq)) {
    this.#trace = trace;
    this.#placeOf = placeOf;
    this.switches = new ContextSwitches(trace);
    this.#waiters = new LaneWaiters(trace, (object) => this.objects[object]?.waiters);
  }

  /** Whether any thread has been in the state so far. */
  hasState(state: LaneState): boolean {
    return (this.#states & (1 << state)) !== 0;
  }

  /** Reads new events, up to a position in the trace. */
  advance(upTo = this.#trace.length): void {
    const length = Math.min(upTo, this.#trace.length);
    while (this.#count < length) this.#eat(this.#count++);
  }

  /** Processes in order of creation, each with its threads and then its objects; shared objects come last. */
  groups(): readonly LaneGroup[] {
    const { processes } = this.#trace;
    const size = processes.length + this.threads.length + this.objects.length;
    if (size === this.#grouped) return this.#groups;
    this.#groups = groupLanes(this.#trace, this.threads, this.objects);
    this.#grouped = size;
    return this.#groups;
  }

  #eat(seq: EventIndex): void {
    const trace = this.#trace;
    const phase = trace.phase(seq);
    const thread = trace.thread(seq);
    const other = trace.other(seq);
    if (phase === Phase.thread) {
      const lane: ThreadLane = {
        kind: 'thread',
        index: this.threads.length,
        intervals: new IntervalColumn(),
        events: new AscendingList(),
      };
      this.threads.push(lane);
      const process = this.#processOf(lane.index);
      if (!this.#mains.has(process)) this.#mains.set(process, lane.index);
      this.#push(lane, LaneState.new, seq);
      lane.events.push(seq);
    }
    if (phase === Phase.object) this.#addObject(seq);
    this.#seat(seq);
    this.#waiters.eat(seq, this.#placeOf(seq));
    this.#note(this.threads[thread], seq);
    this.#note(this.objects[trace.object(seq)], seq);
    switch (phase) {
      case Phase.start:
        this.#enter(thread, LaneState.running, seq);
        break;
      case Phase.block:
        this.#enter(thread, LaneState[waitCondition[trace.opInfo(seq)?.wait ?? 'none']], seq);
        this.#lineUp(seq, 1);
        break;
      case Phase.wake:
        this.#note(this.threads[other], seq);
        if (!this.#isInVain(seq)) this.#enter(other, LaneState.ready, seq);
        break;
      case Phase.done:
        if (this.#stateOf(other) === LaneState.new) {
          this.#note(this.threads[other], seq);
          this.#enter(other, LaneState.ready, seq);
        }
        this.#enter(thread, LaneState.running, seq);
        this.#measure(seq);
        if (trace.opInfo(seq)?.life === 'reap') this.#bury(this.#processOf(other), seq);
        break;
      case Phase.fail:
        this.#enter(thread, LaneState.running, seq);
        this.#lineUp(seq, -1);
        break;
      case Phase.raise:
        this.#enter(thread, LaneState.running, seq);
        if (tookItem(trace, seq)) this.#endInput(seq);
        break;
      case Phase.end:
        this.hasBadEnd ||= trace.value(seq) !== EndStatus.returned;
        this.#enter(thread, LaneState.ended, seq);
        break;
      case Phase.exit:
        this.#leaveZombie(this.#processOf(other), seq);
        break;
      default:
        break;
    }
  }

  #seat(seq: EventIndex): void {
    const trace = this.#trace;
    while (this.cores.length < trace.cores) {
      this.cores.push({ kind: 'core', index: this.cores.length, steps: new StepColumn() });
    }
    const change = changeSeats(trace, this.#seats, seq);
    if (change === undefined) return;
    for (const [core, thread] of change.seats.entries()) {
      if (thread === (this.#seats[core] ?? -1)) continue;
      this.cores[core]?.steps.push(this.#placeOf(seq), thread < 0 ? 0 : 1, thread, seq);
    }
    this.switches.eat(seq, this.#placeOf(seq), this.#seats, change);
    this.#seats = change.seats;
    const displaced = this.threads[change.displaced];
    if (displaced === undefined || this.#stateOf(displaced.index) !== LaneState.running) return;
    // Another thread's step makes it ready; its own last event is unchanged.
    this.#push(displaced, LaneState.ready, seq, displaced.events.last);
  }

  #processOf(thread: ThreadIndex): ProcessIndex {
    return this.#trace.threads[thread]?.process ?? -1;
  }

  /** Process -1 for none. */
  #mainOf(process: ProcessIndex): ThreadLane | undefined {
    return process < 0 ? undefined : this.threads[this.#mains.get(process) ?? -1];
  }

  /**
   * A process has ended: it is a zombie until its exit code is taken; a shell takes that of the main process at once.
   */
  #leaveZombie(process: ProcessIndex, seq: EventIndex): void {
    if ((this.#trace.processes[process]?.parent ?? -1) < 0) return;
    const main = this.#mainOf(process);
    if (main !== undefined) this.#push(main, LaneState.zombie, seq);
  }

  #bury(process: ProcessIndex, seq: EventIndex): void {
    const main = this.#mainOf(process);
    if (main === undefined || this.#stateOf(main.index) !== LaneState.zombie) return;
    this.#push(main, LaneState.ended, seq);
  }

  /** Starts an interval at `seq`. `told`: the event with the reason. */
  #push({ intervals }: ThreadLane, state: LaneState, seq: EventIndex, told = seq): void {
    this.#states |= 1 << state;
    intervals.push(this.#placeOf(seq), state, told);
  }

  /** Whether a wait for some thread's or child's end is checked again because another one ended. */
  #isInVain(seq: EventIndex): boolean {
    const trace = this.#trace;
    const wait = this.#waitOf(trace.other(seq));
    const ending = trace.thread(seq);
    if (wait < 0 || trace.object(wait) >= 0) return false;
    const awaited = trace.other(wait);
    if (awaited < 0 || awaited === ending) return false;
    return this.#processOf(awaited) !== this.#processOf(ending);
  }

  /** The event that began the thread's current wait; -1 for none. */
  #waitOf(thread: ThreadIndex): EventIndex {
    const intervals = this.threads[thread]?.intervals;
    const event = intervals?.event[intervals.length - 1] ?? -1;
    return event >= 0 && this.#trace.phase(event) === Phase.block ? event : -1;
  }

  /** Whether a thread that blocks has been waiting for the same all along. */
  #waitsOn(seq: EventIndex): boolean {
    const trace = this.#trace;
    const wait = this.#waitOf(trace.thread(seq));
    return (
      wait >= 0 &&
      trace.op(wait) === trace.op(seq) &&
      trace.object(wait) === trace.object(seq) &&
      trace.other(wait) === trace.other(seq)
    );
  }

  #stateOf(thread: ThreadIndex): LaneState | undefined {
    const intervals = this.threads[thread]?.intervals;
    return intervals?.state[intervals.length - 1] as LaneState | undefined;
  }

  #enter(thread: ThreadIndex, state: LaneState, seq: EventIndex): void {
    const now = this.#stateOf(thread);
    if (now === undefined || now >= LaneState.zombie) return;
    // A thread that blocks anew begins a new interval, unless it continues the same wait.
    if (now === state && (this.#trace.phase(seq) !== Phase.block || this.#waitsOn(seq))) return;
    this.#push(this.threads[thread]!, state, seq);
  }

  #note(lane: Lane | undefined, seq: EventIndex): void {
    if (lane !== undefined && lane.events.last !== seq) lane.events.push(seq);
  }

  #addObject(seq: EventIndex): void {
    const trace = this.#trace;
    const steps = new StepColumn();
    steps.push(this.#placeOf(seq), trace.value(seq), -1, seq);
    const index = this.objects.length;
    const events = new AscendingList();
    this.objects.push({ kind: 'object', index, steps, waiters: new StepColumn(), events });
  }

  #endInput(seq: EventIndex): void {
    const steps = this.objects[this.#trace.object(seq)]?.steps;
    if (steps === undefined) return;
    const left = Math.max(0, steps.value[steps.length - 1]! - 1);
    steps.push(this.#placeOf(seq), left, this.#trace.thread(seq), seq);
  }

  #measure(seq: EventIndex): void {
    const trace = this.#trace;
    const object = trace.object(seq);
    const lane = this.objects[object];
    if (lane === undefined) return;
    const { steps } = lane;
    const kind = measureOf(trace, object);
    const last = steps.length - 1;
    const measure = measureAfter(trace, seq, kind, steps.value[last]!);
    // Repeated acquisitions by the holder are one hold.
    const value = kind === 'hold' ? Math.min(1, measure) : measure;
    const thread = kind === 'hold' ? this.#holder(seq, object, value) : trace.thread(seq);
    // Reading a variable or a flag is no step.
    if (
      kind === 'none' ||
      (value === steps.value[last] && !this.#differs(seq, kind, steps, thread))
    )
      return;
    steps.push(this.#placeOf(seq), value, thread, seq);
  }

  /** A thread starts to wait on a condition, or gives up: such events do not give the number of waiters. */
  #lineUp(seq: EventIndex, by: 1 | -1): void {
    const object = this.#trace.object(seq);
    const steps = this.objects[object]?.steps;
    if (steps === undefined || this.#trace.objects[object]?.kind !== 'condition') return;
    const now = steps.value[steps.length - 1]!;
    steps.push(this.#placeOf(seq), Math.max(0, now + by), this.#trace.thread(seq), seq);
  }

  /** Whether a step with the same measure differs from the last one in holder or text. */
  #differs(seq: EventIndex, kind: string, steps: StepColumn, thread: ThreadIndex): boolean {
    const last = steps.length - 1;
    if (kind === 'hold') return thread !== steps.thread[last];
    const text = this.#trace.text(seq);
    return kind === 'value' && text !== '' && text !== this.valueText(steps.event[last]!);
  }

  /** A variable's value in full after an event on it. */
  valueText(event: EventIndex): string {
    const trace = this.#trace;
    const text =
      trace.phase(event) === Phase.object
        ? trace.objects[trace.object(event)]?.text
        : trace.text(event);
    return text || String(trace.value(event));
  }

  #holder(seq: EventIndex, lock: ObjectIndex, value: number): ThreadIndex {
    const holders = this.#holders.get(lock) ?? [];
    const hold = this.#trace.opInfo(seq)?.hold;
    const thread = this.#trace.thread(seq);
    if (hold === 'take') holders.push(thread);
    else if (hold === 'give') holders.splice(endedHold(holders, thread), 1);
    if (value <= 0) holders.length = 0;
    this.#holders.set(lock, holders);
    return holders[0] ?? -1;
  }
}
