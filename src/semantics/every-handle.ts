/** One handle of each class in the vocabulary, and the methods that a program can call on it. */
import { registerBodies } from '../program/bodies.ts';
import { Dict, List, print, TextIOWrapper, Variable } from '../program/builtins.ts';
import { Future, ProcessPoolExecutor, ThreadPoolExecutor } from '../program/concurrent-futures.ts';
import type { Handle } from '../program/handle.ts';
import * as mp from '../program/multiprocessing.ts';
import * as queue from '../program/queue.ts';
import { Socket } from '../program/socket.ts';
import type { Steps } from '../program/steps.ts';
import { Popen } from '../program/subprocess.ts';
import * as threading from '../program/threading.ts';

/** The function that threads, processes and tasks of these handles run. */
export function* body(): Steps<void> {
  yield* print('ran');
}
registerBodies({ body });

/** Handles that are not created yet. */
export const made: Readonly<Record<string, () => Handle>> = {
  Variable: () => new Variable(0),
  List: () => new List(),
  Dict: () => new Dict(),
  TextIOWrapper: () => new TextIOWrapper('/dev/tty'),
  Lock: () => new threading.Lock(),
  RLock: () => new threading.RLock(),
  Condition: () => new threading.Condition(),
  Semaphore: () => new threading.Semaphore(),
  BoundedSemaphore: () => new threading.BoundedSemaphore(),
  Event: () => new threading.Event(),
  Barrier: () => new threading.Barrier(2),
  local: () => new threading.local(),
  Thread: () => new threading.Thread({ target: body }),
  Timer: () => new threading.Timer(1, body),
  Queue: () => new queue.Queue(),
  LifoQueue: () => new queue.LifoQueue(),
  PriorityQueue: () => new queue.PriorityQueue(),
  SimpleQueue: () => new queue.SimpleQueue(),
  'mp.Process': () => new mp.Process({ target: body }),
  'mp.Lock': () => new mp.Lock(),
  'mp.RLock': () => new mp.RLock(),
  'mp.Condition': () => new mp.Condition(),
  'mp.Semaphore': () => new mp.Semaphore(),
  'mp.BoundedSemaphore': () => new mp.BoundedSemaphore(),
  'mp.Event': () => new mp.Event(),
  'mp.Barrier': () => new mp.Barrier(2),
  'mp.Queue': () => new mp.Queue(),
  'mp.JoinableQueue': () => new mp.JoinableQueue(),
  'mp.SimpleQueue': () => new mp.SimpleQueue(),
  'mp.Value': () => new mp.Value('i'),
  'mp.Array': () => new mp.Array('i', 3),
  'mp.Connection': () => new mp.Connection(),
  'mp.Pool': () => new mp.Pool(1),
  'mp.ThreadPool': () => new mp.ThreadPool(1),
  'mp.Manager': () => new mp.Manager(),
  Future: () => new Future('f()'),
  ThreadPoolExecutor: () => new ThreadPoolExecutor(1),
  ProcessPoolExecutor: () => new ProcessPoolExecutor(1),
  Popen: () => new Popen(['true']),
  Socket: () => new Socket(),
};

/** Methods that are not for programs. */
const INNER: ReadonlySet<string> = new Set([
  'constructor',
  'id',
  'create',
  'op',
  'opAs',
  'ask',
  'call',
  'init',
  'open',
  'stay',
  'acquireWithin',
  'acquireOp',
  'creator',
  'createOp',
  'limit',
  'object',
  'sleep',
  'confirmed',
]);

/** Names of the public methods. */
export function operationsOf(handle: Handle): string[] {
  const found = new Set<string>();
  let prototype = Object.getPrototypeOf(handle) as object;
  while (prototype !== Object.prototype) {
    for (const name of Object.getOwnPropertyNames(prototype)) found.add(name);
    prototype = Object.getPrototypeOf(prototype) as object;
  }
  return [...found].filter((name) => !INNER.has(name));
}

/** Valid arguments of an operation. */
export const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  with: [body],
  waitFor: [body],
  submit: [body],
  map: [body, []],
  starmap: [body, []],
  imap: [body, []],
  imapUnordered: [body, []],
  apply: [body],
  applyAsync: [body],
  mapAsync: [body, []],
  starmapAsync: [body, []],
  addDoneCallback: [body],
  update: [{}],
  extend: [[]],
};
