/**
 * Carries one thread from its first op to its last: drives its generator, calls the kernel, waits as the transport
 * does. Only waits for messages are asynchronous; everything else stays on the stack.
 */
import type { PyError } from '../../../kernel/errors.ts';
import type { Request } from '../../../kernel/request.ts';
import { code } from '../../../kernel/core-ops.ts';
import type { CarriedOps } from '../../../kernel/kernel.ts';
import type { Packed } from '../../../kernel/packed.ts';
import type { JobDetails } from '../../../kernel/primitives/thread.ts';
import { at } from '../../../program/at.ts';
import { threadLife } from '../../../program/life.ts';
import type { PipePorts } from './pipe-ports.ts';
import { work } from './work.ts';

export type Answer =
  /** carried: number of the message sent or received, if it also goes through a port; else -1. */
  | { readonly kind: 'done'; readonly result: Packed | undefined; readonly carried: number }
  | { readonly kind: 'raised'; readonly error: PyError }
  | { readonly kind: 'killed' };

/** The kernel from a thread's point of view. */
export interface ThreadKernel {
  readonly job: JobDetails;
  /** `mayAwait`: the Worker's event loop must stay free during the wait, so that ports can deliver. */
  perform(op: Request, line: number, mayAwait: boolean): Answer | Promise<Answer>;
}

export async function carryThread(
  kernel: ThreadKernel,
  module: Readonly<Record<string, unknown>>,
  ports: PipePorts,
  carried: CarriedOps | undefined,
): Promise<void> {
  const life = threadLife(module, kernel.job);
  let next = life.next();
  while (next.done !== true) {
    const op = next.value;
    const line = at.line;
    at.name = '';
    const asked =
      carried !== undefined && usesPipe(carried, op)
        ? performOnPipe(kernel, op, line, ports, carried)
        : kernel.perform(op, line, false);
    const answer = asked instanceof Promise ? await asked : asked;
    if (answer.kind === 'killed') return;
    if (op.code === COMPUTE) work(op.n);
    at.line = line;
    next = answer.kind === 'done' ? life.next(answer.result) : life.throw(answer.error);
  }
}

const COMPUTE = code['cpu.compute'];

const usesPipe = ({ send, receive, poll }: CarriedOps, op: Request): boolean =>
  op.code === send || op.code === receive || op.code === poll;

/**
 * A message in a pipe is sent through a MessagePort if both ends have one, and is recorded by the kernel in any case.
 */
async function performOnPipe(
  kernel: ThreadKernel,
  op: Request,
  line: number,
  ports: PipePorts,
  { send, poll }: CarriedOps,
): Promise<Answer> {
  if (op.code === send) {
    const port = await ports.open(op.target, 'send');
    const answer = await kernel.perform(port === undefined ? op : { ...op, n: 1 }, line, true);
    if (answer.kind === 'done') port?.post(answer.carried, op.value ?? 'null');
    return answer;
  }
  const port = await ports.open(op.target, 'receive');
  const answer = await kernel.perform(op, line, true);
  if (op.code === poll || answer.kind !== 'done' || answer.carried < 0 || port === undefined) {
    return answer;
  }
  return { ...answer, result: (await port.take(answer.carried)) ?? answer.result };
}
