/** What happened in one event, as one sentence. */
import { unreachable } from '../base/bug.ts';
import type { EventIndex } from '../base/units.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { objectName, processName, threadName } from './names.ts';
import { sentence, type Sentence, type SentenceKey } from './sentence.ts';

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
  'set-stdin': done('done.set-stdin', 'object'),
  put: done('done.put', 'object', 'text'),
  get: done('done.get', 'object', 'text'),
  send: done('done.send', 'object', 'text'),
  recv: done('done.recv', 'object', 'text'),
  read: done('done.read', 'object', 'text'),
  write: done('done.write', 'object', 'text'),
  sleep: done('done.sleep'),
  compute: done('done.compute'),
  computed: done('done.computed'),
  print: done('done.print', 'text'),
  stderr: done('done.stderr'),
};

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

export function explainEvent(trace: Trace, seq: EventIndex): Sentence {
  const has = {
    object: trace.object(seq) >= 0,
    other: trace.other(seq) >= 0,
    text: trace.text(seq) !== '',
  };
  const params = {
    thread: threadName(trace, trace.thread(seq)),
    other: threadName(trace, trace.other(seq)),
    object: objectName(trace, trace.object(seq)),
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
      if (trace.thread(seq) < 0) return sentence(typedKey(trace.text(seq)), params);
      const wording = doneWordings[params.op];
      if (wording?.needs.every((need) => has[need])) return sentence(wording.key, params);
      return sentence(has.object ? 'event.did-on' : 'event.did', params);
    }
    case Phase.fail:
      return sentence(has.object ? 'event.fail-on' : 'event.fail', params);
    case Phase.raise:
      return sentence('event.raise', params);
    case Phase.end:
      return sentence(endKeys[trace.value(seq) as EndStatus] ?? 'event.returned', params);
    case Phase.exit: {
      const process = trace.threads[trace.other(seq)]?.process ?? -1;
      return sentence('event.exit', {
        process: processName(trace, process),
        code: trace.value(seq),
      });
    }
    case Phase.halt:
      return sentence(trace.value(seq) === 0 ? 'event.halt' : 'event.failed');
    default:
      return unreachable(phase);
  }
}
