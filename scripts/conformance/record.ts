/** Parser of records by record.py, and the comparison of their results with the kernel's. */
import { Status, type Kernel } from '../../src/kernel/kernel.ts';
import { unpack } from '../../src/kernel/packed.ts';
import type { Request } from '../../src/kernel/request.ts';
import { nameOf } from './subject.ts';

export interface Call {
  readonly who: readonly [process: string, thread: string];
  readonly op: string;
  readonly on: string;
  /** Lines of the record at which it started and returned; back is Infinity if it never did. */
  readonly begin: number;
  readonly back: number;
  readonly value: unknown;
  readonly raised: string | undefined;
  readonly message: string;
  /** It returned without effect. */
  readonly gaveUp: boolean;
  /** Its timeout may have expired. */
  readonly mayExpire: boolean;
  /** It is read-only. */
  readonly isLook: boolean;
  /** It may be the library's own, in a process whose program is over: then it is no call of the program. */
  readonly mayBeLibrarys?: boolean;
  /** The process ids of the whole record. */
  readonly pids: ReadonlySet<string>;
}

interface Line {
  readonly call?: string;
  readonly back?: string;
  readonly who?: readonly [string, string];
  readonly op?: string;
  readonly on?: string;
  readonly value?: unknown;
  readonly raised?: string;
  readonly message?: string;
}

const looks = new Set(['is-set', 'is-alive', 'locked', 'qsize', 'empty', 'full', 'poll']);

export function parseRecord(text: string): Call[] {
  const lines = text.split('\n').filter((line) => line !== '');
  const calls = new Map<string, Line & { begin: number }>();
  const done = new Map<string, Line & { at: number }>();
  lines.forEach((line, index) => {
    const entry = JSON.parse(line) as Line;
    if (entry.back !== undefined) done.set(entry.back, { ...entry, at: index });
    else if (entry.call !== undefined) calls.set(entry.call, { ...entry, begin: index });
  });
  const pids = new Set([...calls.keys()].map((id) => id.split(' ')[0] ?? ''));
  return [...calls].map(([id, call]) => {
    const back = done.get(id);
    const op = call.op ?? '';
    const gaveUp = back?.value === false || ['Empty', 'Full'].includes(back?.raised ?? '');
    return {
      who: call.who ?? ['', ''],
      op,
      on: call.on ?? '',
      begin: call.begin,
      back: back?.at ?? Infinity,
      value: back?.value,
      raised: back?.raised,
      message: back?.message ?? '',
      gaveUp,
      mayExpire: gaveUp || op === 'sleep' || op === 'join',
      isLook: looks.has(op) || (gaveUp && (op === 'acquire' || op === 'wait')),
      pids,
    };
  });
}

export interface Outcome {
  readonly value?: unknown;
  readonly raised?: string;
  readonly message?: string;
}

/** The kernel's result in the terms of a record. */
export function outcomeOf(kernel: Kernel, status: Status, op: Request): Outcome {
  if (status === Status.raised) {
    return { raised: kernel.error?.type ?? '', message: kernel.error?.message ?? '' };
  }
  const name = nameOf(op);
  if (name === 'print') return { value: unpack(op.value ?? '""') };
  if (truths.has(name)) return { value: kernel.result === 1 };
  if (values.has(name))
    return { value: kernel.result === undefined ? null : unpack(kernel.result) };
  return {};
}

/** Results that are compared: booleans, and values. */
const truths = new Set([
  'acquire',
  'wait',
  'is-set',
  'is-alive',
  'locked',
  'empty',
  'full',
  'poll',
]);
const values = new Set(['get', 'call', 'active-count', 'recv', 'qsize', 'arrive', 'input', 'read']);

export function sameOutcome(call: Call, outcome: Outcome): boolean {
  if (outcome.raised !== undefined || call.raised !== undefined) {
    return outcome.raised === call.raised && outcome.message === call.message;
  }
  if (!('value' in outcome) || call.value === '…') return true;
  // A semaphore's `with` returns what acquire returns; a join or a sleep returns nothing on either side.
  return isSameText(
    JSON.stringify(outcome.value ?? null),
    JSON.stringify(call.value ?? null),
    call.pids,
  );
}

/** Process ids and measured times differ from run to run; on a fresh machine a process id may have two digits. */
function isSameText(kernel: string, record: string, pids: ReadonlySet<string>): boolean {
  const [ours, theirs] = [kernel.split(numbers), record.split(numbers)];
  return (
    ours.length === theirs.length &&
    ours.every((part, n) => {
      const other = theirs[n] ?? '';
      return part === other || (isFree(part) && (isFree(other) || pids.has(other)));
    })
  );
}

const numbers = /(\d+\.\d+|\d+)/;
const isFree = (part: string): boolean => /^(\d+\.\d+|\d{4,})$/.test(part);
