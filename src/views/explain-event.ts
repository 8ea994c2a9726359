/** What happened in one event, as one sentence. */
import { unreachable } from '../base/bug.ts';
import type { EventIndex, ThreadIndex } from '../base/units.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { isConnection, objectName, partnerName, processName, threadName } from './names.ts';
import { sentence, type Sentence, type SentenceKey } from './sentence.ts';
import { signalName } from '../base/signals.ts';

interface Wording {
  readonly key: SentenceKey;
  /** What the event must have for the wording to make sense. */
  readonly needs: readonly ('object' | 'other' | 'text')[];
}

const done = (key: SentenceKey, ...needs: Wording['needs']): Wording => ({ key, needs });

const doneWordings: Readonly<Record<string, Wording>> = {
  start: done('done.start', 'other'),
  join: done('done.join', 'other'),
  drain: done('done.drain'),
  'drain-children': done('done.drain-children'),
  acquire: done('done.acquire', 'object'),
  release: done('done.release', 'object'),
  wait: done('done.wait', 'object'),
  set: done('done.set', 'object'),
  clear: done('done.clear', 'object'),
  input: done('done.input', 'object', 'text'),
  prompt: done('done.prompt', 'text'),
  open: done('done.open', 'object'),
  'set-name': done('done.set-name', 'other', 'text'),
  rename: done('done.rename', 'other', 'text'),
  'set-stdin': done('done.set-stdin', 'object'),
  put: done('done.put', 'object', 'text'),
  get: done('done.get', 'object', 'text'),
  send: done('done.send', 'object', 'text'),
  recv: done('done.recv', 'object', 'text'),
  read: done('done.read', 'object', 'text'),
  write: done('done.write', 'object', 'text'),
  fork: done('done.fork', 'other'),
  'wait-child': done('done.wait-child', 'other'),
  reap: done('done.reap', 'other'),
  terminate: done('done.signal', 'other'),
  kill: done('done.signal', 'other'),
  'raise-signal': done('done.raise-signal'),
  signal: done('done.set-handler', 'text'),
  getsignal: done('done.get-handler', 'text'),
  handle: done('done.handle', 'text'),
  handled: done('done.handled'),
  watch: done('done.watch', 'object'),
  begin: done('done.begin', 'object'),
  finish: done('done.finish', 'object', 'text'),
  result: done('done.result', 'object'),
  'hand-out': done('done.hand-out', 'object'),
  'wait-futures': done('done.wait-futures'),
  connect: done('done.connect', 'object'),
  accept: done('done.accept', 'object', 'other'),
  sleep: done('done.sleep'),
  compute: done('done.compute'),
  computed: done('done.computed'),
  print: done('done.print', 'text'),
  stderr: done('done.stderr'),
};

/** The methods of a list or a dict, of which the text says what is in it then. */
const contentsWordings: Readonly<Record<string, SentenceKey>> = {
  'get-item': 'done.get-item',
  'set-item': 'done.set-item',
  'del-item': 'done.del-item',
  append: 'done.append',
  pop: 'done.pop',
  next: 'done.next',
};

function contentsKey(trace: Trace, seq: EventIndex): SentenceKey | undefined {
  const kind = trace.objects[trace.object(seq)]?.kind;
  if (kind !== 'list' && kind !== 'dict') return undefined;
  return contentsWordings[trace.opInfo(seq)?.name ?? ''] ?? 'done.call';
}

const endKeys: Readonly<Record<EndStatus, SentenceKey>> = {
  [EndStatus.returned]: 'event.returned',
  [EndStatus.raised]: 'event.raised',
  [EndStatus.killed]: 'event.killed',
  [EndStatus.lost]: 'event.lost',
};

/** What was typed is a line with its end, or nothing where the input was ended. */
function typedKey(text: string): SentenceKey {
  if (text === '') return 'event.typed-end';
  return text === '\n' ? 'event.typed-nothing' : 'event.typed';
}

/** What goes over a socket are bytes, wherever a message ends. */
const socketKeys: Readonly<Record<string, SentenceKey>> = {
  send: 'done.send-bytes',
  recv: 'done.recv-bytes',
};

function isSocketCall(trace: Trace, seq: EventIndex): boolean {
  const object = trace.objects[trace.object(seq)];
  const name = trace.opInfo(seq)?.name ?? '';
  return object !== undefined && name in socketKeys && isConnection(object.name);
}

