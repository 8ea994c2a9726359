/**
 * multiprocessing.connection.wait: waits for the first of several connections, sockets and processes. A connection is
 * ready if there is something to receive or it is at end of file; the writing end of a one-way pipe once nobody can
 * receive; a sentinel once its process and every process forked from it have ended, for they inherit its pipe.
 */
import type { ThreadIndex } from '../../base/units.ts';
import { PyError } from '../errors.ts';
import { countItems } from '../items.ts';
import { objectCell, processCell } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { H_WATCHERS, O_A, objectAt, P_CLOSED, P_STATE, processAt } from '../memory.ts';
import { unpack } from '../packed.ts';
import type { Request } from '../request.ts';
import { isOpen } from './ends.ts';
import { RECEIVERS, SENDERS } from './direction.ts';
import { receivesFrom } from './pipe.ts';
import { isOverWithHeirs, withHeirs } from './process-lineage.ts';
import { processOf, ProcessState } from './process-record.ts';
import { isSocketOpen } from './socket-connect.ts';
import { socketNow, type SocketName } from './socket-names.ts';
import { canRead } from './stream-ready.ts';
import { objectThing, processThing, unwatch, watch } from './watchers.ts';

/** recv: the direction that a connection receives from; send: the direction of a write-only connection. */
export type Awaited =
  | readonly ['recv' | 'send', object: number]
  | readonly ['socket', name: SocketName]
  | readonly ['sentinel', process: number];

const awaited = (op: Request): Awaited[] => unpack(op.value ?? '[]') as Awaited[];

function isReady(k: Kernel, thread: ThreadIndex, [kind, index]: Awaited): boolean {
  if (kind === 'sentinel') return isOverWithHeirs(k, index);
  const { i32 } = k.memory;
  const process = processOf(k, thread);
  if (kind === 'socket') {
    const now = socketNow(k, index);
    requireHandle(isSocketOpen(k, now, process));
    if (now.is === 'listener') return countItems(k.memory, objectAt(now.object) + O_A) > 0;
    // A socket neither connected nor listening is ready at once.
    if (now.is !== 'connection') return true;
    return canRead(k, thread, { target: receivesFrom(now.connection) });
  }
  const at = objectAt(index);
  switch (kind) {
    case 'recv':
      requireHandle(isOpen(k, at + RECEIVERS, process));
      return countItems(k.memory, at + O_A) > 0 || i32[at + SENDERS] === 0;
    case 'send':
      requireHandle(isOpen(k, at + SENDERS, process));
      return i32[at + RECEIVERS] === 0;
  }
}

/** The object whose change makes it ready. */
function objectOf(k: Kernel, [kind, index]: Awaited): number {
  if (kind !== 'socket') return index;
  const now = socketNow(k, index);
  return now.is === 'connection' ? receivesFrom(now.connection) : now.object;
}

function requireHandle(isThere: boolean): void {
  if (!isThere) throw new PyError('OSError', 'handle is closed');
}

function readyOnes(k: Kernel, thread: ThreadIndex, op: Request): number[] {
  return awaited(op).flatMap((one, place) => (isReady(k, thread, one) ? [place] : []));
}

/** value: JSON of what to wait for. Result: JSON of the positions of the ready ones. */
const connectionWait: OpSpec = {
  info: { name: 'wait-any', wait: 'message' },
  about: 'none',
  touches: (k, _thread, op, f) => {
    for (const one of awaited(op)) {
      const [kind, index] = one;
      if (kind !== 'sentinel') f.reads(objectCell(objectOf(k, one)));
      else for (const heir of withHeirs(k, index)) f.reads(processCell(heir));
    }
  },
  guard: (k, thread, op) => readyOnes(k, thread, op).length > 0,
  effect(k, thread, op) {
    unwatch(k, thread);
    const ready = readyOnes(k, thread, op);
    k.said.value = ready.length;
    return JSON.stringify(ready);
  },
  waitsIn(k, thread, op) {
    const things = awaited(op).map((one) =>
      one[0] === 'sentinel' ? processThing(one[1]) : objectThing(objectOf(k, one)),
    );
    watch(k, thread, things);
    return H_WATCHERS;
  },
  expire(k, thread) {
    unwatch(k, thread);
    k.said.value = 0;
    return '[]';
  },
};

/** Process.sentinel. Raises ValueError before start() and after close(). Result: the index of the process. */
const processSentinel: OpSpec = {
  info: { name: 'sentinel' },
  about: 'process',
  touches: (_k, _thread, { target }, f) => f.reads(processCell(target)),
  guard: () => true,
  effect(k, _thread, op) {
    const at = processAt(op.target);
    if (k.memory.i32[at + P_CLOSED] === 1) {
      throw new PyError('ValueError', 'process object is closed');
    }
    if (k.memory.i32[at + P_STATE] === ProcessState.created) {
      throw new PyError('ValueError', 'process not started');
    }
    return op.target;
  },
};

export const waitAnyOps = {
  'process.sentinel': processSentinel,
  'connection.wait': connectionWait,
} satisfies Record<string, OpSpec>;
