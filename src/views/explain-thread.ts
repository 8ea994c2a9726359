/** Explains what a thread is doing, why and for which thread it waits, how it ended: from its state alone. */
import { unreachable } from '../base/bug.ts';
import type { ThreadIndex } from '../base/units.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { holdLine } from './hold-line.ts';
import { isConnection } from './connection.ts';
import { measureOf } from './object-fold.ts';
import { atLine, sentence, type Sentence, type SentenceKey } from './sentence.ts';
import type { ObjectState, ThreadState, World } from './state.ts';
import { signalName } from '../base/signals.ts';
import { formatInstant } from './time-format.ts';
import { lonelyWait, socketWait, waitKey } from './texts/wordings.ts';
import { explainUnheard } from './unheard.ts';

/** The first sentence is the headline; others add details. */
export function explainThread(trace: Trace, world: World, thread: ThreadIndex): Sentence[] {
  const state = world.threads[thread];
  if (state === undefined) return [];
  switch (state.run) {
    case 'new':
      return [sentence('thread.new')];
    case 'ready':
      return [explainReady(trace, world, state)];
    case 'running':
      return [
        sentence(isStopped(trace, world, thread) ? 'thread.running-on' : 'thread.running', {
          since: formatInstant(state.since),
        }),
        ...explainHandlers(trace, world, state),
      ];
    case 'blocked':
      return [...explainBlocked(trace, world, state), ...explainHandlers(trace, world, state)];
    case 'ended':
      return [explainEnd(trace, state)];
    default:
      return unreachable(state.run);
  }
}

/** Whether a signal has stopped its process. A computing thread is held at its next operation. */
const isStopped = (trace: Trace, world: World, thread: ThreadIndex): boolean =>
  world.processes[trace.threads[thread]?.process ?? -1]?.stopped === 'now';

function explainReady(trace: Trace, world: World, state: ThreadState): Sentence {
  const core = trace.core(state.sinceEvent);
  const by = trace.thread(state.sinceEvent);
  // It was preempted.
  if (core >= 0 && state.op < 0 && trace.other(state.sinceEvent) !== state.index) {
    const now = world.seats[core] ?? -1;
    const holder = world.names.brief(now < 0 ? by : now);
    return sentence('thread.no-core', { core: core + 1, holder });
  }
  if (state.op < 0) {
    const fresh = trace.phase(state.sinceEvent) === Phase.done;
    return sentence(fresh ? 'thread.started' : 'thread.ready');
  }
  const waker = trace.thread(state.sinceEvent);
  if (trace.opInfo(state.sinceEvent)?.signal === 'send')
    return sentence('thread.signalled', { waker: world.names.brief(waker) });
  if (waker < 0 || state.object < 0 || waker === state.index) return sentence('thread.ready');
  return sentence('thread.woken', {
    waker: world.names.brief(waker),
    op: trace.opName(state.op),
    object: world.names.object(state.object),
  });
}

/** The signal handlers that it runs, innermost first, and the wait that they interrupt. */
function explainHandlers(trace: Trace, world: World, { handlers }: ThreadState): Sentence[] {
  return handlers.toReversed().map(({ signum, name, since, op, object }) => {
    const params = {
      signal: signalName(signum),
      handler: name.slice(name.lastIndexOf('.') + 1),
      since: formatInstant(since),
      op: trace.opName(op),
    };
    if (op < 0) return sentence('thread.handler', params);
    return object < 0
      ? sentence('thread.handler-in', params)
      : sentence('thread.handler-on', { ...params, object: world.names.object(object) });
  });
}

function explainEnd(trace: Trace, state: ThreadState): Sentence {
  const at = formatInstant(state.since);
  switch (state.end) {
    case EndStatus.raised: {
      const report = trace.text(state.sinceEvent).trimEnd();
      if (report === '') return sentence('thread.failed', { at });
      return sentence('thread.raised', { at, error: report.slice(report.lastIndexOf('\n') + 1) });
    }
    case EndStatus.killed:
      return sentence('thread.killed', { at });
    case EndStatus.lost:
      return sentence('thread.lost', { at });
    default:
      return sentence('thread.returned', { at });
  }
}

