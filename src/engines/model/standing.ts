/** What each thread is about to do, and why it may not: data for marks and sentences. */
import type { Ms, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { T_DEADLINE, T_STATE, threadAt, ThreadState } from '../../kernel/memory.ts';
import { opSpecs } from '../../kernel/ops.ts';
import type { Request } from '../../kernel/request.ts';
import type { Lives } from './lives.ts';

/** One thread's next move. */
export interface ThreadChoice {
  readonly thread: ThreadIndex;
  /** Row of the trace's operation table. */
  readonly op: number;
  /** What it is about, or -1. */
  readonly object: ObjectIndex;
  /** The other thread that it is about (to be started, joined), or -1. */
  readonly other: ThreadIndex;
  /** Line of the program, from 1; 0 unknown. */
  readonly line: number;
  /** computing: it performs the op. woken: it waited and can have it now. late: it waited, and its time may be up. */
  readonly after: 'computing' | 'woken' | 'late';
}

/** Why a thread cannot move. */
export interface Obstacle {
  readonly thread: ThreadIndex;
  /** blocked: it waits. barred: it was woken, but another was quicker. */
  readonly why: 'blocked' | 'barred';
  readonly op: number;
  readonly object: ObjectIndex;
  /** The thread in its way (a lock's holder, the thread to be joined), or -1. */
  readonly inTheWay: ThreadIndex;
  /** Program time at which it gives up; Infinity for never. */
  readonly limit: Ms;
  readonly line: number;
}

interface Standing {
  readonly kernel: Kernel;
  readonly lives: Lives;
  readonly threadCount: number;
  isEnabled(thread: ThreadIndex): boolean;
}

export function describeChoice({ kernel, lives }: Standing, thread: ThreadIndex): ThreadChoice {
  const op = lives.op(thread);
  const state = kernel.memory.i32[threadAt(thread) + T_STATE];
  const waited = state === ThreadState.woken || state === ThreadState.blocked;
  const free = state === ThreadState.woken;
  return {
    thread,
    ...aboutOf(op),
    op: op.code,
    line: lives.line(thread),
    after: waited ? (free ? 'woken' : 'late') : 'computing',
  };
}

/** Every thread that runs and cannot move now. Ask after `prepare`. */
export function findObstacles(model: Standing): Obstacle[] {
  const { kernel, lives } = model;
  const { i32, f64 } = kernel.memory;
  const found: Obstacle[] = [];
  for (let thread = 0; thread < model.threadCount; thread++) {
    const at = threadAt(thread);
    const state = i32[at + T_STATE];
    if (state !== ThreadState.blocked && state !== ThreadState.woken) continue;
    if (model.isEnabled(thread)) continue;
    const op = lives.op(thread);
    found.push({
      thread,
      why: state === ThreadState.blocked ? 'blocked' : 'barred',
      op: op.code,
      object: aboutOf(op).object,
      inTheWay: opSpecs[op.code]?.inTheWay?.(kernel, op) ?? -1,
      limit: f64[(at + T_DEADLINE) >> 1]!,
      line: lives.line(thread),
    });
  }
  return found;
}

function aboutOf(op: Request): { object: ObjectIndex; other: ThreadIndex } {
  const about = opSpecs[op.code]?.about;
  return {
    object: about === 'object' ? op.target : -1,
    other: about === 'thread' ? op.target : -1,
  };
}
