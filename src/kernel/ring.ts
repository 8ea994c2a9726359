/**
 * Output of the kernel: events and their texts in two rings, written under the mutex, read by the page without it. The
 * writer publishes whole transitions; the reader takes published events and reports how far it got. A transition starts
 * only when there is room for the most it may write, so nothing is ever lost.
 */
import type { NewEvent, Phase } from '../trace/format.ts';
import {
  E_CAUSE,
  E_OBJECT,
  E_OTHER_LINE,
  E_PHASE_OP_THREAD,
  E_REAL,
  E_TEXT,
  E_TIME,
  E_VALUE,
  E_WORDS,
  H_ALIVE,
  H_PUBLISHED,
  H_REAL,
  H_SEQ,
  H_TAKEN,
  H_TEXT_TAKEN,
  H_TEXT_WRITTEN,
  H_TIME,
  LIMITS,
  RING,
  RING_TEXT,
  type Memory,
} from './memory.ts';
import { encodeWide, readRing, writeRing } from './text.ts';

/** Maximum events and text bytes of one transition: a process exit that ends all live threads, with one report. */
const eventsOfATransition = (threads: number): number => 2 * threads + 16;
const TEXT_OF_A_TRANSITION = 1 << 15;
/** Longest text of one event, in UTF-16 units. */
export const TEXT_LIMIT = 1 << 13;

export function hasRoom({ i32, shared }: Memory): boolean {
  const taken = shared ? Atomics.load(i32, H_TAKEN) : i32[H_TAKEN]!;
  const textTaken = shared ? Atomics.load(i32, H_TEXT_TAKEN) : i32[H_TEXT_TAKEN]!;
  const events = (i32[H_SEQ]! - taken) | 0;
  const text = (i32[H_TEXT_WRITTEN]! - textTaken) | 0;
  return (
    events <= LIMITS.ringEvents - eventsOfATransition(i32[H_ALIVE]!) &&
    text <= LIMITS.ringText - TEXT_OF_A_TRANSITION
  );
}

/** Writes one event at the present H_TIME and H_REAL; returns its sequence number. */
export function writeEvent(
  memory: Memory,
  phase: Phase,
  op: number,
  thread: number,
  object: number,
  other: number,
  value: number,
  text: string,
  cause: number,
  line: number,
): number {
  const { i32, f64, u8 } = memory;
  const seq = i32[H_SEQ]!;
  const at = RING + (seq & (LIMITS.ringEvents - 1)) * E_WORDS;
  i32[at + E_PHASE_OP_THREAD] = phase | ((op + 1) << 4) | ((thread + 1) << 16);
  i32[at + E_OBJECT] = object;
  i32[at + E_VALUE] = value;
  i32[at + E_CAUSE] = cause;
  i32[at + E_OTHER_LINE] = ((other + 1) << 16) | line;
  f64[(at + E_TIME) >> 1] = f64[H_TIME >> 1]!;
  f64[(at + E_REAL) >> 1] = f64[H_REAL >> 1]!;
  if (text === '') {
    i32[at + E_TEXT] = 0;
  } else {
    const written = i32[H_TEXT_WRITTEN]!;
    const length = writeRing(u8, RING_TEXT, LIMITS.ringText, written, text, encodeWide(text));
    i32[at + E_TEXT] = length;
    i32[H_TEXT_WRITTEN] = (written + length) | 0;
  }
  i32[H_SEQ] = seq + 1;
  return seq;
}

export function publish({ i32, shared }: Memory): void {
  if (shared) Atomics.store(i32, H_PUBLISHED, i32[H_SEQ]!);
  else i32[H_PUBLISHED] = i32[H_SEQ]!;
}

/** Receives events: a trace, or a buffer in between. */
export interface EventSink {
  append(event: NewEvent): void;
}

/** Moves at most `most` published events to the sink; returns how many. Wakes writers that wait for room. */
export function drainRing(memory: Memory, sink: EventSink, most = Infinity): number {
  const { i32, f64, u8 } = memory;
  const taken = i32[H_TAKEN]!;
  const until = Math.min(Atomics.load(i32, H_PUBLISHED), taken + most);
  let textTaken = i32[H_TEXT_TAKEN]!;
  for (let seq = taken; seq < until; seq++) {
    const at = RING + (seq & (LIMITS.ringEvents - 1)) * E_WORDS;
    const head = i32[at + E_PHASE_OP_THREAD]!;
    const otherLine = i32[at + E_OTHER_LINE]!;
    const length = i32[at + E_TEXT]!;
    sink.append({
      time: f64[(at + E_TIME) >> 1]!,
      real: f64[(at + E_REAL) >> 1]!,
      phase: (head & 0xf) as Phase,
      op: ((head >>> 4) & 0xfff) - 1,
      thread: (head >>> 16) - 1,
      object: i32[at + E_OBJECT]!,
      other: (otherLine >>> 16) - 1,
      value: i32[at + E_VALUE]!,
      text: readRing(u8, RING_TEXT, LIMITS.ringText, textTaken, length),
      cause: i32[at + E_CAUSE]!,
      line: otherLine & 0xffff,
    });
    textTaken = (textTaken + length) | 0;
  }
  if (until > taken) {
    Atomics.store(i32, H_TEXT_TAKEN, textTaken);
    Atomics.store(i32, H_TAKEN, until);
    Atomics.notify(i32, H_TAKEN);
  }
  return until - taken;
}
