/** A handle whose `yield*` was forgotten: whatever is done with it raises at once, whatever it is. */
import { describe, expect, it } from 'vitest';
import { PyError } from '../kernel/errors.ts';
import { Dict, List, print, TextIOWrapper, Variable } from '../program/builtins.ts';
import { registerBodies } from '../program/bodies.ts';
import {
  asCompleted,
  Future,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
  wait,
} from '../program/concurrent-futures.ts';
import { packValue, type Handle } from '../program/handle.ts';
import * as mp from '../program/multiprocessing.ts';
import * as queue from '../program/queue.ts';
import { ServerSocket, Socket } from '../program/socket.ts';
import type { Steps } from '../program/steps.ts';
import { Popen } from '../program/subprocess.ts';
import * as threading from '../program/threading.ts';
import { run } from './process-runs.ts';

function* body(): Steps<void> {
  yield* print('ran');
}
registerBodies({ body });

const made: Readonly<Record<string, () => Handle>> = {
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
  ServerSocket: () => new ServerSocket(0),
};

/** What is no operation of a program's. */
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
]);

function operationsOf(handle: Handle): string[] {
  const found = new Set<string>();
  let prototype = Object.getPrototypeOf(handle) as object;
  while (prototype !== Object.prototype) {
    for (const name of Object.getOwnPropertyNames(prototype)) found.add(name);
    prototype = Object.getPrototypeOf(prototype) as object;
  }
  return [...found].filter((name) => !INNER.has(name));
}

/** Whatever an operation wants first. */
const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
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

/** What the first step of an operation raises. */
function firstRaised(handle: Handle, name: string): unknown {
  const operation = (handle as unknown as Record<string, (...args: readonly unknown[]) => unknown>)[
    name
  ]!;
  try {
    const steps = operation.apply(handle, [...(ARGUMENTS[name] ?? [1])]) as Partial<Steps<unknown>>;
    return steps.next?.();
  } catch (error) {
    return error;
  }
}

describe.each(Object.entries(made))('%s', (_name, make) => {
  it.each(operationsOf(make()))('%s', (operation) => {
    const raised = firstRaised(make(), operation);
    expect(raised).toBeInstanceOf(PyError);
    expect(String(raised)).toMatch(
      /^RuntimeError: this [\w.]+ is not created yet: write yield\* new \w+\(\.\.\.\)$/,
    );
  });

  it('cannot travel', () => {
    expect(() => packValue([make()])).toThrow('is not created yet');
  });
});

describe('among others', () => {
  it.each([
    ['wait', () => wait([new Future('f()')])],
    ['asCompleted', () => asCompleted([new Future('f()')]).next()],
    ['connection.wait', () => mp.connection.wait([new mp.Connection()])],
  ] as const)('%s', (_name, steps) => {
    expect(() => steps().next()).toThrow('is not created yet');
  });
});

it('is told where it stands, and the run goes on', () => {
  const { end, stderr } = run({
    *main() {
      const lock = new threading.Lock();
      yield* lock.acquire();
    },
  });
  expect(end).toBe('finished');
  expect(stderr[0]).toContain('this Lock is not created yet: write yield* new Lock(...)');
});
