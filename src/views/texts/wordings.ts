/**
 * Sentence keys by operation name: texts are the only use of operation names. Operations without a row have generic
 * sentences.
 */
import type { ObjectKind } from '../../trace/format.ts';
import type { SentenceKey } from '../sentence.ts';

interface Wording {
  readonly key: SentenceKey;
  /** Fields that the event must have for this wording. */
  readonly needs: readonly ('object' | 'other' | 'text')[];
}

const done = (key: SentenceKey, ...needs: Wording['needs']): Wording => ({ key, needs });

const doneWordings: Readonly<Record<string, Wording>> = {
  start: done('done.start', 'other'),
  started: done('done.started', 'other'),
  join: done('done.join', 'other'),
  drain: done('done.drain'),
  'drain-children': done('done.drain-children'),
  acquire: done('done.acquire', 'object'),
  release: done('done.release', 'object'),
  wait: done('done.wait', 'object'),
  set: done('done.set', 'object'),
  clear: done('done.clear', 'object'),
  input: done('done.input', 'object', 'text'),
  prompt: done('done.prompt', 'text'),
  'write-text': done('done.write-text', 'text'),
  'keep-text': done('done.keep-text', 'text'),
  repr: done('done.repr', 'text'),
  open: done('done.open', 'object'),
  'set-name': done('done.set-name', 'other', 'text'),
  rename: done('done.rename', 'other', 'text'),
  'set-stdin': done('done.set-stdin', 'object'),
  put: done('done.put', 'object', 'text'),
  get: done('done.get', 'object', 'text'),
  send: done('done.send', 'object', 'text'),
  recv: done('done.recv', 'object', 'text'),
  read: done('done.read', 'object', 'text'),
  write: done('done.write', 'object', 'text'),
  fork: done('done.fork', 'other'),
  'wait-child': done('done.wait-child', 'other'),
  reap: done('done.reap', 'other'),
  terminate: done('done.signal', 'other'),
  kill: done('done.signal', 'other'),
  'raise-signal': done('done.raise-signal'),
  signal: done('done.set-handler', 'text'),
  getsignal: done('done.get-handler', 'text'),
  handle: done('done.handle', 'text'),
  handled: done('done.handled'),
  watch: done('done.watch', 'object'),
  begin: done('done.begin', 'object'),
  finish: done('done.finish', 'object', 'text'),
  result: done('done.result', 'object'),
  'hand-out': done('done.hand-out', 'object'),
  'wait-futures': done('done.wait-futures'),
  'wait-any': done('done.wait-any'),
  'terminate-daemons': done('done.terminate-daemons'),
  arrive: done('done.arrive', 'object'),
  leave: done('done.leave', 'object'),
  connect: done('done.connect', 'object'),
  shutdown: done('done.shutdown', 'object', 'text'),
  accept: done('done.accept', 'object', 'other'),
  sleep: done('done.sleep'),
  compute: done('done.compute'),
  computed: done('done.computed'),
  print: done('done.print', 'text'),
  stderr: done('done.stderr'),
};

/** Steps that the library does by itself, on an object: no program can call them. */
const innerSteps: readonly string[] = [
  'adjust',
  'confirm',
  'deliver',
  'enter',
  'finish',
  'idle',
  'number',
  'settle',
  'state',
  'threads',
  'workers',
];

/** Operations without an object. */
const lonelyDone: Readonly<Record<string, Wording>> = { finish: done('done.at-end') };

/** Methods of a list or a dict, for which the event's text is the new content. */
const contentsWordings: Readonly<Record<string, SentenceKey>> = {
  'get-item': 'done.get-item',
  'set-item': 'done.set-item',
  'del-item': 'done.del-item',
  append: 'done.append',
  pop: 'done.pop',
  next: 'done.next',
};

/** Connections transmit bytes, without message boundaries. */
const socketKeys: Readonly<Record<string, SentenceKey>> = {
  send: 'done.send-bytes',
  recv: 'done.recv-bytes',
};

/** A worker reaches a task that has been cancelled. */
const lateKeys: Readonly<Record<string, SentenceKey>> = {
  begin: 'done.skip',
  'hand-out': 'done.skip',
};

const failKeys: Readonly<Record<string, SentenceKey>> = {
  'wait-child': 'event.no-child',
  acquire: 'event.not-got',
};

