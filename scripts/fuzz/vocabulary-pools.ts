/** Pools, executors, and their results. */
import { both, call, is, pick } from './call.ts';
import type { Call } from './vocabulary.ts';

export const poolMakes = {
  pool: { py: 'multiprocessing.Pool(#)', js: 'new multiprocessing.Pool(#)' },
  threadPool: { py: 'multiprocessing.pool.ThreadPool(#)', js: 'new multiprocessing.ThreadPool(#)' },
} as const;

export const executorMakes = {
  threads: {
    py: 'concurrent.futures.ThreadPoolExecutor(#)',
    js: 'new futures.ThreadPoolExecutor(#)',
  },
  processes: {
    py: 'concurrent.futures.ProcessPoolExecutor(#)',
    js: 'new futures.ProcessPoolExecutor(#)',
  },
} as const;

export const poolEnds: readonly Call[] = [
  call('close'),
  call('close'),
  call('terminate'),
  call('join'),
];

export const executorEnds: readonly Call[] = [
  call('shutdown'),
  call('shutdown', is(false)),
  both('shutdown(True, cancel_futures=True)', 'shutdown(true, { cancelFutures: true })'),
  both('shutdown(False, cancel_futures=True)', 'shutdown(false, { cancelFutures: true })'),
];

/** Of an AsyncResult. */
export const resultCalls: readonly Call[] = [
  call('get'),
  call('get', 'T'),
  call('get', 'T'),
  call('wait'),
  call('wait', 'T'),
  call('get', pick(0, -1)),
  call('ready'),
  call('ready'),
  call('successful'),
];

/** Of an iterator of imap(). */
export const iteratorCalls: readonly Call[] = [
  call('next'),
  call('next'),
  call('next', 'T'),
  call('next', 'T'),
  call('next', pick(0, -1)),
];

/** Of a Future. */
export const futureCalls: readonly Call[] = [
  call('result'),
  call('result', 'T'),
  call('result', 'T'),
  call('exception'),
  call('exception', 'T'),
  call('result', pick(0, -1)),
  call('done'),
  call('done'),
  call('running'),
  call('cancel'),
  call('cancel'),
  call('cancelled'),
];
