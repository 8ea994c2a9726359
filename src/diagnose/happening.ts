/** An event as the detectors see it: its fields, and what it ended. One object is reused for all events. */
import type { EventIndex, Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase, type OpInfo } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';

const NO_OP: OpInfo = { name: '' };

export class Happening {
  readonly trace: Trace;
  seq: EventIndex = -1;
  phase: Phase = Phase.halt;
  op = -1;
  info: OpInfo = NO_OP;
  thread: ThreadIndex = -1;
  object: ObjectIndex = -1;
  other: ThreadIndex = -1;
  value = -1;
  cause: EventIndex = -1;
  time: Ms = 0;
  line = 0;
  /** The event that began the wait ended by this one; -1 for none. */
  waitedSince: EventIndex = -1;
  /** For a release: the thread that acquired the released hold, and when; -1 for none. */
  holder: ThreadIndex = -1;
  heldSince: EventIndex = -1;
  /** The object's measure before the event. */
  before = 0;
  /** Whether it started the new thread `other`. */
  isStart = false;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  read(seq: EventIndex): void {
    const { trace } = this;
    this.seq = seq;
    this.phase = trace.phase(seq);
    this.op = trace.op(seq);
    this.info = trace.ops[this.op] ?? NO_OP;
    this.thread = trace.thread(seq);
    this.object = trace.object(seq);
    this.other = trace.other(seq);
    this.value = trace.value(seq);
    this.cause = trace.cause(seq);
    this.time = trace.time(seq);
    this.line = trace.line(seq);
    this.waitedSince = -1;
    this.holder = -1;
    this.heldSince = -1;
    this.before = 0;
    this.isStart = false;
  }

  get text(): string {
    return this.trace.text(this.seq);
  }
}
