/**
 * multiprocessing.Process, as if spawned: a process has a memory of its own and starts with copies. Its main thread
 * joins the other non-daemon threads, then the non-daemonic children, and exits; whatever is left is killed.
 */
import type { ProcessIndex } from '../../base/units.ts';
import { EndStatus, Phase, type ProcessDetails } from '../../trace/format.ts';
import { PyError } from '../errors.ts';
import { getSlot, readBlock, setSlot, writeBlock } from '../heap.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { initList } from '../lists.ts';
import {
  H_EXITED,
  H_PID,
  H_PROCESSES,
  H_THREADS,
  LIMITS,
  O_NAME,
  O_PROCESS,
  objectAt,
  P_ALIVE,
  P_CHILD_NAMES,
  P_CHILDREN,
  P_DAEMON,
  P_EXIT,
  P_EXIT_EVENT,
  P_JOINERS,
  P_LAST,
  P_MAIN,
  P_NAME,
  P_PARENT,
  P_PID,
  P_STATE,
  processAt,
  T_PROCESS,
  threadAt,
} from '../memory.ts';
import { reprPacked, unpack, type PackedHandle } from '../packed.ts';
import { createObject } from './create.ts';
import { closePipesOf, shareConnection } from './pipe.ts';
import { createThread, launchThread, type ThreadArgs } from './thread.ts';
import { VARIABLE_SLOT } from './variable.ts';

const CREATED = 0;
const RUNNING = 1;
const EXITED = 2;

const none = { wait: 'none', hold: 'none', flow: 'none' } as const;
const stateOf = (k: Kernel, process: ProcessIndex): number =>
  k.memory.i32[processAt(process) + P_STATE]!;

/** Records a process; its main thread comes next. */
function createProcess(
  k: Kernel,
  creator: number,
  parent: ProcessIndex,
  name: string,
  daemon: boolean,
): ProcessIndex {
  const { i32 } = k.memory;
  const index = i32[H_PROCESSES]!;
  if (index >= LIMITS.processes)
    throw new PyError('BlockingIOError', '[Errno 11] Resource temporarily unavailable');
  const at = processAt(index);
  const pid = i32[H_PID]!;
  i32[at + P_NAME] = writeBlock(k.memory, name);
  i32[at + P_PID] = pid;
  i32[at + P_PARENT] = parent;
  i32[at + P_STATE] = CREATED;
  i32[at + P_DAEMON] = daemon ? 1 : 0;
  i32[at + P_EXIT_EVENT] = -1;
  initList(i32, at + P_JOINERS);
  initList(i32, at + P_LAST);
  i32[H_PID] = pid + 1;
  i32[H_PROCESSES] = index + 1;
  const details: ProcessDetails = { name, pid, parent };
  k.write(Phase.process, creator, { value: index, text: JSON.stringify(details) });
  return index;
}

/** Boots the program: its main process, whose main thread runs `main(params)`. For engines, inside `intervene`. */
export function bootProgram(k: Kernel, params: unknown): void {
  const process = createProcess(k, -1, -1, 'MainProcess', false);
  const main = createThread(k, -1, process, {
    target: 'main',
    args: [params],
    name: 'MainThread',
    daemon: false,
  });
  k.memory.i32[processAt(process) + P_MAIN] = main;
  k.memory.i32[processAt(process) + P_STATE] = RUNNING;
  launchThread(k, main, -1);
}

export const processCreate: OpSpec = {
  info: { name: 'create', ...none },
  about: 'none',
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const { target, args, name, daemon } = unpack(op.value ?? '{}') as ThreadArgs;
    const parent = i32[threadAt(thread) + T_PROCESS]!;
    const parentAt = processAt(parent);
    rejectUnpicklable(k, args);
    const number = i32[parentAt + P_CHILD_NAMES]! + 1;
    const prefix = parent === 0 ? 'Process' : readBlock(k.memory, i32[parentAt + P_NAME]!);
    const shownName = name !== '' ? name : `${prefix}${parent === 0 ? '-' : ':'}${number}`;
    const child = createProcess(
      k,
      thread,
      parent,
      shownName,
      daemon ?? i32[parentAt + P_DAEMON] === 1,
    );
    i32[parentAt + P_CHILD_NAMES] = number;
    const main = createThread(k, thread, child, {
      target,
      args: copyInto(k, thread, child, args, op.code) as unknown[],
      name: 'MainThread',
      daemon: false,
    });
    i32[processAt(child) + P_MAIN] = main;
    k.said.quiet = true;
    return child;
  },
};

