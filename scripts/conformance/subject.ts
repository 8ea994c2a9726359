/** Names of an op's object as in record.py: 'lock 2' is the second lock that the program created. */
import type { ObjectIndex } from '../../src/base/units.ts';
import { opNames, opSpecs } from '../../src/kernel/ops.ts';
import { isContents } from '../../src/kernel/primitives/contents.ts';
import type { Request } from '../../src/kernel/request.ts';
import { opInfos } from '../../src/kernel/ops.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** Operations recorded by record.py. All others of the kernel's threads are not recorded. */
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
  'read',
  'write',
  'begin',
  'hand-out',
  'finish',
]);

const groups: Readonly<Record<string, string>> = {
  'bounded-semaphore': 'semaphore',
  rlock: 'lock',
  'lifo-queue': 'queue',
  'priority-queue': 'queue',
  'simple-queue': 'queue',
};

const groupOf = (kind: string): string => groups[kind] ?? kind;

/** Name of a list or dict method in the program: 'setItem'. */
export function methodOf(op: Request): string | undefined {
  const found = /^(?:list|dict)\.(\w+)$/.exec(opNames[op.code] ?? '');
  return found?.[1] === 'create' ? undefined : found?.[1];
}

/** Name of the op in a record. */
export const nameOf = (op: Request): string =>
  methodOf(op) === undefined ? (opInfos[op.code]?.name ?? '') : 'call';

/** A forked process has copies of its parent's objects; a record gives both the same name. */
function originalOf(object: ObjectIndex, trace: Trace): ObjectIndex {
  const { kind, name, process } = trace.objects[object]!;
  const parent = trace.processes[process]?.parent ?? -1;
  const found = trace.objects.findIndex(
    (other) =>
      parent >= 0 && other.process === parent && other.kind === kind && other.name === name,
  );
  return found < 0 || found >= object ? object : originalOf(found, trace);
}

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
      const owned = /\._(inqueue|outqueue|call_queue|result_queue)$/.exec(
        trace.objects[op.target]?.name ?? '',
      );
      if (owned !== null) return /^(in|call)/.test(owned[1]!) ? 'tasks' : 'results';
      if (kind === 'pipe') return 'connection';
      const { process: home } = trace.objects[op.target]!;
      // The copy in a forked process is the first of its kind there, like its original in the parent.
      const before = trace.objects
        .slice(0, op.target + 1)
        .filter(({ process }) => process === home || process < 0);
      const method = methodOf(op);
      if (method !== undefined) {
        const { process } = trace.objects[op.target]!;
        const kept = before.filter((other) => other.process === process && isContents(other.kind));
        return `managed ${kept.length}.${method}`;
      }
      const group = groupOf(kind);
      const made = trace.objects
        .slice(0, originalOf(op.target, trace) + 1)
        .filter(
          (other, index) => groupOf(other.kind) === group && originalOf(index, trace) === index,
        );
      return `${group} ${made.length}`;
    }
    default:
      return name;
  }
}
