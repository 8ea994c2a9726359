/** Names of threads, and of the objects of their operations, at the present point. */
import type { ThreadIndex } from '../base/units.ts';
import {
  O_NAME,
  objectAt,
  P_MAIN,
  P_NAME,
  processAt,
  T_NAME,
  T_PROCESS,
  threadAt,
} from '../kernel/memory.ts';
import { readBlock } from '../kernel/heap.ts';
import { opSpecs } from '../kernel/ops.ts';
import type { Request } from '../kernel/request.ts';
import type { Execution } from './execution.ts';

export function threadLabel({ model }: Execution, thread: ThreadIndex): string {
  const { memory } = model.kernel;
  return readBlock(memory, memory.i32[threadAt(thread) + T_NAME]!);
}

/** The same, except that the unnamed main thread of another process has that process's name. */
export function moverLabel(execution: Execution, thread: ThreadIndex): string {
  const { memory } = execution.model.kernel;
  const process = memory.i32[threadAt(thread) + T_PROCESS]!;
  const isMain = memory.i32[processAt(process) + P_MAIN] === thread;
  if (process === 0 || !isMain) return threadLabel(execution, thread);
  return readBlock(memory, memory.i32[processAt(process) + P_NAME]!);
}

/** Names of the operation and of its object or thread; '' for none. */
export function opLabel(
  execution: Execution,
  { code, target }: Pick<Request, 'code' | 'target'>,
): { readonly op: string; readonly on: string } {
  const spec = opSpecs[code];
  const op = spec?.info.name ?? '';
  if (spec?.about === 'thread') return { op, on: threadLabel(execution, target) };
  if (spec?.about !== 'object' || target < 0) return { op, on: '' };
  const { memory } = execution.model.kernel;
  return { op, on: readBlock(memory, memory.i32[objectAt(target) + O_NAME]!) };
}
