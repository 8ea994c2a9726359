/** multiprocessing: shared objects, and calls on a process. */
import { both, call, is, pick } from './call.ts';
import type { Call, ThingKind } from './vocabulary.ts';
import { queueCalls } from './vocabulary-threads.ts';

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

const array: readonly Call[] = [
  both('__getitem__(#)', 'get(#)', pick(0, 1, -1, 2, -3)),
  both('__setitem__(#)', 'set(#)', pick(0, 1, -1, 2), 'N'),
  both('__getitem__(slice(#))', 'slice(#)', pick(0, 1, null), pick(1, 2, null)),
  both('__len__()', 'length'),
];

const connection: readonly Call[] = [
  call('send', 'V'),
  call('send', 'V'),
  call('send', 'V'),
  call('recv'),
  call('recv'),
  call('poll'),
  call('poll', 'T'),
  call('poll', 'T'),
  call('poll', pick(0, -1, null)),
  call('close'),
];

export const processThings = {
  sharedLock: {
    make: { py: 'multiprocessing.Lock(#)', js: 'new multiprocessing.Lock(#)' },
    calls: [...acquire, release, release],
    idioms: [
      [call('acquire'), release],
      [call('acquire', is(true), 'T'), release],
    ],
  },
  sharedRLock: {
    make: { py: 'multiprocessing.RLock(#)', js: 'new multiprocessing.RLock(#)' },
    calls: [...acquire, release, release],
    idioms: [[call('acquire'), call('acquire', is(true), 'T'), release, release]],
  },
  sharedSemaphore: {
    make: { py: 'multiprocessing.Semaphore(#)', js: 'new multiprocessing.Semaphore(#)' },
    makeArgs: [[], [pick(0, 1, 2)]],
    calls: [...acquire, release, release, call('get_value')],
  },
  sharedBounded: {
    make: {
      py: 'multiprocessing.BoundedSemaphore(#)',
      js: 'new multiprocessing.BoundedSemaphore(#)',
    },
    makeArgs: [[], [pick(1, 2)]],
    calls: [...acquire, release, release, call('get_value')],
  },
  sharedEvent: {
    make: { py: 'multiprocessing.Event(#)', js: 'new multiprocessing.Event(#)' },
    calls: [...waits, ...waits, call('set'), call('set'), call('clear'), call('is_set')],
  },
  sharedCondition: {
    make: { py: 'multiprocessing.Condition(#)', js: 'new multiprocessing.Condition(#)' },
    calls: [
      ...waits,
      call('notify'),
      call('notify', pick(0, 1, 2)),
      call('notify_all'),
      release,
      ...acquire,
    ],
    idioms: [
      [call('acquire'), call('wait'), release],
      [call('acquire'), call('wait', 'T'), release],
      [call('acquire'), call('wait', 'T'), release],
      [call('acquire'), call('notify'), release],
      [call('acquire'), call('notify', 'N'), release],
      [call('acquire'), call('notify_all'), release],
    ],
  },
  sharedBarrier: {
    make: { py: 'multiprocessing.Barrier(#)', js: 'new multiprocessing.Barrier(#)' },
    makeArgs: [[pick(1, 2, 3)], [is(2), is(null), { is: { limit: 1 } }]],
    calls: [...waits, ...waits, call('reset'), call('abort'), call('.n_waiting'), call('.broken')],
  },
  sharedQueue: {
    make: { py: 'multiprocessing.Queue(#)', js: 'new multiprocessing.Queue(#)' },
    makeArgs: [[], [is(1)], [is(2)]],
    calls: [
      ...queueCalls,
      ...queueCalls,
      call('get', is(true), pick(0, -1)),
      call('put', 'V', is(true), pick(0, -1)),
      call('close'),
      call('join_thread'),
    ],
  },
  joinableQueue: {
    make: { py: 'multiprocessing.JoinableQueue(#)', js: 'new multiprocessing.JoinableQueue(#)' },
    makeArgs: [[], [is(1)]],
    calls: [...queueCalls, call('task_done'), call('task_done'), call('join')],
  },
  pipeQueue: {
    make: { py: 'multiprocessing.SimpleQueue(#)', js: 'new multiprocessing.SimpleQueue(#)' },
    calls: [call('put', 'V'), call('put', 'V'), call('get'), call('empty'), call('close')],
  },
  pipe: {
    ends: 2,
    make: { py: 'multiprocessing.Pipe(#)', js: 'multiprocessing.pipe(#)' },
    makeArgs: [[], [], [is(false)]],
    calls: connection,
  },
  value: {
    make: { py: 'multiprocessing.Value(#)', js: 'new multiprocessing.Value(#)' },
    makeArgs: [
      [is('i'), 'N'],
      [is('b'), is(120)],
    ],
    calls: [
      both('value', 'get()'),
      both(`__setattr__('value', #)`, 'set(#)', 'N'),
      both(`__setattr__('value', #)`, 'set(#)', pick(200, -1, 70000)),
      both('get_lock().acquire(#)', 'getLock().acquire(#)', is(true), 'T'),
      both('get_lock().release()', 'getLock().release()'),
    ],
  },
  array: {
    make: { py: 'multiprocessing.Array(#)', js: 'new multiprocessing.Array(#)' },
    makeArgs: [[is('i'), pick(2, 3)]],
    calls: array,
  },
} satisfies Readonly<Record<string, ThingKind>>;

/** For a process that is not started yet, runs or has ended. */
export const processCalls: readonly Call[] = [
  call('start'),
  call('start'),
  call('join'),
  call('join', 'T'),
  call('join', 'T'),
  call('join', pick(0, -1)),
  call('is_alive'),
  call('is_alive'),
  call('.exitcode'),
  call('.exitcode'),
  call('.name'),
  call('.daemon'),
  call('terminate'),
  call('kill'),
  call('close'),
];

export const processSelfCalls: readonly Call[] = [
  both(
    'multiprocessing.current_process().name',
    '(function* () { return yield* (yield* multiprocessing.currentProcess()).name(); })()',
  ),
  both(
    'len(multiprocessing.active_children())',
    '(function* () { return (yield* multiprocessing.activeChildren()).length; })()',
  ),
  both(
    'os.getpid() == os.getppid()',
    '(function* () { return (yield* os.getpid()) === (yield* os.getppid()); })()',
  ),
  // Without the feeder threads of queues, which Weft does not have.
  both(
    "sum(t.name != 'QueueFeederThread' for t in threading.enumerate())",
    'threading.activeCount()',
  ),
];
