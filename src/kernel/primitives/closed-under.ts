/**
 * Sockets closed by one thread while another waits on them with a timeout. Such a wait is a poll() by descriptor
 * number, which is evaluated again when something arrives at the old socket and at the timeout; the call then acts on a
 * socket that has no descriptor any more (CPython's socketmodule.c, Linux's fs/select.c).
 */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { countItems } from '../items.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { objectAt } from '../memory.ts';
import type { Request } from '../request.ts';
import { formerNumber, isMarkedClosed, isWaiting } from './ends.ts';
import { fileAt } from './file-table.ts';
import { receivesFrom, sendsInto } from './pipe.ts';
import { BACKLOG, SHUT } from './ports.ts';
import { processOf } from './process-record.ts';
import { badDescriptor, timedOut } from './socket-errors.ts';
import { socketNow } from './socket-names.ts';
import { canRead, canWrite } from './stream-ready.ts';

export type Way = 'read' | 'write';

/**
 * Wraps a call on a socket. `end`: the word of its object that lists the processes that have it open. `settle` finishes
 * a close that was delayed by waiters.
 */
export function atSocket(
  spec: OpSpec,
  end: number,
  way: Way,
  settle: (k: Kernel, thread: ThreadIndex, object: ObjectIndex) => void,
): OpSpec {
  /** If the thread waits in poll() on a closed socket: would poll() return? */
  const look = (k: Kernel, thread: ThreadIndex, op: Request): boolean | undefined => {
    const list = objectAt(op.target) + end;
    const process = processOf(k, thread);
    if (op.timeout <= 0 || !isMarkedClosed(k, list, process) || !isWaiting(k, thread))
      return undefined;
    return isNumberReady(k, thread, process, formerNumber(k, list, process), way);
  };
  return {
    ...spec,
    touches(k, thread, op, f) {
      // Whatever has the descriptor number by now.
      if (look(k, thread, op) !== undefined) f.everything();
      spec.touches(k, thread, op, f);
    },
    guard: (k, thread, op) => spec.guard(k, thread, op) && look(k, thread, op) !== false,
    effect(k, thread, op) {
      if (look(k, thread, op) === undefined) return spec.effect(k, thread, op);
      settle(k, thread, op.target);
      throw badDescriptor();
    },
    expire(k, thread, op) {
      const isReady = look(k, thread, op);
      settle(k, thread, op.target);
      throw isReady === true ? badDescriptor() : timedOut(op);
    },
  };
}

/** Whether poll() returns for this number; it does for a closed one. */
function isNumberReady(
  k: Kernel,
  thread: ThreadIndex,
  process: ProcessIndex,
  number: number,
  way: Way,
): boolean {
  const file = fileAt(k, process, number);
  if (file === undefined) return true;
  if ('pipe' in file) return isFlowReady(k, thread, file.pipe, way);
  const now = socketNow(k, file.socket);
  if (now.is === 'connection') {
    const { connection } = now;
    const flow = way === 'read' ? receivesFrom(connection) : sendsInto(connection);
    return isFlowReady(k, thread, flow, way);
  }
  // A socket neither connected nor listening reports POLLHUP.
  if (now.is === 'plain') return true;
  const at = objectAt(now.object);
  const hasClient = countItems(k.memory, at + BACKLOG) > 0;
  return k.memory.i32[at + SHUT] === 1 || (way === 'read' && hasClient);
}

const isFlowReady = (k: Kernel, thread: ThreadIndex, target: number, way: Way): boolean =>
  way === 'read'
    ? canRead(k, thread, { target })
    : canWrite(k, thread, { target, n: 1, value: 'x' });
