/** What an op is about, called as record.py calls it: 'lock 2' is the second lock that the program made. */
import { opSpecs } from '../../src/kernel/ops.ts';
import type { Request } from '../../src/kernel/request.ts';
import { opInfos } from '../../src/kernel/ops.ts';
import { unpack } from '../../src/kernel/packed.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** The operations that record.py writes down. Everything else the kernel's threads do unseen. */
export const visibleOps: ReadonlySet<string> = new Set([
  'acquire',
  'release',
  'locked',
  'set',
  'clear',
  'is-set',
  'wait',
  'notify',
  'notify-all',
  'arrive',
  'abort',
  'reset',
  'put',
  'get',
  'qsize',
  'empty',
  'full',
  'task-done',
  'start',
  'join',
  'is-alive',
  'terminate',
  'kill',
  'send',
  'recv',
  'connect',
  'accept',
  'poll',
  'close',
  'sleep',
  'time',
  'random',
  'print',
  'input',
  'active-count',
  'call',
  'submit',
  'fork',
  'wait-child',
]);

const groups: Readonly<Record<string, string>> = {
  'bounded-semaphore': 'semaphore',
  rlock: 'lock',
  'lifo-queue': 'queue',
  'priority-queue': 'queue',
  'simple-queue': 'queue',
  dict: 'managed',
  list: 'managed',
};

const groupOf = (kind: string): string => groups[kind] ?? kind;

/** The method that a manager's server calls. */
const methodOf = (op: Request): string => (unpack(op.value ?? '[]') as [string])[0];

export function subjectOf(op: Request, trace: Trace): string {
  const name = opInfos[op.code]?.name ?? '';
  if (name === 'sleep') return 'time';
  if (name === 'print') return 'console';
  switch (opSpecs[op.code]?.about) {
    case 'thread':
      return `thread ${trace.threads[op.target]?.name ?? '?'}`;
    case 'process':
      return `process ${trace.processes[op.target]?.name ?? '?'}`;
    case 'object': {
      const kind = trace.objects[op.target]?.kind ?? '?';
      const owned = /\._(in|out)queue$/.exec(trace.objects[op.target]?.name ?? '');
      if (owned !== null) return owned[1] === 'in' ? 'tasks' : 'results';
      if (kind === 'pipe') return 'connection';
      const before = trace.objects.slice(0, op.target + 1);
      const group = groupOf(kind);
      const numbered = `${group} ${before.filter((other) => groupOf(other.kind) === group).length}`;
      return name === 'call' ? `${numbered}.${methodOf(op)}` : numbered;
    }
    default:
      return name;
  }
}
