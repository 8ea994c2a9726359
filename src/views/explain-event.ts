/** Explains an event in one sentence. */
import { pythonSpelling } from '../base/python-spelling.ts';
import { unreachable } from '../base/bug.ts';
import type { EventIndex, ThreadIndex } from '../base/units.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { isConnection } from './connection.ts';
import type { Names } from './names.ts';
import { formatInstant } from './time-format.ts';
import { sentence, type Sentence, type SentenceKey } from './sentence.ts';
import { signalName } from '../base/signals.ts';
import {
  contentsKey,
  doneWording,
  failKey,
  lateKey,
  lonelyBlock,
  socketKey,
} from './texts/wordings.ts';

const isContents = (trace: Trace, seq: EventIndex): boolean => {
  const kind = trace.objects[trace.object(seq)]?.kind;
  return kind === 'list' || kind === 'dict';
};

/** Sentences for operations described in the program's own words, if it has some. */
const doneAs: Readonly<Record<string, SentenceKey>> = {
  compute: 'done.compute-as',
  computed: 'done.computed-as',
};

const endKeys: Readonly<Record<EndStatus, SentenceKey>> = {
  [EndStatus.returned]: 'event.returned',
  [EndStatus.raised]: 'event.raised',
  [EndStatus.killed]: 'event.killed',
  [EndStatus.lost]: 'event.lost',
};

/** Typed input is a line with its newline, or empty for end of input. */
function typedKey(text: string): SentenceKey {
  if (text === '') return 'event.typed-end';
  return text === '\n' ? 'event.typed-nothing' : 'event.typed';
}

/**
 * Whether process 1 took an exit code, as it does for orphans: for a process whose parent had ended before, which is
 * recorded as its own reaper, and for the children that a process leaves behind at its end.
 */
function isByInit(trace: Trace, seq: EventIndex): boolean {
  const processOf = (thread: ThreadIndex) => trace.threads[thread]?.process ?? -1;
  const actor = processOf(trace.thread(seq));
  const parent = trace.processes[processOf(trace.other(seq))]?.parent ?? -1;
  if (actor !== parent) return true;
  let before = seq - 1;
  while (before >= 0 && trace.opInfo(before)?.life === 'reap') before -= 1;
  return trace.phase(before) === Phase.exit && processOf(trace.other(before)) === parent;
}

/** A call that starts or joins another process rather than its main thread. */
const isOfLife = (trace: Trace, seq: EventIndex): boolean =>
  trace.other(seq) >= 0 && ['start', 'join'].includes(trace.opInfo(seq)?.life ?? '');

/** Name of the thread or process concerned, as specific as needed to distinguish it. */
const otherName = (trace: Trace, names: Names, seq: EventIndex): string =>
  isOfLife(trace, seq)
    ? names.partner(trace.thread(seq), trace.other(seq))
    : names.thread(trace.other(seq));

/** Whether it concerns a cancelled task. */
const isCancelled = (trace: Trace, seq: EventIndex): boolean =>
  trace.objects[trace.object(seq)]?.kind === 'future' && trace.value(seq) === -3;

/** @param names names at the cursor */
export function explainEvent(trace: Trace, names: Names, seq: EventIndex): Sentence {
  const has = {
    object: trace.object(seq) >= 0,
    other: trace.other(seq) >= 0 && trace.other(seq) !== trace.thread(seq),
    text: trace.text(seq) !== '',
  };
  const formerName = trace.renames.find((rename) => rename.seq === seq)?.before;
  const op = trace.opName(trace.op(seq));
  const params = {
    thread: names.thread(trace.thread(seq)),
    other: formerName ?? otherName(trace, names, seq),
    object: names.object(trace.object(seq)),
    process: names.process(trace.threads[trace.other(seq)]?.process ?? -1),
    value: trace.value(seq),
    signal: signalName(trace.value(seq)),
    // Name in Python's spelling.
    op: pythonSpelling(op),
    text: trace.text(seq).trimEnd(),
  };
  const phase = trace.phase(seq);
  switch (phase) {
    case Phase.process:
      return sentence('event.process', { process: names.process(trace.value(seq)) });
    case Phase.thread:
      return sentence('event.thread', { other: params.other });
    case Phase.object:
      return sentence('event.object', { object: params.object });
    case Phase.start:
      return sentence('event.start', params);
    case Phase.block: {
      const doing = trace.doing(seq);
      const limit = trace.value(seq);
      if (trace.opInfo(seq)?.wait === 'sleep' && limit >= 0) {
        const until = formatInstant(trace.time(seq) + limit);
        const key = doing === '' ? 'event.asleep' : 'event.asleep-as';
        return sentence(key, { thread: params.thread, until, doing });
      }
      if (doing !== '') {
        const key = has.object && has.other ? 'event.block-as-for' : 'event.block-as-on';
        return sentence(has.object ? key : 'event.block-as', { ...params, doing });
      }
      if (trace.opInfo(seq)?.life === 'leave') return sentence('event.block-leave', params);
      const lonely = has.object ? undefined : lonelyBlock(op, has.other);
      if (lonely !== undefined) return sentence(lonely, params);
      const plain = has.object ? 'event.block-on' : 'event.block';
      const waited = has.object ? 'event.block-for' : 'event.block-thread';
      return sentence(has.other ? waited : plain, params);
    }
    case Phase.wake:
      if (trace.thread(seq) < 0) return sentence('event.wake-engine', params);
      return sentence(has.object ? 'event.wake-on' : 'event.wake', params);
    case Phase.done: {
      const { writes, life } = trace.opInfo(seq) ?? {};
      if (writes === 'stdin') return sentence(typedKey(trace.text(seq)), params);
      if (life === 'reap' && isByInit(trace, seq)) return sentence('done.reap-init', params);
      const socket = isConnection(trace, trace.object(seq)) ? socketKey(op) : undefined;
      if (socket !== undefined) return sentence(socket, params);
      if (isContents(trace, seq)) return sentence(contentsKey(op), params);
      const late = isCancelled(trace, seq) ? lateKey(op) : undefined;
      if (late !== undefined) return sentence(late, params);
      const asMeant = trace.opInfo(seq)?.wait === 'sleep' ? 'done.sleep-for' : doneAs[op];
      const doing = asMeant === undefined ? '' : trace.doing(seq);
      if (asMeant !== undefined && doing !== '') return sentence(asMeant, { ...params, doing });
      const key = doneWording(op, has) ?? (has.object ? 'event.did-on' : 'event.did');
      // Steps of the library acquire nothing: an operation of another tool may have the name of one.
      const isNamesake = key === 'done.inside' && trace.opInfo(seq)?.hold !== undefined;
      return sentence(isNamesake ? 'event.did-on' : key, params);
    }
    case Phase.fail:
      return sentence(failKey(op) ?? (has.object ? 'event.fail-on' : 'event.fail'), params);
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
