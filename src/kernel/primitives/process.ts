/**
 * multiprocessing.Process: creation and start. A process has a memory of its own and starts with copies of its
 * arguments, as they are at start(), not at creation. Its end is in process-end.ts, what follows from it for
 * its family in process-family.ts.
 */
import type { ProcessIndex, ThreadIndex } from '../../base/units.ts';
import {
  beginInterpreter,
  beginProgram,
  copyDispositions,
  packedHandlers,
  setDisposition,
  SIG_IGN,
  SIGINT,
} from '../dispositions.ts';
import { PyError } from '../errors.ts';
import { freeBlock, readBlock, writeBlock } from '../heap.ts';
import { Aspect, cellOf, processCell } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { touchesCopy } from './process-touches.ts';
import {
  P_CHILD_NAMES,
  P_CLOSED,
  P_DAEMON,
  P_IDENTITY,
  P_IGNORED,
  P_MAIN,
  P_METHOD,
  P_ORIGIN,
  P_PARENT,
  P_STATE,
  P_STDIN,
  processAt,
  T_JOB,
  T_NAME,
  threadAt,
} from '../memory.ts';
import { unpack } from '../packed.ts';
import { flushOutput } from './console.ts';
import { noteUse } from './process-exit-hook.ts';
import { reapEnded, touchesReaping } from './process-family.ts';
import { inherit, shareArguments } from './process-copy.ts';
import {
  createProcess,
  ProcessManner,
  processOf,
  ProcessOrigin,
  ProcessState,
  requireRoom,
  SERVES,
  StartMethod,
} from './process-record.ts';
import { Stdin } from './terminal.ts';
import { createThread, launchThread, type ThreadArgs } from './thread.ts';

/** Arguments of `process.create`: those of a thread, and the class name that default names begin with. */
export interface ProcessArgs extends ThreadArgs {
  readonly prefix?: string;
  /** True for a manager's server: its parent ends it without a signal. */
  readonly serves?: boolean;
  /** True for a process that is always spawned, whatever the start method. */
  readonly spawns?: boolean;
  /** True for another program, started by subprocess. */
  readonly program?: boolean;
}

/** A pool's worker contains its start method in its name: the star is replaced by it. */
function prefixOf(spawns: boolean, prefix = 'Process'): string {
  return prefix.replace('*', spawns ? 'Spawn' : 'Fork');
}

/** A forked child continues in the forking thread and keeps its name; so does a child started by such a thread. */
const nameOfMain = (k: Kernel, starter: ThreadIndex, spawns: boolean): string =>
  spawns ? 'MainThread' : readBlock(k.memory, k.memory.i32[threadAt(starter) + T_NAME]!);

const isSpawning = (k: Kernel, process: ProcessIndex): boolean =>
  k.memory.i32[processAt(process) + P_METHOD] === StartMethod.spawn;

const processCreate: OpSpec = {
  info: { name: 'create' },
  about: 'none',
  touches: (k, thread, _op, f) => {
    const process = processOf(k, thread);
    f.writes(cellOf(Aspect.pids));
    f.writes(cellOf(Aspect.names, process));
    f.writes(cellOf(Aspect.settings, process));
    f.adds(cellOf(Aspect.children, process));
  },
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const given = unpack(op.value ?? '{}') as ProcessArgs;
    const { target, args, name, daemon, self, prefix, serves, program, part } = given;
    if (program === true) return createProgram(k, thread, { target, args, name });
    noteUse(k, thread);
    const parent = processOf(k, thread);
    const parentAt = processAt(parent);
    const spawns = given.spawns ?? isSpawning(k, parent);
    const number = i32[parentAt + P_CHILD_NAMES]! + 1;
    const above = readBlock(k.memory, i32[parentAt + P_IDENTITY]!);
    const identity = above === '' ? String(number) : `${above}:${number}`;
    const child = createProcess(k, thread, {
      parent,
      name: name !== '' ? name : `${prefixOf(spawns, prefix)}-${identity}`,
      identity,
      daemon: daemon ?? i32[parentAt + P_DAEMON] === 1,
      origin: given.spawns === true ? ProcessOrigin.spawned : ProcessOrigin.process,
      manner: ProcessManner.multiprocessing,
    });
    i32[parentAt + P_CHILD_NAMES] = number;
    i32[processAt(child) + P_STDIN] = Stdin.nothing;
    if (serves === true) i32[processAt(child) + P_DAEMON] = SERVES;
    const main = createThread(k, thread, child, {
      target: self === undefined ? target : `${self.$}.run`,
      args,
      name: nameOfMain(k, thread, spawns),
      daemon: false,
      part,
    });
    i32[processAt(child) + P_MAIN] = main;
    if (self !== undefined) {
      freeBlock(k.memory, i32[threadAt(main) + T_JOB]!);
      const job = JSON.stringify([target, args, { ...self, id: child }]);
      i32[threadAt(main) + T_JOB] = writeBlock(k.memory, job);
    }
    k.said.quiet = true;
    return child;
  },
};

