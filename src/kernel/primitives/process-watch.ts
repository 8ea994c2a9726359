/** Queries and operations on a Process object: join, is_alive, exitcode, terminate, close, active_children. */
import type { OpInfo } from '../../trace/format.ts';
import type { ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { SIGKILL, SIGTERM } from '../dispositions.ts';
import { PyError } from '../errors.ts';
import { freeBlock, readBlock, writeBlock } from '../heap.ts';
import { Aspect, cellOf, processCell, touchesNothing } from '../footprint.ts';
import type { Kernel, OpSpec, Touches } from '../kernel.ts';
import { touchesSignal } from './process-touches.ts';
import type { Request } from '../request.ts';
import {
  P_CLOSED,
  P_DAEMON,
  P_EXIT,
  P_EXIT_EVENT,
  P_JOINERS,
  P_MAIN,
  P_NAME,
  P_ORPHAN,
  P_PARENT,
  P_PID,
  P_STATE,
  processAt,
  T_JOB,
  threadAt,
} from '../memory.ts';
import { unpack } from '../packed.ts';
import { childrenOf, reap, signal } from './process-family.ts';
import { isMultiprocessing, isTaken, processOf, ProcessState } from './process-record.ts';

const stateOf = (k: Kernel, process: ProcessIndex): number =>
  k.memory.i32[processAt(process) + P_STATE]!;

/** Alive as far as its Process object knows. */
const seemsAlive = (k: Kernel, process: ProcessIndex): boolean =>
  stateOf(k, process) === ProcessState.running || isTaken(k, process);

function requireNotClosed(k: Kernel, process: ProcessIndex): void {
  if (k.memory.i32[processAt(process) + P_CLOSED] === 1) {
    throw new PyError('ValueError', 'process object is closed');
  }
}

const isChild = (k: Kernel, thread: ThreadIndex, process: ProcessIndex): boolean =>
  k.memory.i32[processAt(process) + P_PARENT] === processOf(k, thread);

/** A query about an ended child takes its status. */
const touchesAsk: Touches = (k, thread, { target }, f) => {
  f.reads(processCell(target));
  f.adds(cellOf(Aspect.children, processOf(k, thread)));
};

const touchesChange: Touches = (k, thread, { target }, f) => {
  f.writes(processCell(target));
  f.adds(cellOf(Aspect.children, processOf(k, thread)));
};

/** A query; if the child has ended, it takes the exit status. */
const asks = (
  name: string,
  answer: (k: Kernel, thread: ThreadIndex, op: Request) => number | string,
  meaning: Omit<OpInfo, 'name'> = {},
): OpSpec => ({
  info: { name, ...meaning },
  about: 'process',
  touches: touchesAsk,
  guard: () => true,
  effect(k, thread, op) {
    const said = answer(k, thread, op);
    k.said.value = typeof said === 'number' ? said : -1;
    return said;
  },
});

/** The same for an op that changes the process. */
const changes = (...asked: Parameters<typeof asks>): OpSpec => ({
  ...asks(...asked),
  touches: touchesChange,
});

/** n: 1 if the process is the caller's parent. */
const processJoin: OpSpec = {
  info: { name: 'join', wait: 'join', life: 'join' },
  about: 'process',
  touches: touchesAsk,
  guard(k, thread, op) {
    const at = processAt(op.target);
    if (k.memory.i32[at + P_CLOSED] === 1) return true;
    if (op.n === 0 && !isChild(k, thread, op.target)) return true;
    return stateOf(k, op.target) !== ProcessState.running;
  },
  effect(k, thread, op) {
    requireNotClosed(k, op.target);
    if (op.n === 0 && !isChild(k, thread, op.target)) {
      throw new PyError('AssertionError', 'can only join a child process');
    }
    if (stateOf(k, op.target) === ProcessState.created) {
      throw new PyError('AssertionError', 'can only join a started process');
    }
    if (op.n === 0) reap(k, thread, op.target);
    k.said.cause = k.memory.i32[processAt(op.target) + P_EXIT_EVENT]!;
    return undefined;
  },
  waitsIn: (_k, _thread, op) => processAt(op.target) + P_JOINERS,
  inTheWay: (k, op) => k.memory.i32[processAt(op.target) + P_MAIN]!,
};

/** n: 1 if the process is the caller's parent. */
const processIsAlive = asks('is-alive', (k, thread, op) => {
  requireNotClosed(k, op.target);
  if (op.target === processOf(k, thread)) return 1;
  if (op.n === 0 && !isChild(k, thread, op.target)) {
    throw new PyError('AssertionError', 'can only test a child process');
  }
  if (op.n === 0) reap(k, thread, op.target);
  return seemsAlive(k, op.target) ? 1 : 0;
});

/** Result: the exit code, or 'null' if there is none yet. */
const processExitcode: OpSpec = {
  info: { name: 'exitcode' },
  about: 'process',
  touches: touchesAsk,
  guard: () => true,
  effect(k, thread, op) {
    requireNotClosed(k, op.target);
    const ended = stateOf(k, op.target) === ProcessState.exited && !isTaken(k, op.target);
    if (isChild(k, thread, op.target)) reap(k, thread, op.target);
    const code = ended ? k.memory.i32[processAt(op.target) + P_EXIT]! : null;
    k.said.text = code === null ? 'None' : String(code);
    return code ?? 'null';
  },
};

/** Process.run() called as a plain method. Result: the job, as in JobDetails. */
const processRun = asks('run', (k, _thread, op) => {
  const { i32 } = k.memory;
  return readBlock(k.memory, i32[threadAt(i32[processAt(op.target) + P_MAIN]!) + T_JOB]!);
});

/** Result: its pid, or 'null' before start(). */
const processIdent = asks('pid', (k, _thread, op) => {
  requireNotClosed(k, op.target);
  return stateOf(k, op.target) === ProcessState.created
    ? 'null'
    : k.memory.i32[processAt(op.target) + P_PID]!;
});

export const processName = asks('name', (k, _thread, op) =>
  JSON.stringify(readBlock(k.memory, k.memory.i32[processAt(op.target) + P_NAME]!)),
);

const processRename = changes(
  'rename',
  (k, _thread, op) => {
    const name: unknown = unpack(op.value ?? 'null');
    if (typeof name !== 'string') throw new PyError('AssertionError', 'name must be a string');
    const at = processAt(op.target) + P_NAME;
    const block = writeBlock(k.memory, name);
    freeBlock(k.memory, k.memory.i32[at]!);
    k.memory.i32[at] = block;
    k.said.text = name;
    return 0;
  },
  { names: 'process' },
);

const processDaemon = asks('daemon', (k, _thread, op) =>
  k.memory.i32[processAt(op.target) + P_DAEMON] === 1 ? 1 : 0,
);

const processSetDaemon = changes('set-daemon', (k, _thread, op) => {
  if (stateOf(k, op.target) !== ProcessState.created) {
    throw new PyError('AssertionError', 'process has already started');
  }
  k.memory.i32[processAt(op.target) + P_DAEMON] = op.n;
  return op.n;
});

/** Result: the process of the calling thread, as an index. */
const processCurrent: OpSpec = {
  info: { name: 'current-process' },
  about: 'none',
  touches: touchesNothing,
  guard: () => true,
  effect: (k, thread) => processOf(k, thread),
};

/** Result: the parent of the caller's process, as an index; -1 if multiprocessing knows none. */
const processParent: OpSpec = {
  info: { name: 'parent-process' },
  about: 'none',
  touches: touchesNothing,
  guard: () => true,
  effect: (k, thread) => k.memory.i32[processAt(processOf(k, thread)) + P_PARENT]!,
};

/** Result: the indices of started children that have not ended; takes the status of those that have. */
const processChildren: OpSpec = {
  info: { name: 'active-children' },
  about: 'none',
  touches: (k, thread, _op, f) => {
    const process = processOf(k, thread);
    f.writes(cellOf(Aspect.children, process));
    for (const child of childrenOf(k, process)) f.reads(processCell(child));
  },
  guard: () => true,
  effect(k, thread) {
    const active: number[] = [];
    for (const child of childrenOf(k, processOf(k, thread))) {
      if (!isMultiprocessing(k, child)) continue;
      reap(k, thread, child);
      if (seemsAlive(k, child)) active.push(child);
    }
    k.said.value = active.length;
    return JSON.stringify(active);
  },
};

const ends = (name: 'terminate' | 'kill', signum: number): OpSpec => ({
  info: { name, signal: 'send' },
  about: 'process',
  touches: (k, _thread, { target }, f) => touchesSignal(k, target, f),
  guard: () => true,
  effect(k, thread, op) {
    requireNotClosed(k, op.target);
    // In its own process a Process object has no child to refer to.
    if (stateOf(k, op.target) === ProcessState.created || op.target === processOf(k, thread)) {
      throw new PyError('AttributeError', `'NoneType' object has no attribute '${name}'`);
    }
    signal(k, thread, op.target, signum, op.code);
    return undefined;
  },
});

const processTerminate = ends('terminate', SIGTERM);
const processKill = ends('kill', SIGKILL);

const processClose: OpSpec = {
  info: { name: 'close' },
  about: 'process',
  touches: touchesChange,
  guard: () => true,
  effect(k, thread, op) {
    if (seemsAlive(k, op.target)) {
      throw new PyError(
        'ValueError',
        'Cannot close a process while it is still running. You should first call join() or terminate().',
      );
    }
    reap(k, thread, op.target);
    k.memory.i32[processAt(op.target) + P_CLOSED] = 1;
    return undefined;
  },
};

/** os.getpid. */
const osGetpid: OpSpec = {
  info: { name: 'getpid' },
  about: 'none',
  touches: touchesNothing,
  guard: () => true,
  effect(k, thread) {
    k.said.value = k.memory.i32[processAt(processOf(k, thread)) + P_PID]!;
    return k.said.value;
  },
};

/** Pid of the shell that started the main process, which is also an orphan's new parent. */
const SHELL_PID = 3999;
const INIT_PID = 1;

/** os.getppid: 1 once the parent has ended. */
const osGetppid: OpSpec = {
  info: { name: 'getppid' },
  about: 'none',
  touches: (k, thread, _op, f) => {
    const parent = k.memory.i32[processAt(processOf(k, thread)) + P_PARENT]!;
    if (parent >= 0) f.reads(processCell(parent));
  },
  guard: () => true,
  effect(k, thread) {
    const { i32 } = k.memory;
    const at = processAt(processOf(k, thread));
    const parent = i32[at + P_PARENT]!;
    const orphan = i32[at + P_ORPHAN] === 1;
    k.said.value = orphan ? INIT_PID : parent < 0 ? SHELL_PID : i32[processAt(parent) + P_PID]!;
    return k.said.value;
  },
};

export const processWatchOps = {
  'process.run': processRun,
  'process.join': processJoin,
  'process.isAlive': processIsAlive,
  'process.exitcode': processExitcode,
  'process.ident': processIdent,
  'process.name': processName,
  'process.rename': processRename,
  'process.daemon': processDaemon,
  'process.setDaemon': processSetDaemon,
  'process.current': processCurrent,
  'process.parent': processParent,
  'process.children': processChildren,
  'process.terminate': processTerminate,
  'process.kill': processKill,
  'process.close': processClose,
  'os.getpid': osGetpid,
  'os.getppid': osGetppid,
} satisfies Record<string, OpSpec>;
