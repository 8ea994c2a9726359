/**
 * Converts a run in the lab to a record like one of CPython, so that the kernel can follow it: its calls in order. A
 * lab's trace uses the kernel's own operation table, and has the exact moment at which each took effect.
 */
import { opNames, opSpecs } from '../../src/kernel/ops.ts';
import type { Request } from '../../src/kernel/request.ts';
import type { CannedLine } from '../../src/scenarios/scenario.ts';
import { isInner, Phase, type TraceEvent } from '../../src/trace/format.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { ENDS } from './follow.ts';
import { processLabel } from './library.ts';
import type { Call } from './record.ts';
import { nameOf, subjectOf, visibleOps } from './subject.ts';

/** The parts of a trace read here. */
export type LabTrace = Pick<Trace, 'objects' | 'threads' | 'processes' | 'length'> & {
  event(seq: number): TraceEvent;
};

interface Found {
  op: string;
  on: string;
  value?: unknown;
  raised?: string;
  message?: string;
  begin: number;
  back: number;
}

const outcomes: ReadonlySet<Phase> = new Set([Phase.done, Phase.fail, Phase.raise]);

/** `input`: typed lines. */
export function callsOf(trace: LabTrace, input: readonly CannedLine[] = []): Call[] {
  const objects = trace.objects.map((one) => (isInner(one) ? { ...one, kind: 'other' } : one));
  const seen = { ...trace, objects } as unknown as Trace;
  const typed = input.slice();
  const begins = new Map<number, number>();
  const ofThread = new Map<number, Found[]>();
  for (let seq = 0; seq < trace.length; seq++) {
    const event = trace.event(seq);
    const { phase, thread } = event;
    if (thread < 0) continue;
    if (phase === Phase.block) {
      if (!begins.has(thread)) begins.set(thread, seq);
      const wait = foundIn(event, seen, seq);
      const given = ofThread.get(thread)?.at(-1);
      if (given?.op === 'release' && wait?.op === 'wait' && wait.on.startsWith('condition'))
        given.on = wait.on;
    }
    if (phase === Phase.end && !isOfLibrary(event, trace)) {
      const end = { op: ENDS, on: ENDS, begin: seq, back: seq };
      (ofThread.get(thread) ?? ofThread.set(thread, []).get(thread)!).push(end);
    }
    if (!outcomes.has(phase) || opNames[event.op] === undefined || isOfLibrary(event, trace))
      continue;
    const found = foundIn(event, seen, begins.get(thread) ?? seq);
    if (found === undefined) continue;
    begins.delete(thread);
    // In a trace the end of input is an empty line.
    if (found.op === 'input') {
      const path = trace.objects[event.object]?.name;
      const [next] = typed.splice(
        typed.findIndex(({ terminal }) => terminal === path),
        1,
      );
      if (next?.line === null)
        Object.assign(found, { raised: 'EOFError', message: 'EOF when reading a line' });
    }
    const own = ofThread.get(thread) ?? [];
    ofThread.set(thread, own);
    if (found.op === 'wait' && found.on.startsWith('condition')) takeApart(found, own);
    own.push(found);
  }
  return [...ofThread].flatMap(([thread, found]) => {
    const { name, process } = trace.threads[thread]!;
    const who = [processLabel(seen, process), name] as const;
    return found.map((one) => callOf(who, one));
  });
}

/** Programs started by `subprocess`. */
const programs = /^(sh|nslookup|echo|sleep|cat|python3)$/;

/** Whether it is the library's own operation, or on its own objects: workers, subprocesses, feeder threads. */
function isOfLibrary({ thread, object, other }: TraceEvent, trace: LabTrace): boolean {
  const isOwn = (index: number) => {
    const details = trace.threads[index];
    if (details === undefined) return false;
    return isInner(details) || details.role === 'worker' || programs.test(details.target ?? '');
  };
  return isOwn(thread) || isOwn(other) || isInner(trace.objects[object] ?? {});
}

