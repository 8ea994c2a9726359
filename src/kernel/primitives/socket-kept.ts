/** Per-thread connections, such as those of a Manager's proxies. */
import { PyError } from '../errors.ts';
import { allocate, blockWords, readBlock } from '../heap.ts';
import { countItems } from '../items.ts';
import { readsObject } from '../footprint.ts';
import type { OpSpec } from '../kernel.ts';
import {
  O_F,
  O_PROCESS,
  objectAt,
  P_EXIT,
  P_NAME,
  P_STATE,
  processAt,
  T_NAME,
  threadAt,
} from '../memory.ts';
import { processOf, ProcessState } from './process-record.ts';
import { BACKLOG, listeners, PORT } from './ports.ts';
import { socketConnect } from './socket-connect.ts';

/** Per-thread connections: a linked list of heap blocks [thread, connection, next]; 0 is empty. */
const KEPT = O_F;

/**
 * In such a block: 1 once the thread has called a proxy over it. A manager uses separate connections to create objects.
 */
const CALLED = 3;

/**
 * As connect, but each thread has one cached connection to a port. value: an object of the server, for a proxy; or -1
 * minus the server's process, for the manager itself. Raises ConnectionRefusedError if the server was killed,
 * FileNotFoundError if it was shut down: its socket is a file in CPython.
 */
const socketAttach: OpSpec = {
  ...socketConnect,
  info: { name: socketConnect.info.name, wait: 'message' },
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const asker = Number(op.value ?? 0);
    const isProxy = asker >= 0;
    const server = isProxy ? i32[objectAt(asker) + O_PROCESS]! : -1 - asker;
    const isDown = i32[processAt(server) + P_STATE] === ProcessState.exited;
    for (const object of listeners(k)) {
      const at = objectAt(object);
      if (i32[at + PORT] !== op.n) continue;
      for (let block = i32[at + KEPT]!; block !== 0; block = i32[blockWords(block) + 2]!) {
        const words = blockWords(block);
        const isLost = isDown && (!isProxy || i32[words + CALLED] === 0);
        if (i32[words] !== thread || isLost) continue;
        k.said.object = object;
        if (isProxy) i32[words + CALLED] = 1;
        return i32[words + 1]!;
      }
    }
    if (isDown && i32[processAt(server) + P_EXIT]! >= 0) {
      throw new PyError('FileNotFoundError', '[Errno 2] No such file or directory');
    }
    const connection = socketConnect.effect(k, thread, op) as number;
    const kept = objectAt(k.said.object) + KEPT;
    const block = allocate(k.memory, 16);
    i32[blockWords(block)] = thread;
    i32[blockWords(block) + 1] = connection;
    i32[blockWords(block) + 2] = i32[kept]!;
    i32[blockWords(block) + CALLED] = isProxy ? 1 : 0;
    i32[kept] = block;
    return connection;
  },
};

/**
 * n: the server's end of a per-thread connection. Result: the client thread's name in the form that CPython's managers
 * use.
 */
const socketClient: OpSpec = {
  info: { name: 'getpeername' },
  about: 'object',
  touches: readsObject,
  guard: () => true,
  effect(k, _thread, op) {
    const { i32 } = k.memory;
    const at = objectAt(op.target);
    k.said.value = countItems(k.memory, at + BACKLOG);
    for (let block = i32[at + KEPT]!; block !== 0; block = i32[blockWords(block) + 2]!) {
      if (i32[blockWords(block) + 1]! + 1 !== op.n) continue;
      const thread = i32[blockWords(block)]!;
      const process = readBlock(k.memory, i32[processAt(processOf(k, thread)) + P_NAME]!);
      const name = readBlock(k.memory, i32[threadAt(thread) + T_NAME]!);
      return JSON.stringify(name === 'MainThread' ? process : `${process}|${name}`);
    }
    return JSON.stringify('');
  },
};

export const socketKeptOps = {
  'socket.attach': socketAttach,
  'socket.client': socketClient,
} satisfies Record<string, OpSpec>;
