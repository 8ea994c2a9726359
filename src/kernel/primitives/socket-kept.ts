/** Connections that threads keep for themselves, as those of a Manager's proxies. */
import { allocate, blockWords, readBlock } from '../heap.ts';
import { countItems } from '../items.ts';
import { readsObject } from '../footprint.ts';
import type { OpSpec } from '../kernel.ts';
import { O_F, objectAt, P_NAME, processAt, T_NAME, threadAt } from '../memory.ts';
import { processOf } from './process-record.ts';
import { BACKLOG, listeners, PORT, socketConnect } from './socket.ts';

/** Connections that threads keep for themselves: a linked list of heap blocks [thread, connection, next]; 0 is empty. */
const KEPT = O_F;

/** As connect, but each thread has one connection to a port, which it gets again and again. */
const socketAttach: OpSpec = {
  ...socketConnect,
  info: { name: socketConnect.info.name, wait: 'message' },
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    for (const object of listeners(k)) {
      const at = objectAt(object);
      if (i32[at + PORT] !== op.n) continue;
      for (let block = i32[at + KEPT]!; block !== 0; block = i32[blockWords(block) + 2]!) {
        k.said.object = object;
        if (i32[blockWords(block)] === thread) return i32[blockWords(block) + 1]!;
      }
    }
    const connection = socketConnect.effect(k, thread, op) as number;
    const kept = objectAt(k.said.object) + KEPT;
    const block = allocate(k.memory, 12);
    i32[blockWords(block)] = thread;
    i32[blockWords(block) + 1] = connection;
    i32[blockWords(block) + 2] = i32[kept]!;
    i32[kept] = block;
    return connection;
  },
};

/** n: the server's end of a connection that a thread keeps for itself. Result: that thread's name, as CPython's managers say it. */
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
