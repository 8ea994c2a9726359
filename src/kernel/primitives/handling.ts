/**
 * Ops of which the kernel itself knows the codes: where a signal handler starts and ends, and where the threads of a stopped
 * process wait.
 */
import { Phase } from '../../trace/format.ts';
import { hasTripped, takeTripped } from '../dispositions.ts';
import { processCell, touchesNothing } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { Notice, setNotice } from '../notice.ts';
import { processOf } from './process-record.ts';

/** Not performed by a program: marks the start of a handler in a trace. */
export const signalHandle: OpSpec = {
  info: { name: 'handle', signal: 'handle' },
  about: 'none',
  touches: touchesNothing,
  guard: () => true,
  effect: () => undefined,
};

/** How a handler ended. over: it returned, and the interrupted op is complete. */
export const HandlerEnd = { returned: 0, over: 1, raised: 2 } as const;
export type HandlerEnd = (typeof HandlerEnd)[keyof typeof HandlerEnd];

/**
 * End of a handler. n: signal; target: 1 if it interrupted a wait; value: a HandlerEnd. Result: JSON of the next
 * pending handler and its signal, or null.
 */
export const signalHandled: OpSpec = {
  info: { name: 'handled', signal: 'handled' },
  about: 'none',
  touches: (k, thread, _op, f) => f.writes(processCell(processOf(k, thread))),
  guard: () => true,
  effect(k, thread, { code, n: signum, target, value }) {
    const process = processOf(k, thread);
    k.write(Phase.done, thread, { op: code, value: signum });
    k.said.quiet = true;
    const next = value === HandlerEnd.raised ? undefined : takeTripped(k.memory, process, signum);
    if (next !== undefined) {
      k.writeHandler(thread, next);
      return JSON.stringify([next.signum, next.handler]);
    }
    if (value === HandlerEnd.raised && hasTripped(k.memory, process)) {
      setNotice(k.memory, process, Notice.due);
    }
    if (target === 1) goBack(k, thread, value === HandlerEnd.returned);
    return 'null';
  },
};

/** Returns to the interrupted wait, or drops it. */
function goBack(k: Kernel, thread: number, waits: boolean): void {
  if (waits) setNotice(k.memory, processOf(k, thread), Notice.returns);
  else k.dropFrame(thread);
}

/** Not performed by a program: threads of a stopped process wait in it. */
export const processStopped: OpSpec = {
  info: { name: 'stopped' },
  about: 'none',
  touches: touchesNothing,
  guard: () => true,
  effect: () => undefined,
};

export const handlingOps = {
  'signal.handle': signalHandle,
  'signal.handled': signalHandled,
  'process.stopped': processStopped,
} satisfies Record<string, OpSpec>;
