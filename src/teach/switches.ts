/** Switches of a run: how often a step is taken by another thread than the one before it. */
import type { EventIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';

/** A thread has come through an operation. That it begins to wait is no step on. */
const MOVES: ReadonlySet<Phase> = new Set([Phase.done, Phase.fail, Phase.raise]);

export function switchesOf(trace: Trace): number {
  let switches = 0;
  let last = -1;
  for (let seq = 0; seq < trace.length; seq++) {
    const thread = trace.thread(seq);
    if (thread < 0 || thread === last || !MOVES.has(trace.phase(seq))) continue;
    // The end of a sleep is nothing to anybody else, so a hint does not count it either.
    if (trace.opInfo(seq)?.wait === 'sleep') continue;
    if (last >= 0) switches += 1;
    last = thread;
  }
  return switches;
}

/** One operation that a thread has come through, or in which it has begun to wait. */
export interface Move {
  readonly thread: number;
  readonly op: string;
  readonly waits: boolean;
}

/** What is not told by the end of an operation: that something was created, and that a thread or its process has ended. */
const OTHER_MOVES: Partial<Record<Phase, string>> = {
  [Phase.object]: 'create',
  [Phase.end]: 'end',
  [Phase.exit]: 'exit',
};

/** All that threads have come through, or begun to wait in, from one event on and before another. */
export function movesOf(trace: Trace, from: EventIndex, until: EventIndex): Move[] {
  const moves: Move[] = [];
  for (let seq = from; seq < until; seq++) {
    const [phase, thread] = [trace.phase(seq), trace.thread(seq)];
    const waits = phase === Phase.block;
    const isOp = waits || MOVES.has(phase);
    const op = isOp ? trace.opName(trace.op(seq)) : OTHER_MOVES[phase];
    if (op !== undefined && thread >= 0) moves.push({ thread, op, waits });
  }
  return moves;
}
