import type { TFunction } from 'i18next';
import type { Thing } from '../../timeline/hit-test.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { explainEvent } from '../../views/explain-event.ts';
import { objectName, processName, threadName } from '../../views/names.ts';
import { formatDuration, formatInstant } from '../../views/time-format.ts';

export interface Described {
  readonly title: string;
  readonly lines: readonly string[];
}

type T = TFunction<['ui', 'views', 'stage', 'timeline']>;

/** A few words on what the pointer is over; undefined where the picture says it all. */
export function describeThing(thing: Thing, trace: Trace, t: T): Described | undefined {
  const event = (seq: number) => {
    const { key, params } = explainEvent(trace, seq);
    return t(`views:${key}` as 'views:thread.new', params);
  };
  switch (thing.kind) {
    case 'ruler':
      return { title: formatInstant(thing.time), lines: [t('timeline.moveCursor')] };
    case 'group':
      return { title: processName(trace, thing.process), lines: [] };
    case 'thread': {
      const target = trace.threads[thing.thread]?.target ?? '';
      return {
        title: threadName(trace, thing.thread),
        lines: target === '' ? [] : [`${target}()`],
      };
    }
    case 'object': {
      const kind = trace.objects[thing.object]?.kind ?? 'other';
      return { title: objectName(trace, thing.object), lines: [t(`stage:kind.${kind}`)] };
    }
    case 'interval': {
      const length = formatDuration(thing.to - thing.from);
      const state = t(`timeline.states.${thing.state}`);
      const crowd = thing.crowd > 1 ? [t('timeline.crowd', { count: thing.crowd })] : [];
      return {
        title: t('timeline.interval', { thread: threadName(trace, thing.thread), state, length }),
        lines: [event(thing.near >= 0 ? thing.near : thing.event), ...crowd],
      };
    }
    case 'step': {
      const isEvent = trace.phase(thing.event) !== Phase.object;
      return { title: objectName(trace, thing.object), lines: isEvent ? [event(thing.event)] : [] };
    }
    case 'core': {
      const title = t('timeline:core', { core: thing.core + 1 });
      const thread = thing.thread < 0 ? t('timeline:idle') : threadName(trace, thing.thread);
      return { title, lines: [`${thread} · ${formatDuration(thing.to - thing.from)}`] };
    }
    case 'arrow': {
      const { from, to } = thing.path;
      const length = formatDuration(trace.time(to) - trace.time(from));
      return { title: t('timeline.arrow', { length }), lines: [event(from), event(to)] };
    }
  }
}
