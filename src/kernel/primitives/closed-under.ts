/**
 * What becomes of a socket that another thread closes while one waits there with a time limit. Such a wait is a poll(),
 * which looks again, at the socket's number, whenever something has come at the old one and once time is up; what it finds
 * ready it acts on, and the socket has no number any more (CPython's socketmodule.c, Linux's fs/select.c).
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
 * A call at a socket. `end`: the word of its object that has the processes which have it open. `settle` closes what was
 * closed while somebody waited there.
 */
export function atSocket(
  spec: OpSpec,
  end: number,
  way: Way,
  settle: (k: Kernel, thread: ThreadIndex, object: ObjectIndex) => void,
): OpSpec {
  /** Does it wait in poll() at what is closed? Then: would poll() come back? */
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
      // What else has the number by now.
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
  if ('pipe' in file) return isFlowReady(k, thread, file.pipe, way);
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
