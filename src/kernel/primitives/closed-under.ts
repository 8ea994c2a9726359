/**
 * What becomes of a socket that another thread closes while one waits there with a time limit. Such a wait is a poll(),
 * which looks again, at the socket's number, whenever something has come at the old one and once time is up; what it finds
 * ready it acts on, and the socket has no number any more (CPython's socketmodule.c, Linux's fs/select.c).
 */
import type { ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { countItems } from '../items.ts';
import type { Kernel } from '../kernel.ts';
import { objectAt } from '../memory.ts';
import type { Request } from '../request.ts';
import { isGone, RECEIVERS, SENDERS } from './direction.ts';
import { formerNumber, isMarkedClosed, isWaiting } from './ends.ts';
import { fileAt } from './file-table.ts';
import { receivesFrom, sendsInto } from './pipe.ts';
import { BACKLOG, SHUT } from './ports.ts';
import { processOf } from './process-record.ts';
import { socketNow } from './socket-names.ts';
import { canRead, canWrite } from './stream-ready.ts';

export const Under = { open: 0, closed: 1, waits: 2 } as const;
export type Under = (typeof Under)[keyof typeof Under];

export type Way = 'read' | 'write';

/**
 * open: nothing of the kind. closed: nobody has the number, or it is ready for who has it, and the call raises. waits: the
 * number is another's, who is not ready. `list`: the processes that have the end open at which the thread waits.
 */
export function lookUnder(
  k: Kernel,
  thread: ThreadIndex,
  { timeout }: Pick<Request, 'timeout'>,
  list: number,
  way: Way,
): Under {
  const process = processOf(k, thread);
  if (timeout <= 0 || !isMarkedClosed(k, list, process) || !isWaiting(k, thread)) return Under.open;
  const isReady = isNumberReady(k, thread, process, formerNumber(k, list, process), way);
  return isReady ? Under.closed : Under.waits;
}

/** Does poll() come back for this number? It does for one that nobody has. */
function isNumberReady(
  k: Kernel,
  thread: ThreadIndex,
  process: ProcessIndex,
  number: number,
  way: Way,
): boolean {
  const file = fileAt(k, process, number);
  if (file === undefined) return true;
  if ('pipe' in file) {
    const isLeft = isGone(k, file.pipe, file.end === 'read' ? SENDERS : RECEIVERS);
    if (isLeft || (file.end === 'read') !== (way === 'read')) return isLeft;
    return isFlowReady(k, thread, file.pipe, way);
  }
  const now = socketNow(k, file.socket);
  if (now.is === 'connection') {
    const { connection } = now;
    const flow = way === 'read' ? receivesFrom(connection) : sendsInto(connection);
    return isFlowReady(k, thread, flow, way);
  }
  // One that is neither connected nor listens is hung up.
  if (now.is === 'plain') return true;
  const at = objectAt(now.object);
  const hasClient = countItems(k.memory, at + BACKLOG) > 0;
  return k.memory.i32[at + SHUT] === 1 || (way === 'read' && hasClient);
}

const isFlowReady = (k: Kernel, thread: ThreadIndex, target: number, way: Way): boolean =>
  way === 'read'
    ? canRead(k, thread, { target })
    : canWrite(k, thread, { target, n: 1, value: 'x' });