/** A process that runs another program, unknown to multiprocessing. */
function createProgram(
  k: Kernel,
  thread: ThreadIndex,
  { target, args, name }: { target: string; args: readonly unknown[]; name: string },
): ProcessIndex {
  const child = createProcess(k, thread, {
    parent: processOf(k, thread),
    name,
    identity: '',
    daemon: false,
    origin: ProcessOrigin.subprocess,
    manner: ProcessManner.interpreter,
  });
  const { i32 } = k.memory;
  i32[processAt(child) + P_STDIN] = i32[processAt(processOf(k, thread)) + P_STDIN]!;
  const job = { target, args, name: 'MainThread', daemon: false };
  i32[processAt(child) + P_MAIN] = createThread(k, thread, child, job);
  k.said.quiet = true;
  return child;
}

const processStart: OpSpec = {
  info: { name: 'start', life: 'start' },
  about: 'process',
  touches: (k, thread, { target }, f) => {
    f.writes(processCell(target));
    f.adds(cellOf(Aspect.alive, target));
    touchesReaping(k, thread, f);
    touchesCopy(k, processOf(k, thread), f);
  },
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const at = processAt(op.target);
    const caller = processOf(k, thread);
    const assert = (holds: boolean, message: string): void => {
      if (!holds) throw new PyError('AssertionError', message);
    };
    if (i32[at + P_CLOSED] === 1) throw new PyError('ValueError', 'process object is closed');
    assert(i32[at + P_STATE] === ProcessState.created, 'cannot start a process twice');
    assert(
      i32[at + P_PARENT] === caller,
      'can only start a process object created by current process',
    );
    const origin = i32[at + P_ORIGIN];
    const isProgram = origin === ProcessOrigin.subprocess;
    assert(
      isProgram || i32[processAt(caller) + P_DAEMON] !== 1,
      'daemonic processes are not allowed to have children',
    );
    requireRoom(k);
    if (!isProgram) {
      flushOutput(k, thread);
      reapEnded(k, thread);
    }
    const main = i32[at + P_MAIN]!;
    const forks = origin === ProcessOrigin.process && !isSpawning(k, caller);
    if (!isProgram && !forks) i32[at + P_ORIGIN] = ProcessOrigin.spawned;
    const job = readBlock(k.memory, i32[threadAt(main) + T_JOB]!);
    const handlers = forks ? packedHandlers(k.memory, caller) : '{}';
    const both = shareArguments(k, thread, op.target, `[${job},${handlers}]`, op.code, forks);
    const [sharedJob, sharedHandlers] = JSON.parse(both) as [unknown, unknown];
    const shared = writeBlock(k.memory, JSON.stringify(sharedJob));
    freeBlock(k.memory, i32[threadAt(main) + T_JOB]!);
    i32[threadAt(main) + T_JOB] = shared;
    if (forks) copyDispositions(k.memory, caller, op.target, JSON.stringify(sharedHandlers));
    else beginDispositions(k, caller, op.target, isProgram);
    if (i32[at + P_DAEMON] === SERVES) setDisposition(k.memory, op.target, SIGINT, SIG_IGN);
    if (forks) inherit(k, caller, op.target, false);
    i32[at + P_STATE] = ProcessState.running;
    // This op's own event comes after those of the copies.
    k.said.quiet = false;
    launchThread(k, main, k.nextEvent());
    return undefined;
  },
};

/** A process that is no fork inherits ignored signals, but no handlers. */
function beginDispositions(
  k: Kernel,
  parent: ProcessIndex,
  child: ProcessIndex,
  isProgram: boolean,
): void {
  const ignored = k.memory.i32[processAt(parent) + P_IGNORED]!;
  if (isProgram) beginProgram(k.memory, child, ignored);
  else beginInterpreter(k.memory, child, ignored);
}

/** multiprocessing.set_start_method: n is a StartMethod. */
const processMethod: OpSpec = {
  info: { name: 'set-start-method' },
  about: 'none',
  touches: (k, thread, _op, f) => f.writes(cellOf(Aspect.settings, processOf(k, thread))),
  guard: () => true,
  effect(k, thread, op) {
    k.memory.i32[processAt(processOf(k, thread)) + P_METHOD] = op.n;
    return undefined;
  },
};

export const processOps = {
  'process.create': processCreate,
  'process.start': processStart,
  'process.method': processMethod,
} satisfies Record<string, OpSpec>;
