/**
 * Python's signal module: a process's dispositions. A handler is a function* of the program; the kernel decides when it
 * runs (kernel.ts, at the main thread's next op or in the middle of its wait), program/interrupts.ts calls it and
 * reports its end.
 */
import {
  dispositionOf,
  setDisposition,
  SIGKILL,
  SIGSTOP,
  type Disposition,
} from '../dispositions.ts';
import { PyError } from '../errors.ts';
import { Phase } from '../../trace/format.ts';
import { Aspect, cellOf, touchesNothing } from '../footprint.ts';
import type { OpSpec } from '../kernel.ts';
import { touchesSignal } from './process-touches.ts';
import { P_MAIN, processAt } from '../memory.ts';
import { unpack, type Packed } from '../packed.ts';
import { deliver } from './deliver.ts';
import { killProcess } from './process-family.ts';
import { processOf } from './process-record.ts';

/** Signal numbers known to Python, and those that can have a handler here. */
const HIGHEST = 64;
const HIGHEST_HERE = 31;

function requireNumber(signum: number): void {
  if (signum < 1 || signum > HIGHEST) throw new PyError('ValueError', 'signal number out of range');
}

const told = (disposition: Disposition): Packed => JSON.stringify(disposition);

/** n: signal; value: JSON of a Disposition, or null for an invalid one. Result: JSON of the previous one. */
export const signalSignal: OpSpec = {
  info: { name: 'signal' },
  about: 'none',
  touches: (k, thread, _op, f) => f.writes(cellOf(Aspect.settings, processOf(k, thread))),
  guard: () => true,
  effect(k, thread, { n: signum, value }) {
    const process = processOf(k, thread);
    if (k.memory.i32[processAt(process) + P_MAIN] !== thread) {
      throw new PyError('ValueError', 'signal only works in main thread of the main interpreter');
    }
    requireNumber(signum);
    const disposition = unpack(value ?? 'null') as Disposition | null;
    if (disposition === null) {
      throw new PyError(
        'TypeError',
        'signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object',
      );
    }
    if (signum === SIGKILL || signum === SIGSTOP || signum > HIGHEST_HERE) {
      throw new PyError('OSError', '[Errno 22] Invalid argument');
    }
    const before = dispositionOf(k.memory, process, signum);
    setDisposition(k.memory, process, signum, disposition);
    k.said.value = signum;
    k.said.text = shown(disposition);
    return told(before);
  },
};

const shown = (disposition: Disposition): string =>
  typeof disposition !== 'number' ? disposition.partial : disposition === 0 ? 'SIG_DFL' : 'SIG_IGN';

/** n: signal. Result: JSON of a Disposition. */
export const signalGet: OpSpec = {
  info: { name: 'getsignal' },
  about: 'none',
  touches: (k, thread, _op, f) => f.reads(cellOf(Aspect.settings, processOf(k, thread))),
  guard: () => true,
  effect(k, thread, { n: signum }) {
    requireNumber(signum);
    const disposition =
      signum > HIGHEST_HERE ? 0 : dispositionOf(k.memory, processOf(k, thread), signum);
    k.said.value = signum;
    k.said.text = shown(disposition);
    return told(disposition);
  },
};

/** n: signal. Result: 1 if the caller has a pending handler. */
export const signalRaise: OpSpec = {
  info: { name: 'raise-signal', signal: 'send' },
  about: 'none',
  touches: (k, thread, _op, f) => touchesSignal(k, processOf(k, thread), f),
  guard: () => true,
  effect(k, thread, op) {
    if (op.n < 0 || op.n > HIGHEST) throw new PyError('OSError', '[Errno 22] Invalid argument');
    const sent = k.write(Phase.done, thread, { op: op.code, value: op.n });
    k.said.quiet = true;
    if (op.n !== 0) deliver(k, thread, processOf(k, thread), op.n, sent, killProcess);
    return k.isDue(thread) ? 1 : 0;
  },
};

/** Waits until a handler runs; program/interrupts.ts then ends it. */
export const signalPause: OpSpec = {
  info: { name: 'pause' },
  about: 'none',
  touches: touchesNothing,
  guard: () => false,
  effect: () => undefined,
  waitsIn: () => 0,
  waitShows: true,
};

/** After a signal to oneself: the pending handler starts here, which completes the op. */
export const signalCheck: OpSpec = {
  info: { name: 'check-signals' },
  about: 'none',
  touches: touchesNothing,
  guard: () => true,
  effect: () => undefined,
};

export const signalOps = {
  'signal.signal': signalSignal,
  'signal.getsignal': signalGet,
  'signal.raise': signalRaise,
  'signal.pause': signalPause,
  'signal.check': signalCheck,
} satisfies Record<string, OpSpec>;
