/** Python's `concurrent.futures`, on threads (docs.python.org/3/library/concurrent.futures.html). Times are seconds. */
export { asCompleted, Future, wait, type Done } from './futures.ts';
export { ThreadPoolExecutor, type ExecutorOptions } from './thread-pool-executor.ts';
