/**
 * Python's `threading`, spelled in camelCase (docs.python.org/3/library/threading.html). Times are seconds. Everything
 * that may switch threads is a generator: `yield* lock.acquire()`.
 */
export { TIMEOUT_MAX } from './handle.ts';
export { Barrier } from './threading-barrier.ts';
export { Condition } from './threading-condition.ts';
export { Event } from './threading-event.ts';
export { setExcepthook, type ExceptHookArgs } from './threading-excepthook.ts';
export { local } from './threading-local.ts';
export { Lock, RLock } from './threading-locks.ts';
export { BoundedSemaphore, Semaphore } from './threading-semaphore.ts';
export {
  activeCount,
  currentThread,
  enumerate,
  getIdent,
  getNativeId,
  mainThread,
  Thread,
} from './threading-thread.ts';
export { Timer } from './threading-timer.ts';
