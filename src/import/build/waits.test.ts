import { expect, test } from 'vitest';
import { waitOf, waitTable } from './waits.ts';

test.each([
  ['_thread.lock.acquire', 'acquire', 'sync'],
  ['lock.acquire', 'acquire', 'sync'],
  ['_thread.lock.__enter__', 'acquire', 'sync'],
  ['_thread.RLock.acquire', 'acquire', 'sync'],
  ['Semaphore.acquire (/usr/lib/python3.12/threading.py:469)', 'acquire', 'sync'],
  ['std::mutex::lock', 'acquire', 'sync'],
  ['pthread_mutex_lock', 'acquire', 'sync'],
  ['Lock contention on a monitor lock (owner tid: 4)', 'acquire', 'sync'],
  ['queue.get', 'get', 'sync'],
  ['Queue.get (/usr/lib/python3.12/queue.py:154)', 'get', 'sync'],
  ['_queue.SimpleQueue.get', 'get', 'sync'],
  ['Queue.put', 'put', 'sync'],
  ['Queue.join', 'join', 'sync'],
  ['Thread.join (/usr/lib/python3.12/threading.py:1115)', 'join', 'join'],
  ['std::thread::join', 'join', 'join'],
  ['BaseProcess.join', 'join', 'join'],
  ['pthread_join', 'join', 'join'],
  ['Event.wait (/usr/lib/python3.12/threading.py:637)', 'wait', 'sync'],
  ['Condition.wait', 'wait', 'sync'],
  ['Barrier.wait', 'wait', 'sync'],
  ['futex', 'wait', 'sync'],
  ['futex_wait_queue_me', 'wait', 'sync'],
  ['do_futex', 'wait', 'sync'],
  ['time.sleep', 'sleep', 'sleep'],
  ['nanosleep', 'sleep', 'sleep'],
  ['Thread.sleep', 'sleep', 'sleep'],
  ['std::this_thread::sleep_for', 'sleep', 'sleep'],
  ['Connection.recv', 'recv', 'message'],
  ['epoll_wait', 'poll', 'message'],
  ['cudaDeviceSynchronize', 'wait', 'message'],
  ['Future.result', 'result', 'message'],
  ['acquire m (waiting)', 'wait', 'sync'],
])('%s means %s', (name, op, wait) => {
  expect(waitTable[waitOf(name)]?.op).toEqual({ name: op, wait });
});

test.each([
  '',
  'fib (/home/me/multithread.py:8)',
  '_thread.lock.release',
  '_thread.lock.locked',
  '_thread.lock.__exit__',
  '_thread.allocate_lock',
  'Event.is_set',
  'Condition._is_owned',
  'block_on_main',
  'str.join',
  'os.path.join',
  'posixpath.join (/usr/lib/python3.12/posixpath.py:71)',
  'dict.get',
  'Queue.get_nowait',
  'Queue.qsize',
  'clock',
  'lockfile',
  'a'.repeat(100_000),
])('%s means no wait', (name) => {
  expect(waitOf(name)).toBe(-1);
});
