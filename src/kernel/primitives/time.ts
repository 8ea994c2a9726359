/** time.sleep and the clock that programs read. */
import { PyError } from '../errors.ts';
import { Aspect, cellOf } from '../footprint.ts';
import type { OpSpec } from '../kernel.ts';

/** Waits for its timeout and for nothing else. */
export const timeSleep: OpSpec = {
  info: { name: 'sleep', wait: 'sleep' },
  about: 'none',
  touches: (_k, _thread, _op, f) => f.adds(cellOf(Aspect.clock)),
  guard(_k, _thread, op) {
    if (op.timeout < 0) throw new PyError('ValueError', 'sleep length must be non-negative');
    return false;
  },
  effect: () => undefined,
  waitsIn: () => 0,
  expire(k) {
    k.said.failed = false;
    return undefined;
  },
};

/** Program time since the run began, in microseconds, as packed JSON: time.monotonic(). */
export const timeNow: OpSpec = {
  info: { name: 'time' },
  about: 'none',
  touches: (_k, _thread, _op, f) => f.reads(cellOf(Aspect.clock)),
  guard: () => true,
  effect(k) {
    const seconds = Math.round(k.now() * 1000) / 1e6;
    k.said.text = String(seconds);
    return JSON.stringify(seconds);
  },
};

export const timeOps = {
  'time.sleep': timeSleep,
  'time.now': timeNow,
} satisfies Record<string, OpSpec>;
