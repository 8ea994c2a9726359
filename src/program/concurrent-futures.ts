/** Python's `concurrent.futures`, on threads and on processes (docs.python.org/3/library/concurrent.futures.html). Times are seconds. */
export { asCompleted, Future, wait, type Done } from './futures.ts';
export type { MapIterator } from './map-calls.ts';
export { ProcessPoolExecutor, type ProcessPoolOptions } from './process-pool-executor.ts';
export { ThreadPoolExecutor, type ExecutorOptions } from './thread-pool-executor.ts';
