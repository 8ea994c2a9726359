/** repr() of handles, as in CPython: only the kernel knows the state that it shows, such as a lock's. */
import { Aspect, cellOf, objectCell } from '../footprint.ts';
import type { Kernel, Look, OpSpec, Shown } from '../kernel.ts';
import { clip, REPR_LIMIT, unpack } from '../packed.ts';
import { repr, str } from '../repr.ts';
import { isPackedHandle, type PackedHandle } from '../values.ts';
import { kindOf, mapHandles } from './handles.ts';
import { processOf } from './process-record.ts';
import { plainText } from './shown-threads.ts';

function shownOf(k: Kernel, handle: PackedHandle): Shown | undefined {
  const kind = kindOf(handle);
  const row = kind.endsWith('Proxy') ? 'Proxy' : kind;
  return Object.hasOwn(k.ops.shown, row) ? k.ops.shown[row] : undefined;
}

function showHandle(k: Kernel, handle: PackedHandle, look: Omit<Look, 'show'>): string {
  const show = (inner: PackedHandle) => showHandle(k, inner, { ...look, isStr: false });
  return shownOf(k, handle)?.text(k, handle, { ...look, show }) ?? plainText(handle);
}

/** value: a list of values; n: 1 for repr(), 0 for str(). Result: JSON of their texts. */
const handleShow: OpSpec = {
  info: { name: 'repr' },
  about: 'none',
  touches(k, thread, op, f) {
    f.reads(cellOf(Aspect.children, processOf(k, thread)));
    mapHandles(unpack(op.value ?? '[]'), (handle) => {
      const { touches } = shownOf(k, handle) ?? {};
      if (touches === undefined) f.reads(objectCell(handle.id));
      else touches(f, handle);
      return handle;
    });
  },
  guard: () => true,
  effect(k, thread, op) {
    const show = op.n === 1 ? repr : str;
    const texts = (unpack(op.value ?? '[]') as unknown[]).map((value) =>
      show(value, (handle) => {
        const isStr = op.n === 0 && isPackedHandle(value);
        return showHandle(k, handle, { asker: thread, isStr });
      }),
    );
    k.said.text = clip(texts.join(' '), REPR_LIMIT);
    return JSON.stringify(texts);
  },
};

export const shownOps = { 'handle.show': handleShow } satisfies Record<string, OpSpec>;