/** What a started process cannot be given: things that only mean something in their own process. */
const UNPICKLABLE: Readonly<Record<string, string>> = {
  Lock: '_thread.lock',
  Semaphore: '_thread.lock',
  BoundedSemaphore: '_thread.lock',
  Event: '_thread.lock',
  Queue: '_thread.lock',
  Thread: '_thread.lock',
};

function rejectUnpicklable(k: Kernel, value: unknown): void {
  forEachHandle(value, (handle) => {
    const type = UNPICKLABLE[handle.$];
    if (type === undefined) return;
    const shared = handle.$ !== 'Thread' && k.memory.i32[objectAt(handle.id) + O_PROCESS] === -1;
    if (!shared) throw new PyError('TypeError', `cannot pickle '${type}' object`);
  });
}

/** The arguments of a process: variables become copies in the child's memory, connections are open there too. */
function copyInto(
  k: Kernel,
  thread: number,
  child: ProcessIndex,
  value: unknown,
  code: number,
): unknown {
  const copies = new Map<number, number>();
  const { i32 } = k.memory;
  return mapHandles(value, (handle) => {
    if (handle.$ === 'Connection') shareConnection(k, handle.id, child);
    if (handle.$ !== 'Variable') return handle;
    let copy = copies.get(handle.id);
    if (copy === undefined) {
      const from = objectAt(handle.id);
      const name = readBlock(k.memory, i32[from + O_NAME]!);
      copy = createObject(k, thread, 'variable', child, name, code, (at) => {
        const content = getSlot(k.memory, from + VARIABLE_SLOT);
        i32[at + VARIABLE_SLOT] = 0;
        setSlot(k.memory, at + VARIABLE_SLOT, content);
        return {
          measure: typeof content === 'number' ? content : 0,
          limit: -1,
          text: reprPacked(content),
        };
      });
      copies.set(handle.id, copy);
    }
    return { $: handle.$, id: copy };
  });
}

const isHandle = (value: object): value is PackedHandle => '$' in value && 'id' in value;

function mapHandles(value: unknown, map: (handle: PackedHandle) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapHandles(item, map));
  if (isHandle(value)) return map(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapHandles(item, map)]),
  );
}

function forEachHandle(value: unknown, visit: (handle: PackedHandle) => void): void {
  mapHandles(value, (handle) => {
    visit(handle);
    return handle;
  });
}

export const processStart: OpSpec = {
  info: { name: 'start', ...none },
  about: 'process',
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const at = processAt(op.target);
    if (i32[at + P_STATE] !== CREATED)
      throw new PyError('AssertionError', 'cannot start a process twice');
    const caller = processAt(i32[threadAt(thread) + T_PROCESS]!);
    if (i32[caller + P_DAEMON] === 1) {
      throw new PyError('AssertionError', 'daemonic processes are not allowed to have children');
    }
    i32[at + P_STATE] = RUNNING;
    if (i32[at + P_DAEMON] === 0) i32[caller + P_CHILDREN] = i32[caller + P_CHILDREN]! + 1;
    launchThread(k, i32[at + P_MAIN]!, k.nextEvent());
    return undefined;
  },
};

export const processJoin: OpSpec = {
  info: { name: 'join', wait: 'join', hold: 'none', flow: 'none' },
  about: 'process',
  guard(k, _thread, op) {
    const state = stateOf(k, op.target);
    if (state === CREATED) throw new PyError('AssertionError', 'can only join a started process');
    return state === EXITED;
  },
  effect(k, _thread, op) {
    k.said.cause = k.memory.i32[processAt(op.target) + P_EXIT_EVENT]!;
    return undefined;
  },
  waitsIn: (_k, _thread, op) => processAt(op.target) + P_JOINERS,
  inTheWay: (k, op) => k.memory.i32[processAt(op.target) + P_MAIN]!,
};