/**
 * Was an exit code taken by process 1? It takes those of orphans: of a process whose parent had ended before, which then
 * stands as its own reaper, and of the children that a process leaves behind as it ends.
 */
function isByInit(trace: Trace, seq: EventIndex): boolean {
  const processOf = (thread: ThreadIndex) => trace.threads[thread]?.process ?? -1;
  const actor = processOf(trace.thread(seq));
  const parent = trace.processes[processOf(trace.other(seq))]?.parent ?? -1;
  if (actor !== parent) return true;
  let before = seq - 1;
  while (before >= 0 && trace.opInfo(before)?.name === 'reap') before -= 1;
  return trace.phase(before) === Phase.exit && processOf(trace.other(before)) === parent;
}

/** A call that starts or joins: of a process, not of its main thread, where it is another's. */
const isOfLife = (trace: Trace, seq: EventIndex): boolean =>
  trace.other(seq) >= 0 && ['start', 'join'].includes(trace.opInfo(seq)?.name ?? '');

/** Who it is done to, as plainly as the two are told apart. */
const otherName = (trace: Trace, seq: EventIndex): string =>
  isOfLife(trace, seq)
    ? partnerName(trace, trace.thread(seq), trace.other(seq))
    : threadName(trace, trace.other(seq));

/** A worker comes to a task that has been cancelled. */
const isTooLate = (trace: Trace, seq: EventIndex): boolean =>
  ['begin', 'hand-out'].includes(trace.opInfo(seq)?.name ?? '') &&
  trace.objects[trace.object(seq)]?.kind === 'future' &&
  trace.value(seq) === -3;

export function explainEvent(trace: Trace, seq: EventIndex): Sentence {
  const has = {
    object: trace.object(seq) >= 0,
    other: trace.other(seq) >= 0,
    text: trace.text(seq) !== '',
  };
  const formerName = trace.renames.find((rename) => rename.seq === seq)?.before;
  const params = {
    thread: threadName(trace, trace.thread(seq)),
    other: formerName ?? otherName(trace, seq),
    object: objectName(trace, trace.object(seq)),
    process: processName(trace, trace.threads[trace.other(seq)]?.process ?? -1),
    value: trace.value(seq),
    signal: signalName(trace.value(seq)),
    op: trace.opInfo(seq)?.name ?? '?',
    text: trace.text(seq).trimEnd(),
  };
  const phase = trace.phase(seq);
  switch (phase) {
    case Phase.process:
      return sentence('event.process', { process: processName(trace, trace.value(seq)) });
    case Phase.thread:
      return sentence('event.thread', { other: params.other });
    case Phase.object:
      return sentence('event.object', { object: params.object });
    case Phase.start:
      return sentence('event.start', params);
    case Phase.block: {
      const plain = has.object ? 'event.block-on' : 'event.block';
      const waited = has.object ? 'event.block-for' : 'event.block-thread';
      return sentence(has.other ? waited : plain, params);
    }
    case Phase.wake:
      if (trace.thread(seq) < 0) return sentence('event.wake-engine', params);
      return sentence(has.object ? 'event.wake-on' : 'event.wake', params);
    case Phase.done: {
      if (params.op === 'type') return sentence(typedKey(trace.text(seq)), params);
      if (params.op === 'reap' && isByInit(trace, seq)) return sentence('done.reap-init', params);
      if (isSocketCall(trace, seq)) return sentence(socketKeys[params.op]!, params);
      const contents = contentsKey(trace, seq);
      if (contents !== undefined) return sentence(contents, params);
      if (isTooLate(trace, seq)) return sentence('done.skip', params);
      const wording = doneWordings[params.op];
      if (wording?.needs.every((need) => has[need])) return sentence(wording.key, params);
      return sentence(has.object ? 'event.did-on' : 'event.did', params);
    }
    case Phase.fail:
      if (params.op === 'wait-child') return sentence('event.no-child', params);
      return sentence(has.object ? 'event.fail-on' : 'event.fail', params);
    case Phase.raise:
      return sentence('event.raise', params);
    case Phase.end:
      return sentence(endKeys[trace.value(seq) as EndStatus] ?? 'event.returned', params);
    case Phase.exit:
      return sentence('event.exit', { process: params.process, code: params.value });
    case Phase.halt:
      return sentence(trace.value(seq) === 0 ? 'event.halt' : 'event.failed');
    default:
      return unreachable(phase);
  }
}