/**
 * Splits a wait on a condition into the release and the acquisition of its lock, which a record attributes to the
 * condition.
 */
function takeApart(wait: Found, own: Found[]): void {
  const taken = own.pop();
  const given = own.at(-1);
  if (taken === undefined || given === undefined) return;
  given.on = wait.on;
  // It had been woken when it asked for the lock.
  const woken = taken.back - 0.5;
  own.push({ ...wait, begin: given.back, back: woken });
  wait.op = 'acquire';
  wait.value = '…';
  wait.begin = woken;
  wait.back = taken.back;
}

function foundIn(event: TraceEvent, trace: Trace, begin: number): Found | undefined {
  const about = opSpecs[event.op]?.about;
  const target =
    about === 'object'
      ? event.object
      : about === 'process'
        ? (trace.threads[event.other]?.process ?? -1)
        : event.other;
  const request = { code: event.op, target } as Request;
  const op = nameOf(request);
  if (!visibleOps.has(op) || isHidden(event)) return undefined;
  const found = { op, on: subjectOf(request, trace), begin, back: event.seq };
  if (event.phase === Phase.raise) {
    const [, raised = '', message = ''] = /^(\w+)(?:: (.*))?$/s.exec(event.text) ?? [];
    return { ...found, raised, message };
  }
  return { ...found, ...valueOf(op, event) };
}

/** Operations that the kernel's threads perform by themselves. */
const isHidden = ({ op }: TraceEvent): boolean =>
  ['thread.begin', 'thread.finish', 'shared.barrier.sleep'].includes(opNames[op] ?? '');

const truths: ReadonlySet<string> = new Set(['acquire', 'wait']);

function valueOf(op: string, event: TraceEvent): Partial<Found> {
  const isDone = event.phase === Phase.done;
  if (truths.has(op)) return { value: isDone };
  if (op === 'put' && !isDone) return { raised: 'Full', message: '' };
  if (op === 'get') return isDone ? { value: plain(event.text) } : { raised: 'Empty', message: '' };
  // The record has its number of arrival.
  if (op === 'arrive') return { value: event.value - 1 };
  if (op === 'qsize') return { value: event.value };
  if (op === 'is-set') return { value: event.value === 1 };
  if (op === 'empty') return { value: event.value === 0 };
  if (op === 'print' || op === 'input') return { value: event.text };
  return { value: '…' };
}

/** A number or a text from its repr; for anything else only that it was something. */
function plain(shown: string): unknown {
  if (/^-?\d+$/.test(shown)) return Number(shown);
  if (shown === 'None') return null;
  return /^'([^'\\]*)'$/.exec(shown)?.[1] ?? '…';
}

/** Operations of the library at the end of a process: it ends daemons, and waits for children. */
const atTheEnd: ReadonlySet<string> = new Set(['kill', 'terminate', 'join', 'wait-child']);

const looks: ReadonlySet<string> = new Set(['acquire', 'wait']);

function callOf(who: Call['who'], { raised, message = '', value, ...found }: Found): Call {
  const gaveUp = value === false || raised === 'Empty' || raised === 'Full';
  return {
    ...found,
    who,
    value,
    raised,
    message,
    gaveUp,
    mayExpire: gaveUp || found.op === 'sleep' || found.op === 'join',
    mayBeLibrarys: atTheEnd.has(found.op),
    isLook: gaveUp && looks.has(found.op),
    pids: new Set(),
  };
}

/** Operations of the kernel that the lab's trace does not contain. */
export const unseen: ReadonlySet<string> = new Set([
  'thread.isAlive',
  'thread.activeCount',
  'process.isAlive',
  'lock.locked',
  'time.now',
  'random.random',
  'pipe.poll',
  'pipe.close',
  'socket.close',
  'stream.close',
  'socket.leave',
  'shared.queue.qsize',
  'shared.queue.empty',
  'shared.queue.full',
  'shared.queue.close',
  'shared.simpleQueue.poll',
  'shared.simpleQueue.close',
]);