export const processIsAlive: OpSpec = {
  info: { name: 'is-alive', ...none },
  about: 'process',
  guard: () => true,
  effect(k, _thread, op) {
    const alive = stateOf(k, op.target) === RUNNING ? 1 : 0;
    k.said.value = alive;
    return alive;
  },
};

/** Result: the exit code, or 'null' while there is none. */
export const processExitcode: OpSpec = {
  info: { name: 'exitcode', ...none },
  about: 'process',
  guard: () => true,
  effect(k, _thread, op) {
    const code =
      stateOf(k, op.target) === EXITED ? k.memory.i32[processAt(op.target) + P_EXIT]! : null;
    k.said.text = code === null ? 'None' : String(code);
    return code ?? 'null';
  },
};

export const processPid: OpSpec = {
  info: { name: 'getpid', ...none },
  about: 'none',
  guard: () => true,
  effect(k, thread) {
    const pid = k.memory.i32[processAt(k.memory.i32[threadAt(thread) + T_PROCESS]!) + P_PID]!;
    k.said.value = pid;
    return pid;
  },
};

/** At exit, first: wait for the other threads that are not daemons, then for the children that are not. */
export const processDrain: OpSpec = {
  info: { name: 'drain', wait: 'join', hold: 'none', flow: 'none' },
  about: 'none',
  guard({ memory: { i32 } }, thread) {
    const at = processAt(i32[threadAt(thread) + T_PROCESS]!);
    return i32[at + P_ALIVE] === 1 && i32[at + P_CHILDREN] === 0;
  },
  effect: () => undefined,
  waitsIn: ({ memory: { i32 } }, thread) => processAt(i32[threadAt(thread) + T_PROCESS]!) + P_LAST,
};

/** At exit, last: ends the process with exit code n; value: the report for stderr, packed. Kills whatever is left. */
export const processExit: OpSpec = {
  info: { name: 'exit', ...none },
  about: 'none',
  guard: () => true,
  effect(k, thread, op) {
    const process = k.memory.i32[threadAt(thread) + T_PROCESS]!;
    const report = op.value === undefined ? '' : (unpack(op.value) as string);
    k.endThread(thread, op.n === 0 ? EndStatus.returned : EndStatus.raised, report);
    endProcess(k, thread, process, op.n);
    k.said.quiet = true;
    return undefined;
  },
};

/** Ends a process now, with its threads and its daemonic children. It releases nothing that they hold. */
export function endProcess(k: Kernel, by: number, process: ProcessIndex, code: number): void {
  const { i32 } = k.memory;
  const at = processAt(process);
  if (i32[at + P_STATE] !== RUNNING) return;
  i32[at + P_STATE] = EXITED;
  i32[at + P_EXIT] = code;
  for (let t = 0; t < i32[H_THREADS]!; t++) {
    if (i32[threadAt(t) + T_PROCESS] === process) k.endThread(t, EndStatus.killed);
  }
  for (let child = process + 1; child < i32[H_PROCESSES]!; child++) {
    const childAt = processAt(child);
    if (i32[childAt + P_PARENT] === process && i32[childAt + P_DAEMON] === 1) {
      endProcess(k, by, child, -15);
    }
  }
  closePipesOf(k, process);
  i32[at + P_EXIT_EVENT] = k.write(Phase.exit, by, { other: i32[at + P_MAIN]!, value: code });
  k.wakeAll(at + P_JOINERS);
  const parent = i32[at + P_PARENT]!;
  if (parent < 0) {
    Atomics.store(i32, H_EXITED, 1);
  } else if (i32[at + P_DAEMON] === 0) {
    const parentAt = processAt(parent);
    i32[parentAt + P_CHILDREN] = i32[parentAt + P_CHILDREN]! - 1;
    k.wakeAll(parentAt + P_LAST);
  }
}

/** Ends a thread whose Worker hangs or died. A main thread takes its process along, with exit code 1. */
export function loseThread(k: Kernel, thread: number, report: string): void {
  const process = k.memory.i32[threadAt(thread) + T_PROCESS]!;
  k.endThread(thread, EndStatus.lost, report);
  if (k.memory.i32[processAt(process) + P_MAIN] === thread) endProcess(k, thread, process, 1);
}
