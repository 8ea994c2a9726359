/**
 * Operations of the library inside pools, executors, managers and subprocesses. A record contains only calls from the
 * listing's own lines, plus: which worker takes which task, the order of results, and what a manager's server does with
 * a dict or a list.
 */
import { jobOf } from '../../src/kernel/primitives/thread.ts';
import { code, opSpecs } from '../../src/kernel/ops.ts';
import type { Memory } from '../../src/kernel/memory.ts';
import type { Request } from '../../src/kernel/request.ts';
import { isInner } from '../../src/trace/format.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { methodOf, nameOf } from './subject.ts';

/** The function of each thread; for the library's own 'pool.worker' and the like. */
export class Bodies {
  readonly #memory: Memory;
  readonly #trace: Trace;
  readonly #known = new Map<number, string>();

  constructor(memory: Memory, trace: Trace) {
    this.#memory = memory;
    this.#trace = trace;
  }

  /** Must be called for each thread before it ends: later it is unknown. */
  of(thread: number): string {
    const known = this.#known.get(thread);
    if (known !== undefined) return known;
    const { job } = jobOf(this.#memory, thread);
    const body = job === '' ? '' : String((JSON.parse(job) as unknown[])[0]);
    this.#known.set(thread, body);
    return body;
  }

  /** The function that a process was started for. */
  ofProcess(process: number): string {
    const main = this.#trace.threads.findIndex((thread) => thread.process === process);
    return main < 0 ? '' : this.of(main);
  }
}

const ENDINGS: ReadonlySet<string> = new Set(['close', 'join', 'shutdown', 'terminate']);

const isLibrary = (body: string): boolean => /^(pool|managers|subprocess|executor)\./.test(body);

/** Whether a record does not contain this op of a thread. */
export function isUnseen(op: Request, thread: number, bodies: Bodies, trace: Trace): boolean {
  const name = nameOf(op);
  const actor = bodies.of(thread);
  if (actor.startsWith('subprocess.')) return true;
  if (actor.startsWith('managers.')) return name !== 'call';
  if (op.code === code['socket.attach']) return true;
  if (op.code === code['connection.wait']) return isUnseenWait(op, actor, trace);
  if (name === 'wait-child') {
    const child = trace.processes.findIndex(({ pid }) => pid === op.n);
    return isLibrary(bodies.ofProcess(child));
  }
  // Threads begin and finish, too.
  if (['begin', 'finish'].includes(name) && opSpecs[op.code]?.about !== 'object') return true;
  switch (opSpecs[op.code]?.about) {
    case 'thread':
      // A thread of a class of its own has no function.
      if (trace.threads[op.target]?.target === '_ExecutorManagerThread.run') return true;
      return isLibrary(bodies.of(op.target));
    case 'process':
      return isLibrary(bodies.ofProcess(op.target));
    case 'object':
      if (methodOf(op) !== undefined) return true;
      return isUnseenOn(op.target, name, actor, trace);
    default:
      return false;
  }
}

/** A wait for several objects: recorded if one of them is the listing's own. */
function isUnseenWait({ value }: Request, actor: string, trace: Trace): boolean {
  const things = JSON.parse(String(value)) as [string, number][];
  return things.every(([kind, object]) => {
    return kind !== 'sentinel' && isUnseenOn(object, 'wait-any', actor, trace);
  });
}

function isUnseenOn(object: number, op: string, actor: string, trace: Trace): boolean {
  const details = trace.objects[object];
  if (details === undefined) return false;
  // Reads and writes are recorded for memory shared by processes.
  if (op === 'read' || op === 'write') return details.kind !== 'value' && details.kind !== 'array';
  // close(), terminate() and join() on them show in what their workers do next.
  if (details.kind === 'pool' || details.kind === 'executor') return ENDINGS.has(op);
  // A worker process knows nothing of futures; here it says which one it runs.
  if (details.kind === 'future') return op === 'begin' && actor === 'executor._process_worker';
  if (details.name.endsWith('._call_queue'))
    return op !== 'get' || actor !== 'executor._process_worker';
  if (details.name.endsWith('._result_queue'))
    return op !== 'put' || actor !== 'executor._process_worker';
  if (details.name.endsWith('._inqueue')) return op !== 'get' || actor !== 'pool.worker';
  if (details.name.endsWith('._outqueue')) return op !== 'put' || actor !== 'pool.worker';
  return (
    isInner(details) || (details.kind === 'pipe' && /\.std(in|out|err)( |$)/.test(details.name))
  );
}

/** A process's name in a record: forked ones are numbered, since they have their parent's name. */
export function processLabel(trace: Trace, process: number): string {
  const { name, parent } = trace.processes[process]!;
  if (trace.processes[parent]?.name !== name) return name;
  const forks = trace.processes
    .slice(0, process + 1)
    .filter((other) => other.parent === parent && other.name === name);
  return `${processLabel(trace, parent)}/${forks.length}`;
}
