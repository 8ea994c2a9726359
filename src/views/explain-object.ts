/** Explains an object's state, and lists its waiters. */
import { unreachable } from '../base/bug.ts';
import type { ObjectIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import { measureOf } from './object-fold.ts';
import { holdLine } from './hold-line.ts';
import { atLine, sentence, type Sentence } from './sentence.ts';
import type { ObjectState, World } from './state.ts';
import { formatInstant } from './time-format.ts';

/** The first sentence is the headline; others add details. */
export function explainObject(trace: Trace, world: World, object: ObjectIndex): Sentence[] {
  const state = world.objects[object];
  if (state === undefined) return [];
  const headline = explainMeasure(trace, world, state);
  const count = state.waiting.length;
  if (count === 0) return [headline];
  const threads = state.waiting.map((thread) => world.names.brief(thread)).join(', ');
  return [headline, sentence('object.waiting', { count, threads })];
}

function explainMeasure(trace: Trace, world: World, state: ObjectState): Sentence {
  const { limit, kind } = trace.objects[state.index]!;
  const { measure } = state;
  const since = formatInstant(state.since);
  const means = measureOf(trace, state.index);
  if (kind === 'future') return explainTask(world, state);
  if (kind === 'executor') return explainExecutor(trace, world, state);
  switch (means) {
    case 'hold':
      return explainLock(trace, world, state);
    case 'permits':
      return limit > 0
        ? sentence('object.permits-limit', { measure, limit })
        : sentence('object.permits', { count: measure });
    case 'flag':
      return sentence(measure > 0 ? 'object.set' : 'object.clear', { since });
    case 'depth':
      if (kind === 'terminal')
        return measure === 0
          ? sentence('object.nothing-typed')
          : sentence('object.typed', { count: measure });
      if (kind === 'listener') return sentence('object.connections', { count: measure });
      if (kind === 'pipe')
        return measure === 0
          ? sentence('object.no-messages')
          : sentence('object.messages', { count: measure });
      if (measure === 0) return sentence('object.empty');
      if (limit < 1) return sentence('object.items', { count: measure });
      return measure >= limit
        ? sentence('object.full', { count: measure })
        : sentence('object.room', { measure, limit });
    case 'waiting':
      if (kind !== 'barrier') return sentence('object.notifiable', { count: measure });
      return measure < 0
        ? sentence('object.broken')
        : sentence('object.arrived', { measure, limit });
    case 'value':
      return sentence('object.value', { value: state.text || String(measure), since });
    case 'none':
      return sentence('object.known');
    default:
      return unreachable(means);
  }
}

function explainLock(trace: Trace, world: World, state: ObjectState): Sentence {
  const since = formatInstant(state.since);
  const [thread] = state.holders;
  if (thread === undefined) return sentence('object.lock-free', { since });
  const holder = world.names.brief(thread);
  if (world.threads[thread]?.run === 'ended') return sentence('object.lock-abandoned', { holder });
  const depth = state.holders.length;
  if (depth > 1) return sentence('object.lock-deep', { holder, since, depth });
  return sentence('object.lock-held', {
    holder,
    since,
    ...atLine(holdLine(trace, state)),
  });
}

function explainTask({ names }: World, state: ObjectState): Sentence {
  const [thread] = state.holders;
  const params = { value: state.text, since: formatInstant(state.since) };
  switch (state.measure) {
    case 0:
      return sentence('object.task-waits', params);
    case -1:
      return sentence('object.task-done', params);
    case -2:
      return sentence('object.task-failed', params);
    case -3:
      return sentence('object.task-cancelled', params);
    default:
      return sentence('object.task-runs', {
        ...params,
        worker: thread === undefined ? '?' : names.brief(thread),
      });
  }
}

/** The process's tasks belong to its executor if there is only one. A recording has no futures that would tell of them. */
function explainExecutor(trace: Trace, world: World, { index }: ObjectState): Sentence {
  const { process } = trace.objects[index]!;
  const ofKind = (kind: string) =>
    world.objects.filter(({ index: other }) => {
      const details = trace.objects[other]!;
      return details.kind === kind && details.process === process;
    });
  const tasks = ofKind('future');
  if (ofKind('executor').length > 1 || tasks.length === 0) return sentence('object.known');
  const count = (of: (measure: number) => boolean) =>
    tasks.filter(({ measure }) => of(measure)).length;
  return sentence('object.tasks', {
    waiting: count((measure) => measure === 0),
    running: count((measure) => measure > 0),
    done: count((measure) => measure < 0),
  });
}
