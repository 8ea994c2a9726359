/** os.wait, os.waitpid and os.kill: operations on processes by pid. */
import type { ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { PyError } from '../errors.ts';
import { Aspect, cellOf, processCell } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import { touchesSignal } from './process-touches.ts';
import type { Request } from '../request.ts';
import {
  H_PROCESSES,
  P_EXIT,
  P_EXIT_EVENT,
  P_MAIN,
  P_PARENT,
  P_PID,
  P_REAPED,
  P_REPORT,
  P_STATE,
  P_TAKEN,
  P_WAITERS,
  P_WATCHERS,
  processAt,
} from '../memory.ts';
import { childrenOf, reap, signal } from './process-family.ts';
import { CONTINUED_STATUS, STOPPED_STATUS } from './process-stop.ts';
import { processOf, ProcessState, Taken } from './process-record.ts';

/** A private option: the caller is a Popen, so all its threads see that the status has been taken. */
export const FOR_POPEN = 1 << 16;

const isForPopen = (options: Request['value']): boolean => (Number(options ?? 0) & FOR_POPEN) !== 0;

/**
 * Children that can be waited for: started, and not reaped, or queried again by their Popen. n: one pid; -1 or 0 for
 * any.
 */
function* waitable(k: Kernel, thread: ThreadIndex, { n, value }: Request): Generator<ProcessIndex> {
  const { i32 } = k.memory;
  for (const child of childrenOf(k, processOf(k, thread))) {
    const at = processAt(child);
    if (i32[at + P_STATE] === ProcessState.created) continue;
    const isKnown = isForPopen(value) && i32[at + P_TAKEN] === Taken.known;
    if (i32[at + P_REAPED] === 1 && !isKnown) continue;
    if (n === -1 || n === 0 || i32[at + P_PID] === n) yield child;
  }
}

/** The ended child that was started first, as in Linux's list of children. */
function firstEnded(k: Kernel, thread: ThreadIndex, op: Request): ProcessIndex | undefined {
  const { i32 } = k.memory;
  const startOf = (child: ProcessIndex): number => i32[processAt(child) + P_PID]!;
  let first: ProcessIndex | undefined;
  for (const child of waitable(k, thread, op)) {
    if (i32[processAt(child) + P_STATE] !== ProcessState.exited) continue;
    if (first === undefined || startOf(child) < startOf(first)) first = child;
  }
  return first;
}

/** Status as the operating system encodes it: exit code in the second byte, or signal number in the first. */
const statusOf = (exitcode: number): number => (exitcode < 0 ? -exitcode : exitcode << 8);

/** Options of waitpid besides WNOHANG: report stopped and continued children, too. */
export const WUNTRACED = 2;
export const WCONTINUED = 8;

/** A stopped or continued child to report, if the caller asked for that. */
function reported(k: Kernel, thread: ThreadIndex, op: Request): ProcessIndex | undefined {
  const { i32 } = k.memory;
  const options = Number(op.value ?? 0);
  for (const child of waitable(k, thread, op)) {
    const status = i32[processAt(child) + P_REPORT]!;
    if (status === STOPPED_STATUS && (options & WUNTRACED) !== 0) return child;
    if (status === CONTINUED_STATUS && (options & WCONTINUED) !== 0) return child;
  }
  return undefined;
}

/**
 * n: a pid, or -1 for any child; value: options; timeout 0: WNOHANG. Result: JSON of [pid, status]; [0, 0] if there is
 * nothing to report.
 */
const osWait: OpSpec = {
  info: { name: 'wait-child', wait: 'join' },
  about: 'none',
  touches: (k, thread, _op, f) => {
    const process = processOf(k, thread);
    f.writes(cellOf(Aspect.children, process));
    for (const child of childrenOf(k, process)) f.reads(processCell(child));
  },
  guard: (k, thread, op) =>
    waitable(k, thread, op).next().done === true ||
    firstEnded(k, thread, op) !== undefined ||
    reported(k, thread, op) !== undefined,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const child = firstEnded(k, thread, op);
    const told = child === undefined ? reported(k, thread, op) : undefined;
    if (told !== undefined) {
      const status = i32[processAt(told) + P_REPORT]!;
      i32[processAt(told) + P_REPORT] = 0;
      k.said.other = i32[processAt(told) + P_MAIN]!;
      k.said.value = i32[processAt(told) + P_PID]!;
      return JSON.stringify([k.said.value, status]);
    }
    if (child === undefined)
      throw new PyError('ChildProcessError', '[Errno 10] No child processes');
    reap(k, thread, child);
    const at = processAt(child);
    i32[at + P_TAKEN] = isForPopen(op.value) ? Taken.known : Taken.away;
    k.said.cause = i32[at + P_EXIT_EVENT]!;
    k.said.other = i32[at + P_MAIN]!;
    k.said.value = i32[at + P_PID]!;
    return JSON.stringify([i32[at + P_PID]!, statusOf(i32[at + P_EXIT]!)]);
  },
  waitsIn: (k, thread, op) =>
    processAt(processOf(k, thread)) +
    ((Number(op.value ?? 0) & ~FOR_POPEN) === 0 ? P_WAITERS : P_WATCHERS),
  inTheWay(k, op) {
    const { i32 } = k.memory;
    for (let process = 0; process < i32[H_PROCESSES]!; process++) {
      const at = processAt(process);
      if (i32[at + P_PID] === op.n) return i32[at + P_MAIN]!;
    }
    return -1;
  },
  expire: () => '[0,0]',
};

/** Signals of terminal job control, which is not modelled. */
const NO_SIGNALS: ReadonlySet<number> = new Set([20, 21, 22]);

/** Whether the signal can be sent. 0 only checks that the process exists. */
const isSignal = (signum: number): boolean =>
  Number.isInteger(signum) && signum >= 0 && signum < 32 && !NO_SIGNALS.has(signum);

/** n: signal; target: pid. Result: 1 if the caller has a pending handler. */
const osKill: OpSpec = {
  info: { name: 'kill', signal: 'send' },
  about: 'none',
  touches: (k, _thread, { target }, f) => {
    const { i32 } = k.memory;
    for (let process = 0; process < i32[H_PROCESSES]!; process++) {
      if (i32[processAt(process) + P_PID] !== target) continue;
      touchesSignal(k, process, f);
      f.reads(cellOf(Aspect.children, i32[processAt(process) + P_PARENT]));
    }
  },
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    if (!isSignal(op.n)) throw new PyError('OSError', '[Errno 22] Invalid argument');
    for (let process = 0; process < i32[H_PROCESSES]!; process++) {
      const at = processAt(process);
      const isThere = i32[at + P_STATE] !== ProcessState.created && i32[at + P_REAPED] === 0;
      if (i32[at + P_PID] !== op.target || !isThere) continue;
      signal(k, thread, process, op.n, op.code);
      return k.isDue(thread) ? 1 : 0;
    }
    throw new PyError('ProcessLookupError', '[Errno 3] No such process');
  },
};

export const processWaitOps = {
  'os.wait': osWait,
  'os.kill': osKill,
} satisfies Record<string, OpSpec>;
