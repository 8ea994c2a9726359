/** Switches of a run: how often a step is taken by another thread than the one before it. */
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
    if (last >= 0) switches += 1;
    last = thread;
  }
  return switches;
}

/** One operation that a thread has come through. */
export interface Move {
  readonly thread: number;
  readonly op: string;
}

/** What is not told by the end of an operation: that something was created, and that a thread or its process has ended. */
const OTHER_MOVES: Partial<Record<Phase, string>> = {
  [Phase.object]: 'create',
  [Phase.end]: 'end',
  [Phase.exit]: 'exit',
};

/** All that threads have come through in the first `count` events. */
export function movesOf(trace: Trace, count: number): Move[] {
  const moves: Move[] = [];
  for (let seq = 0; seq < count; seq++) {
    const [phase, thread] = [trace.phase(seq), trace.thread(seq)];
    const op = MOVES.has(phase) ? trace.opName(trace.op(seq)) : OTHER_MOVES[phase];
    if (op !== undefined && thread >= 0) moves.push({ thread, op });
  }
  return moves;
}
