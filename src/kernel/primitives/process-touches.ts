/** Footprints of operations on whole processes: a signal, and a start that copies the parent's memory. */
import type { ProcessIndex } from '../../base/units.ts';
import { Aspect, cellOf, objectCell, type Footprint } from '../footprint.ts';
import type { Kernel } from '../kernel.ts';
import { H_OBJECTS, O_PROCESS, objectAt } from '../memory.ts';
import { SHARED } from './direction.ts';
import { isOpenIn } from './pipe.ts';
import { touchesEnd } from './process-end.ts';

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