/** For an operation that took effect. */
export function doneWording(op: string, has: Record<Wording['needs'][number], boolean>) {
  const lonely = has.object ? undefined : own(lonelyDone, op);
  const wording = lonely ?? own(doneWordings, op);
  if (wording?.needs.every((need) => has[need]) === true) return wording.key;
  return has.object && innerSteps.includes(op) ? 'done.inside' : undefined;
}
/** The same for a list or a dict. */
export const contentsKey = (op: string): SentenceKey => own(contentsWordings, op) ?? 'done.call';
/** The same for a connection. */
export const socketKey = (op: string): SentenceKey | undefined => own(socketKeys, op);
/** The same for a cancelled task. */
export const lateKey = (op: string): SentenceKey | undefined => own(lateKeys, op);
/** For an operation that returned without effect. */
export const failKey = (op: string): SentenceKey | undefined => own(failKeys, op);

/** The name may be that of an inherited property. */
const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** Waits determined by operation and kind of object. */
const plainWaits: Readonly<Record<string, SentenceKey>> = {
  'wait event': 'blocked.event',
  'wait condition': 'blocked.condition',
  'wait barrier': 'blocked.barrier',
  'wait other': 'blocked.notice',
  'watch pool': 'blocked.pool',
  'wait result': 'blocked.result',
  'next result': 'blocked.result',
  'accept listener': 'blocked.accept',
  'input terminal': 'blocked.input',
  'read value': 'blocked.value-read',
  'read array': 'blocked.value-read',
  'write value': 'blocked.value-write',
  'write array': 'blocked.value-write',
  'get queue': 'blocked.get',
  'put queue': 'blocked.put',
  'join queue': 'blocked.queue-done',
  'get pipe': 'blocked.recv',
  'recv pipe': 'blocked.recv',
  'read pipe': 'blocked.recv',
  'poll pipe': 'blocked.recv',
  'flush pipe': 'blocked.send',
  'put pipe': 'blocked.send',
  'send pipe': 'blocked.send',
  'write pipe': 'blocked.send',
} satisfies Partial<Record<`${string} ${ObjectKind}`, SentenceKey>>;

/** The same for a connection of sockets, whose two directions are pipes. */
const socketWaits: Readonly<Partial<Record<SentenceKey, SentenceKey>>> = {
  'blocked.recv': 'blocked.recv-bytes',
  'blocked.send': 'blocked.send-bytes',
};

/** Undefined if operation and kind of object alone do not determine why a thread waits. */
export function waitKey(op: string, kind: string): SentenceKey | undefined {
  // Queues of every order share a wording.
  return own(plainWaits, `${op} ${kind.endsWith('queue') ? 'queue' : kind}`);
}

/** The same for a connection. */
export const socketWait = (key: SentenceKey): SentenceKey => socketWaits[key] ?? key;

/** Waits without an object: by whether the blocking thread is known. */
interface LonelyWait {
  readonly known?: SentenceKey;
  readonly unknown?: SentenceKey;
}

const lonelyWaits: Readonly<Record<string, LonelyWait>> = {
  drain: { known: 'blocked.drain', unknown: 'blocked.drain-any' },
  'drain-children': { known: 'blocked.drain-children', unknown: 'blocked.drain-children' },
  'wait-child': { known: 'blocked.child-one', unknown: 'blocked.child' },
  started: { known: 'blocked.start' },
  stopped: { known: 'blocked.stopped', unknown: 'blocked.stopped' },
  pause: { known: 'blocked.pause', unknown: 'blocked.pause' },
  'wait-futures': { known: 'blocked.futures', unknown: 'blocked.futures' },
  'wait-any': { known: 'blocked.any', unknown: 'blocked.any' },
};

export const lonelyWait = (op: string, isKnown: boolean): SentenceKey | undefined =>
  own(lonelyWaits, op)?.[isKnown ? 'known' : 'unknown'];

/** Beginnings of waits without an object, as {@link lonelyWaits}. */
const lonelyBlocks: Readonly<Record<string, LonelyWait>> = {
  started: { known: 'event.block-start' },
  join: { known: 'event.block-end' },
  'wait-child': { known: 'event.block-end', unknown: 'event.block-child' },
  'wait-futures': { known: 'event.block-futures', unknown: 'event.block-futures' },
  'wait-any': { known: 'event.block-any', unknown: 'event.block-any' },
};

export const lonelyBlock = (op: string, isKnown: boolean): SentenceKey | undefined =>
  own(lonelyBlocks, op)?.[isKnown ? 'known' : 'unknown'];

const deadlocks: Readonly<Record<string, SentenceKey>> = {
  'drain-children': 'deadlock.exit',
  drain: 'deadlock.drain',
};

/** For an endless wait without an object. */
export const lonelyDeadlock = (op: string): SentenceKey | undefined => own(deadlocks, op);
