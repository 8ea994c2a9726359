/** What each thread is about to do, and why it may not: data for markers and sentences. */
import type { Ms, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { isThreadDoomed, leadsDeath } from '../../kernel/doom.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { P_MAIN, processAt, T_STATE, threadAt, ThreadState } from '../../kernel/memory.ts';
import { code as codes, opSpecs } from '../../kernel/ops.ts';
import { unpack } from '../../kernel/packed.ts';
import { shownTarget, type ThreadArgs } from '../../kernel/primitives/thread.ts';
import type { Request } from '../../kernel/request.ts';
import type { Obstacle, ThreadChoice } from '../standing.ts';
import type { Lives } from './lives.ts';

interface StandingModel {
  readonly kernel: Kernel;
  readonly lives: Lives;
  readonly threadCount: number;
  mayMove(thread: ThreadIndex): boolean;
  /** Whether the op in which it waits could take effect now. */
  couldTake(thread: ThreadIndex): boolean;
  limitOf(thread: ThreadIndex): Ms;
}

/** Next move of an enabled thread. Computes up to its next op. */
export function describeChoice(model: StandingModel, thread: ThreadIndex): ThreadChoice {
  if (leadsDeath(model.kernel.memory, thread)) {
    const line = model.lives.line(thread);
    return { thread, op: codes['process.die'], object: -1, other: -1, line, after: 'killed' };
  }
  const op = model.lives.op(thread);
  const state = model.kernel.memory.i32[threadAt(thread) + T_STATE];
  const { code } = op;
  const line = model.lives.line(thread);
  if (model.kernel.isDue(thread) && code !== codes['signal.handled']) {
    const handle = { op: codes['signal.handle'], object: -1, other: -1 };
    return { thread, ...handle, line, after: 'signal' };
  }
  const after = afterWhat(model, thread, state);
  return { thread, op: code, ...aboutOf(model, op), ...madeBy(op), line, after };
}

function afterWhat(
  model: StandingModel,
  thread: ThreadIndex,
  state: number | undefined,
): ThreadChoice['after'] {
  if (state === ThreadState.blocked) return 'late';
  if (state !== ThreadState.woken) return 'computing';
  if (model.couldTake(thread)) return 'woken';
  return model.limitOf(thread) < Infinity ? 'late' : 'barred';
}

/** All running threads that cannot move now. Call after `prepare`. */
export function findObstacles(model: StandingModel): Obstacle[] {
  const { kernel, lives } = model;
  const { i32 } = kernel.memory;
  const found: Obstacle[] = [];
  for (let thread = 0; thread < model.threadCount; thread++) {
    const state = i32[threadAt(thread) + T_STATE];
    if (state !== ThreadState.blocked && state !== ThreadState.woken) continue;
    if (model.mayMove(thread) || isThreadDoomed(kernel.memory, thread)) continue;
    const op = lives.op(thread);
    found.push({
      thread,
      why: state === ThreadState.blocked ? 'blocked' : 'barred',
      op: op.code,
      object: aboutOf(model, op).object,
      inTheWay: opSpecs[op.code]?.inTheWay?.(kernel, op) ?? -1,
      limit: model.limitOf(thread),
      line: lives.line(thread),
    });
  }
  return found;
}

function aboutOf(
  { kernel: { memory } }: StandingModel,
  { code, target }: Request,
): { object: ObjectIndex; other: ThreadIndex } {
  const about = opSpecs[code]?.about;
  const main = about === 'process' ? memory.i32[processAt(target) + P_MAIN]! : -1;
  return { object: about === 'object' ? target : -1, other: about === 'thread' ? target : main };
}

/** The program's name for what an op creates; for a thread without a name, its function's. */
function madeBy({ code, value }: Request): { makes?: string } {
  if (opSpecs[code]?.info.name !== 'create' || typeof value !== 'string') return {};
  const { name, target } = unpack(value) as Partial<ThreadArgs>;
  const makes = name || shownTarget(target ?? '');
  return makes === '' ? {} : { makes };
}
