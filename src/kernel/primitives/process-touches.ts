/** Footprints of operations on whole processes: a signal, the end, a start that copies the parent's memory. */
import type { ObjectIndex, ProcessIndex } from '../../base/units.ts';
import { hasHandler, SIGCHLD } from '../dispositions.ts';
import { Aspect, cellOf, objectCell, processCell, type Footprint } from '../footprint.ts';
import type { Kernel } from '../kernel.ts';
import {
  H_OBJECTS,
  H_THREADS,
  O_KIND,
  O_PROCESS,
  objectAt,
  P_PARENT,
  processAt,
  T_OBJECT,
  T_PROCESS,
  T_STATE,
  threadAt,
  ThreadState,
} from '../memory.ts';
import { kindCode } from '../object-spec.ts';
import { SHARED } from './direction.ts';
import { isOpenIn } from './pipe.ts';

/** The end of a process closes what it has open, and makes it a zombie or ends the run. */
export function touchesEnd(k: Kernel, process: ProcessIndex, f: Footprint): void {
  const { i32 } = k.memory;
  const parent = i32[processAt(process) + P_PARENT]!;
  f.writes(processCell(process));
  f.adds(cellOf(Aspect.alive, process));
  if (parent < 0) {
    f.writes(cellOf(Aspect.run));
    return;
  }
  f.writes(cellOf(Aspect.children, process));
  f.adds(cellOf(Aspect.children, parent));
  if (hasHandler(k.memory, parent, SIGCHLD)) f.writes(processCell(parent));
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    // A thread killed in join() of a JoinableQueue is counted there, whether it waits now or in another order of steps.
    if (isSharedQueue(k, object)) f.writes(objectCell(object));
    if (!isOpenIn(k, object, process)) continue;
    f.writes(objectCell(object));
    f.adds(cellOf(Aspect.ports));
  }
  for (const object of linesOf(k, process)) f.writes(objectCell(object));
}

/** Waiting lists of its threads: they leave them, and pass pending wake-ups on. */
function* linesOf({ memory: { i32 } }: Kernel, process: ProcessIndex): Generator<ObjectIndex> {
  for (let thread = 0; thread < i32[H_THREADS]!; thread++) {
    const at = threadAt(thread);
    const state = i32[at + T_STATE];
    const isInLine = state === ThreadState.blocked || state === ThreadState.woken;
    if (i32[at + T_PROCESS] !== process || !isInLine) continue;
    if (i32[at + T_OBJECT]! >= 0) yield i32[at + T_OBJECT]!;
  }
}

const isSharedQueue = ({ memory: { i32 } }: Kernel, object: ObjectIndex): boolean =>
  i32[objectAt(object) + O_KIND] === kindCode.queue && i32[objectAt(object) + O_PROCESS] === SHARED;

/** A signal may have any effect on the process, up to its end. */
export function touchesSignal(k: Kernel, process: ProcessIndex, f: Footprint): void {
  f.reads(cellOf(Aspect.settings, process));
  touchesEnd(k, process, f);
}

/** A child gets copies of the objects in its parent's memory, and inherits what the parent has open. */
export function touchesCopy(k: Kernel, parent: ProcessIndex, f: Footprint): void {
  const { i32 } = k.memory;
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    const owner = i32[objectAt(object) + O_PROCESS];
    if (owner === parent) f.reads(objectCell(object));
    else if (owner === SHARED && isOpenIn(k, object, parent)) f.writes(objectCell(object));
  }
  f.reads(cellOf(Aspect.settings, parent));
  f.adds(cellOf(Aspect.children, parent));
  f.reads(cellOf(Aspect.ports));
}
