/** The ops of what processes share, by name. */
import type { OpSpec } from '../kernel.ts';
import { managedCall, managedCreate } from './managed.ts';
import { pipePoll } from './pipe.ts';
import {
  pipeGet,
  pipePut,
  sharedQueueClose,
  sharedQueueCreate,
  sharedQueueEmpty,
  sharedQueueFull,
  sharedQueueGet,
  sharedQueueJoin,
  sharedQueueJoinThread,
  sharedQueuePut,
  sharedQueueQsize,
  sharedQueueTaskDone,
  simpleQueueClose,
  simpleQueueCreate,
} from './process-queue.ts';
import {
  sharedArrayRead,
  sharedArrayWrite,
  sharedValueCreate,
  sharedValueRead,
  sharedValueWrite,
} from './shared-value.ts';
import {
  socketAccept,
  socketClose,
  socketConnect,
  socketListen,
  socketPort,
  socketShutdown,
} from './socket.ts';
import { socketAttach, socketClient } from './socket-kept.ts';
import {
  socketGetTimeout,
  socketPair,
  socketSetTimeout,
  socketUnconnected,
} from './socket-pair.ts';
import { streamOps } from './stream.ts';

export const sharedOps = {
  'shared.queue.create': sharedQueueCreate,
  'shared.queue.put': sharedQueuePut,
  'shared.queue.get': sharedQueueGet,
  'shared.queue.qsize': sharedQueueQsize,
  'shared.queue.empty': sharedQueueEmpty,
  'shared.queue.full': sharedQueueFull,
  'shared.queue.close': sharedQueueClose,
  'shared.queue.joinThread': sharedQueueJoinThread,
  'shared.queue.taskDone': sharedQueueTaskDone,
  'shared.queue.join': sharedQueueJoin,
  'shared.simpleQueue.create': simpleQueueCreate,
  'shared.simpleQueue.put': pipePut,
  'shared.simpleQueue.get': pipeGet,
  'shared.simpleQueue.poll': pipePoll,
  'shared.simpleQueue.close': simpleQueueClose,
  'shared.value.create': sharedValueCreate,
  'shared.value.read': sharedValueRead,
  'shared.value.write': sharedValueWrite,
  'shared.array.read': sharedArrayRead,
  'shared.array.write': sharedArrayWrite,
  'managed.create': managedCreate,
  'managed.call': managedCall,
  'socket.listen': socketListen,
  'socket.port': socketPort,
  'socket.connect': socketConnect,
  'socket.attach': socketAttach,
  'socket.client': socketClient,
  'socket.accept': socketAccept,
  'socket.shutdown': socketShutdown,
  'socket.pair': socketPair,
  'socket.settimeout': socketSetTimeout,
  'socket.gettimeout': socketGetTimeout,
  'socket.unconnected': socketUnconnected,
  ...streamOps,
  'socket.close': socketClose,
} satisfies Record<string, OpSpec>;
