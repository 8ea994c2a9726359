/** One event as the detectors see it: its fields, and what it ended. One object is filled again for every event. */
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
  /** The event with which the wait began that this one ends; -1 where there was none. */
  waitedSince: EventIndex = -1;
  /** Of a release: who had taken what is given back, and when; -1 where nobody had. */
  holder: ThreadIndex = -1;
  heldSince: EventIndex = -1;
  /** The measure of the object before it. */
  before = 0;
  /** It let `other` begin, which was new. */
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
