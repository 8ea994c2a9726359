/**
 * os.fork: a copy of the process that continues from the same point. The child gets copies of everything in the
 * parent's memory, every open pipe end, and of the threads only the forking one.
 *
 * A generator cannot be copied, so the child's thread replays its function from the start with the results of the
 * parent's ops (recorded by program/replay.ts) up to the same point. References to the parent's objects in those
 * results are mapped to the child's copies by `Origin.copies`.
 */
import type { ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { copyDispositions, packedHandlers } from '../dispositions.ts';
import { copyFrames } from '../frames.ts';
import { freeBlock, readBlock, writeBlock } from '../heap.ts';
import { addItem, itemsOf } from '../items.ts';
import { Aspect, cellOf } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { touchesCopy } from './process-touches.ts';
import {
  H_OBJECTS,
  O_PROCESS,
  objectAt,
  P_ATEXIT,
  P_CHILD_NAMES,
  P_DAEMON,
  P_EXCEPTHOOK,
  P_IDENTITY,
  P_MAIN,
  P_MANNER,
  P_NAME,
  P_PID,
  P_STATE,
  P_STDIN,
  P_THREAD_NAMES,
  P_USES,
  processAt,
  T_JOB,
  T_NAME,
  threadAt,
} from '../memory.ts';
import { Copies, inherit } from './process-copy.ts';
import {
  createProcess,
  processOf,
  ProcessOrigin,
  ProcessState,
  requireRoom,
  type ProcessManner,
} from './process-record.ts';
import { createThread, launchThread } from './thread.ts';

/** Mapping from the parent's memory to the child's. */
export interface Origin {
  /** Old and new index of each object that was copied. */
  readonly copies: readonly (readonly [number, number])[];
  /** Old and new index of the thread that forked. */
  readonly thread: readonly [ThreadIndex, ThreadIndex];
}

/** value: JSON of [target, args, self, results so far]. Result: the child's pid. */
const osFork: OpSpec = {
  info: { name: 'fork' },
  about: 'none',
  touches: (k, thread, _op, f) => {
    f.writes(cellOf(Aspect.pids));
    f.reads(cellOf(Aspect.names, processOf(k, thread)));
    touchesCopy(k, processOf(k, thread), f);
  },
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const parent = processOf(k, thread);
    requireRoom(k);
    const child = copyProcess(k, thread, parent);
    const name = readBlock(k.memory, i32[threadAt(thread) + T_NAME]!);
    const main = createThread(k, thread, child, { target: 'fork', args: [], name, daemon: false });
    i32[processAt(child) + P_MAIN] = main;
    const copies = new Copies(k, thread, child, op.code);
    const objects = i32[H_OBJECTS]!;
    for (let object = 0; object < objects; object++) {
      if (i32[objectAt(object) + O_PROCESS] === parent) copies.copy(object);
    }
    const handlers = copies.rename(packedHandlers(k.memory, parent));
    copyDispositions(k.memory, parent, child, handlers);
    copies.renameContents();
    inherit(k, parent, child, true);
    copyFrames(k.memory, thread, main, (object) => copies.made.get(object) ?? object);
    const origin: Origin = { copies: [...copies.made], thread: [thread, main] };
    const job = [...(JSON.parse(String(op.value ?? '[]')) as unknown[]), origin];
    freeBlock(k.memory, i32[threadAt(main) + T_JOB]!);
    i32[threadAt(main) + T_JOB] = writeBlock(k.memory, JSON.stringify(job));
    i32[processAt(child) + P_STATE] = ProcessState.running;
    // This op's own event comes after those of the copies.
    k.said.quiet = false;
    launchThread(k, main, k.nextEvent());
    k.said.other = main;
    k.said.value = i32[processAt(child) + P_PID]!;
    return k.said.value;
  },
};

/** Records the child, with all process state besides threads and objects. */
function copyProcess(k: Kernel, thread: ThreadIndex, parent: ProcessIndex): ProcessIndex {
  const { i32 } = k.memory;
  const from = processAt(parent);
  const child = createProcess(k, thread, {
    parent,
    name: readBlock(k.memory, i32[from + P_NAME]!),
    identity: readBlock(k.memory, i32[from + P_IDENTITY]!),
    daemon: i32[from + P_DAEMON] === 1,
    origin: ProcessOrigin.fork,
    manner: i32[from + P_MANNER]! as ProcessManner,
  });
  const at = processAt(child);
  for (const word of [P_CHILD_NAMES, P_THREAD_NAMES, P_USES, P_STDIN]) {
    i32[at + word] = i32[from + word]!;
  }
  const hook = i32[from + P_EXCEPTHOOK]!;
  i32[at + P_EXCEPTHOOK] = hook === 0 ? 0 : writeBlock(k.memory, readBlock(k.memory, hook));
  for (const item of itemsOf(k.memory, from + P_ATEXIT)) {
    addItem(k.memory, at + P_ATEXIT, item, 'back');
  }
  return child;
}

export const forkOps = {
  'os.fork': osFork,
} satisfies Record<string, OpSpec>;