function explainBlocked(trace: Trace, world: World, state: ThreadState): Sentence[] {
  const sentences = [explainWait(trace, world, state)];
  const doing = state.wait === 'sleep' ? '' : doingOf(trace, state);
  if (doing !== '') sentences.push(sentence('blocked.doing', { doing }));
  if (state.deadline >= 0 && state.wait !== 'sleep')
    sentences.push(sentence('blocked.limit', { until: formatInstant(state.deadline) }));
  const others = (world.objects[state.object]?.waiting.length ?? 1) - 1;
  if (others > 0) sentences.push(sentence('blocked.line', { count: others }));
  return sentences;
}

/** The process of the thread that blocks this one. */
const processOf = (trace: Trace, world: World, { blockedBy }: ThreadState): string =>
  world.names.process(trace.threads[blockedBy]?.process ?? -1);

/** Undefined if operation and object alone do not determine why the thread waits. */
export const waitKeyOf = (trace: Trace, { op, object }: ThreadState): SentenceKey | undefined =>
  waitKey(trace.opName(op), trace.objects[object]?.kind ?? '');

const isInOwnProcess = (trace: Trace, { index, blockedBy }: ThreadState): boolean =>
  trace.threads[index]?.process === trace.threads[blockedBy]?.process;

function explainWait(trace: Trace, world: World, state: ThreadState): Sentence {
  const op = trace.opName(state.op);
  const object = world.objects[state.object];
  if (object === undefined) return waitWithoutObject(trace, world, state, op);
  const { limit } = trace.objects[object.index]!;
  const params = { op, object: world.names.object(object.index) };
  const means = measureOf(trace, object.index);
  const unheard = explainUnheard(trace, world, state, object);
  if (unheard !== undefined) return unheard;
  if (trace.objects[object.index]!.kind === 'future') return waitForTask(world, object);
  if (means === 'hold') return waitForLock(trace, world, state, object);
  if (means === 'permits')
    return limit > 0
      ? sentence('blocked.permit-limit', { ...params, limit })
      : sentence('blocked.permit', params);
  const key = waitKeyOf(trace, state);
  if (key === undefined) return sentence('blocked.on', params);
  if (isConnection(trace, object.index) && socketWait(key) !== key) {
    return sentence(socketWait(key), params);
  }
  const holder = world.names.brief(state.blockedBy);
  return sentence(key, { ...params, holder, measure: object.measure, limit });
}

function waitForTask({ names }: World, { index, holders }: ObjectState): Sentence {
  const object = names.object(index);
  const [worker] = holders;
  return worker === undefined
    ? sentence('blocked.task', { object })
    : sentence('blocked.task-runs', { object, worker: names.brief(worker) });
}

function waitForLock(trace: Trace, world: World, state: ThreadState, lock: ObjectState): Sentence {
  const object = world.names.object(lock.index);
  const [holder] = lock.holders;
  if (holder === undefined) return sentence('blocked.lock-free', { object });
  if (holder === state.index) return sentence('blocked.lock-own', { object });
  const params = { object, holder: world.names.brief(holder) };
  if (world.threads[holder]?.run === 'ended') return sentence('blocked.lock-abandoned', params);
  return sentence('blocked.lock-held', {
    ...params,
    since: formatInstant(lock.since),
    ...atLine(holdLine(trace, lock)),
  });
}

/** Meaning of its current call, in the program's words; '' if there is none, or its code has ended. */
const doingOf = (trace: Trace, { op, source, line }: ThreadState): string =>
  trace.ops[op]?.life === 'leave' ? '' : trace.waitAt(source, line);

function explainSleep(trace: Trace, state: ThreadState): Sentence {
  const until = formatInstant(state.deadline);
  const doing = doingOf(trace, state);
  return doing === ''
    ? sentence('blocked.sleep', { until })
    : sentence('blocked.sleep-for', { until, doing });
}

function waitWithoutObject(trace: Trace, world: World, state: ThreadState, op: string): Sentence {
  const known = state.blockedBy >= 0;
  if (state.wait === 'sleep' && state.deadline >= 0) return explainSleep(trace, state);
  const params = {
    op,
    holder: world.names.brief(state.blockedBy),
    process: processOf(trace, world, state),
  };
  const key = lonelyWait(op, known);
  if (key !== undefined) return sentence(key, params);
  if (state.wait === 'join' && known)
    return sentence(isInOwnProcess(trace, state) ? 'blocked.join' : 'blocked.child-one', params);
  return sentence(state.wait === 'message' ? 'blocked.message' : 'blocked.in', { op });
}
