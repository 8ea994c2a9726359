/** threading and queue. */
import { both, call, is, pick } from './call.ts';
import type { Call, ThingKind } from './vocabulary.ts';

const acquire: readonly Call[] = [
  call('acquire'),
  call('acquire', is(true), 'T'),
  call('acquire', is(true), 'T'),
  call('acquire', is(false)),
  call('acquire', is(true), pick(0, -1, -5)),
  call('acquire', is(false), pick(0, 1, -1)),
];
const release = call('release');

const waits: readonly Call[] = [
  call('wait'),
  call('wait', 'T'),
  call('wait', 'T'),
  call('wait', pick(0, -1)),
];

export const queueCalls: readonly Call[] = [
  call('put', 'V'),
  call('put', 'V'),
  call('put', 'V', is(true), 'T'),
  call('put', 'V', is(false)),
  call('put_nowait', 'V'),
  call('get'),
  call('get', is(true), 'T'),
  call('get', is(true), 'T'),
  call('get', is(false)),
  call('get_nowait'),
  call('qsize'),
  call('empty'),
  call('full'),
];
const badLimits: readonly Call[] = [
  call('get', is(true), pick(0, -1)),
  call('get', is(false), pick(0, -1)),
];
const tasks: readonly Call[] = [
  call('task_done'),
  call('task_done'),
  call('join'),
  call('.unfinished_tasks'),
];

const sizes = [[], [is(1)], [is(2)], [pick(0, -1)]] as const;

const conditionIdioms: readonly (readonly Call[])[] = [
  [call('acquire'), call('wait'), release],
  [call('acquire'), call('wait', 'T'), release],
  [call('acquire'), call('wait', 'T'), release],
  [call('acquire'), call('acquire'), call('wait', 'T'), release, release],
  [call('acquire'), call('notify'), release],
  [call('acquire'), call('notify', 'N'), release],
  [call('acquire'), call('notify_all'), release],
];
const conditionCalls: readonly Call[] = [
  ...waits,
  call('notify'),
  call('notify', pick(0, 1, 2, -1)),
  call('notify_all'),
  release,
  ...acquire,
];

const semaphoreCalls: readonly Call[] = [
  call('acquire'),
  call('acquire', is(true), 'T'),
  call('acquire', is(true), 'T'),
  call('acquire', is(false)),
  call('acquire', is(true), pick(0, -1)),
  call('acquire', is(false), pick(0, 1, -1)),
  release,
  release,
  call('release', pick(0, 1, 2, 3, -1)),
];

export const threadThings = {
  lock: {
    make: { py: 'threading.Lock(#)', js: 'new threading.Lock(#)' },
    calls: [...acquire, release, release, call('locked')],
    idioms: [
      [call('acquire'), release],
      [call('acquire', is(true), 'T'), release],
    ],
  },
  rlock: {
    make: { py: 'threading.RLock(#)', js: 'new threading.RLock(#)' },
    calls: [...acquire, release, release],
    idioms: [
      [call('acquire'), release],
      [call('acquire'), call('acquire', is(true), 'T'), release, release],
    ],
  },
  condition: {
    make: { py: 'threading.Condition(#)', js: 'new threading.Condition(#)' },
    calls: conditionCalls,
    idioms: conditionIdioms,
  },
  semaphore: {
    make: { py: 'threading.Semaphore(#)', js: 'new threading.Semaphore(#)' },
    makeArgs: [[], [pick(0, 1, 2)]],
    calls: semaphoreCalls,
  },
  boundedSemaphore: {
    make: { py: 'threading.BoundedSemaphore(#)', js: 'new threading.BoundedSemaphore(#)' },
    makeArgs: [[], [pick(1, 2)]],
    calls: semaphoreCalls,
  },
  event: {
    make: { py: 'threading.Event(#)', js: 'new threading.Event(#)' },
    calls: [...waits, ...waits, call('set'), call('set'), call('clear'), call('is_set')],
    idioms: [[call('set'), call('clear')]],
  },
  barrier: {
    make: { py: 'threading.Barrier(#)', js: 'new threading.Barrier(#)' },
    makeArgs: [[pick(1, 2, 3)], [is(2), is(null), { is: { limit: 1 } }]],
    calls: [
      ...waits,
      ...waits,
      call('reset'),
      call('abort'),
      call('.n_waiting'),
      call('.broken'),
      both('parties', 'parties'),
    ],
  },
  queue: {
    make: { py: 'queue.Queue(#)', js: 'new queue.Queue(#)' },
    makeArgs: sizes,
    calls: [...queueCalls, ...badLimits, ...tasks],
    idioms: [[call('get', is(true), 'T'), call('task_done')]],
  },
  lifoQueue: {
    make: { py: 'queue.LifoQueue(#)', js: 'new queue.LifoQueue(#)' },
    makeArgs: sizes,
    calls: [...queueCalls, ...tasks],
  },
  priorityQueue: {
    make: { py: 'queue.PriorityQueue(#)', js: 'new queue.PriorityQueue(#)' },
    makeArgs: sizes,
    calls: [...queueCalls, ...tasks, call('put', 'N'), call('put', 'N'), call('put', 'N')],
  },
  simpleQueue: {
    make: { py: 'queue.SimpleQueue(#)', js: 'new queue.SimpleQueue(#)' },
    calls: [...queueCalls.filter(({ py }) => !py.startsWith('full')), ...badLimits],
  },
  local: {
    make: { py: 'threading.local(#)', js: 'new threading.local(#)' },
    calls: [
      both('x', `get('x')`),
      both('y', `get('y')`),
      both(`__setattr__('x', #)`, `set('x', #)`, 'V'),
      both(`__setattr__('y', #)`, `set('y', #)`, 'V'),
      both(`__delattr__('x')`, `delete('x')`),
      both('__dict__.copy()', 'dict()'),
    ],
  },
} satisfies Readonly<Record<string, ThingKind>>;

/** For a thread that is not started yet, runs or has ended. */
export const threadCalls: readonly Call[] = [
  call('start'),
  call('start'),
  call('join'),
  call('join', 'T'),
  call('join', 'T'),
  call('join', pick(0, -1)),
  call('is_alive'),
  call('.name'),
  call('.daemon'),
  both(`__setattr__('daemon', #)`, 'setDaemon(#)', pick(true, false)),
  both(`__setattr__('name', #)`, 'setName(#)', pick('ann', 'ben')),
];

export const timerCalls: readonly Call[] = [...threadCalls, call('cancel'), call('cancel')];

/** Calls of a thread about itself. */
export const selfCalls: readonly Call[] = [
  both('threading.active_count()', 'threading.activeCount()'),
  both(
    'threading.current_thread().name',
    '(function* () { return yield* (yield* threading.currentThread()).name(); })()',
  ),
  both('[t.name for t in threading.enumerate()]', 'namesOf()'),
  both(
    'threading.current_thread().join()',
    '(function* () { yield* (yield* threading.currentThread()).join(); })()',
  ),
  both(
    'threading.main_thread().is_alive()',
    '(function* () { return yield* (yield* threading.mainThread()).isAlive(); })()',
  ),
  both('time.sleep(#)', 'time.sleep(#)', 'R'),
];
