/**
 * Python's `multiprocessing` (docs.python.org/3/library/multiprocessing.html). A process has a memory of its own:
 * arguments are copies. Times are seconds.
 */
export { Manager } from './manager.ts';
export type { DictProxy, ListProxy } from './manager-proxies.ts';
export * as connection from './multiprocessing-connection.ts';
export { Connection, pipe } from './multiprocessing-pipe.ts';
export {
  activeChildren,
  currentProcess,
  parentProcess,
  Process,
  setStartMethod,
} from './multiprocessing-process.ts';
export { JoinableQueue, Queue, SimpleQueue } from './multiprocessing-queues.ts';
export {
  Barrier,
  BoundedSemaphore,
  Condition,
  Event,
  Lock,
  RLock,
  Semaphore,
} from './multiprocessing-sync.ts';
export { Array, Value, type TypeCode } from './multiprocessing-values.ts';
export { Pool } from './pool.ts';
export { ThreadPool } from './pool-of-threads.ts';
