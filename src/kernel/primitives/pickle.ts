/** Pickling: what the receiver of a pipe or a queue between processes gets for a value. */
import type { ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { getSlot } from '../heap.ts';
import { itemsOf } from '../items.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { O_PROCESS, objectAt } from '../memory.ts';
import { pack, unpack, type Packed, type PackedHandle } from '../packed.ts';
import { isContents, plainContents } from './contents.ts';
import { kindOf, mapHandles } from './handles.ts';
import { processOf } from './process-record.ts';
import { isServer, PRIVATE, rejectUnpicklable } from './unpicklable.ts';
import { VARIABLE_SLOT } from './variable.ts';

/** Whether a handle refers to an object of the kernel that may live in one process. */
export function isPrivate(handle: PackedHandle): boolean {
  const kind = kindOf(handle);
  const isData = kind === 'Variable' || isContents(kind);
  return isData || kind === 'TextIOWrapper' || kind in PRIVATE;
}

/**
 * The value that the receiver gets. A Variable, a List or a Dict of the sender is sent as its plain value; a dict as an
 * object, or as pairs if its keys are not texts. Raises what pickling the value raises.
 */
export function pickled(k: Kernel, thread: ThreadIndex, packed: Packed): Packed {
  if (!namesHandles(packed) || isServer(k, thread)) return packed;
  const process = processOf(k, thread);
  const plain = (value: unknown, around: ReadonlySet<ObjectIndex>): unknown =>
    mapHandles(value, (handle) => {
      const at = objectAt(handle.id);
      const kind = kindOf(handle);
      if (kind !== 'Variable' && !isContents(kind)) return handle;
      if (k.memory.i32[at + O_PROCESS] !== process || around.has(handle.id)) return handle;
      const content =
        kind === 'Variable' ? getSlot(k.memory, at + VARIABLE_SLOT) : plainContents(k.memory, at);
      return plain(unpack(content), new Set([...around, handle.id]));
    });
  const value = plain(unpack(packed), new Set());
  rejectUnpicklable(k, thread, value, 'message');
  return pack(value);
}

/** Whether a packed value may contain handles. */
export const namesHandles = (packed: Packed | undefined): packed is string =>
  typeof packed === 'string' && packed.includes('"$"');

type Touches = OpSpec['touches'];

/** Footprint of a send: the value may be the end of another object. */
export const sendsHandles =
  (touches: Touches): Touches =>
  (k, thread, op, f) => {
    if (namesHandles(op.value)) f.everything();
    else touches(k, thread, op, f);
  };

/** Footprint of a receive, likewise. `items`: the word where the object keeps its items. */
export const receivesHandles =
  (items: number, touches: Touches): Touches =>
  (k, thread, op, f) => {
    touches(k, thread, op, f);
    for (const { value } of itemsOf(k.memory, objectAt(op.target) + items)) {
      if (namesHandles(value)) f.everything();
    }
  };
