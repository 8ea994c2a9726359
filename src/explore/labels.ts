/** What threads, and what their operations are about, are called at the moment. */
import type { ThreadIndex } from '../base/units.ts';
import { O_NAME, objectAt, T_NAME, threadAt } from '../kernel/memory.ts';
import { readBlock } from '../kernel/heap.ts';
import { opSpecs } from '../kernel/ops.ts';
import type { Request } from '../kernel/request.ts';
import type { Execution } from './execution.ts';

export function threadLabel({ model }: Execution, thread: ThreadIndex): string {
  const { memory } = model.kernel;
  return readBlock(memory, memory.i32[threadAt(thread) + T_NAME]!);
}

/** The operation's name, and the object or thread that it is about; '' for none. */
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
