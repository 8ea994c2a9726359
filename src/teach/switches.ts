/** Thread switches of a run: steps taken by another thread than the previous one. */
import type { EventIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';

/** Phases in which a thread has completed an operation. Beginning to wait is no progress. */
const MOVES: ReadonlySet<Phase> = new Set([Phase.done, Phase.fail, Phase.raise]);

export function switchesOf(trace: Trace): number {
  let switches = 0;
  let last = -1;
  for (let seq = 0; seq < trace.length; seq++) {
    const thread = trace.thread(seq);
    if (thread < 0 || thread === last || !MOVES.has(trace.phase(seq))) continue;
    // Others cannot observe the end of a sleep, so a hint does not count it either.
    if (trace.opInfo(seq)?.wait === 'sleep') continue;
    if (last >= 0) switches += 1;
    last = thread;
  }
  return switches;
}

/** An operation that a thread has completed, or in which it has begun to wait. */
export interface Move {
  readonly thread: number;
  readonly op: string;
  readonly waits: boolean;
}

/** Moves other than the end of an operation: creations, and ends of a thread or its process. */
const OTHER_MOVES: Partial<Record<Phase, string>> = {
  [Phase.object]: 'create',
  [Phase.end]: 'end',
  [Phase.exit]: 'exit',
};

/** All operations that threads have completed, or begun to wait in, from one event on and before another. */
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
