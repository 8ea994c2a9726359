import type { TFunction } from 'i18next';
import type { Thing } from '../../timeline/hit-test.ts';
import { spentUntil } from '../../timeline/paint-totals.ts';
import type { Axis } from '../../timeline/axis.ts';
import type { Turns } from '../../timeline/frame.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import type { ThreadIndex } from '../../base/units.ts';
import { activeConditions } from '../../views/condition.ts';
import { explainThread } from '../../views/explain-thread.ts';
import { LaneState } from '../../views/interval-column.ts';
import type { Lanes } from '../../views/lanes.ts';
import type { World } from '../../views/state.ts';
import { explainEvent } from '../../views/explain-event.ts';
import { formatDuration, formatInstant } from '../../views/time-format.ts';

export interface Described {
  readonly title: string;
  readonly lines: readonly string[];
}

type T = TFunction<['ui', 'views', 'stage', 'timeline']>;

/** Maximum number of events of a flag listed in a tooltip. */
const MOST_TOLD = 4;

/** What is on the page. */
interface Scene {
  readonly trace: Trace;
  /** At the cursor. */
  readonly world: World;
  readonly axis: Axis;
  readonly lanes: Lanes;
  /** The cursor's place on the axis. */
  readonly place: number;
  /** In step mode; empty in live mode. */
  readonly turns: Turns;
}

/** Short description of what is under the pointer; undefined if the picture suffices. */
export function describeThing(thing: Thing, scene: Scene, t: T): Described | undefined {
  const { trace, world, axis } = scene;
  const { names } = world;
  const lengthOf = (length: number) =>
    axis.unit === 'time'
      ? formatDuration(length)
      : t('timeline:steps', { count: Math.round(length) });
  const event = (seq: number) => {
    const { key, params } = explainEvent(trace, names, seq);
    return t(`views:${key}` as 'views:thread.new', params);
  };
  /** Up to the cursor. */
  const totalsOf = (thread: ThreadIndex) => {
    const lane = scene.lanes.threads[thread];
    if (lane === undefined) return '';
    const spent = spentUntil(lane, scene.place);
    return activeConditions
      .filter((condition) => spent[LaneState[condition]]! > 0)
      .map((one) => `${t(`views:condition.${one}`)} ${lengthOf(spent[LaneState[one]]!)}`)
      .join(' · ');
  };
  switch (thing.kind) {
    case 'ruler':
      return {
        title:
          axis.unit === 'time'
            ? formatInstant(thing.time)
            : t('timeline:step', { step: Math.max(0, Math.round(thing.time)) }),
        lines: [t('timeline.moveCursor')],
      };
    case 'flag': {
      const { events } = thing;
      const told = events
        .slice(0, MOST_TOLD)
        .map((seq) => `${formatInstant(trace.time(seq))} · ${event(seq)}`);
      const press = t(`timeline:flags.${events.length === 1 ? 'one' : 'other'}`);
      const more = events.length > MOST_TOLD ? ['…'] : [];
      return { title: t('timeline:flags.title'), lines: [...told, ...more, press] };
    }
    case 'overview':
      return { title: t('timeline:overview.title'), lines: [t('timeline:overview.help')] };
    case 'group':
      return { title: names.process(thing.process), lines: [] };
    case 'thread': {
      const target = trace.threads[thing.thread]?.target ?? '';
      const turn = describeTurn(thing.thread, scene, t);
      return {
        title: names.thread(thing.thread),
        lines: [target === '' ? '' : `${target}()`, turn, totalsOf(thing.thread)].filter(
          (line) => line !== '',
        ),
      };
    }
    case 'object': {
      const { kind = 'other', kindName } = trace.objects[thing.object] ?? {};
      const title = names.object(thing.object);
      return { title, lines: [kindName ?? t(`stage:kind.${kind}`)] };
    }
    case 'interval': {
      const length = lengthOf(thing.to - thing.from);
      const state = t(`views:condition.${thing.state}`);
      const crowd = thing.crowd > 1 ? [t('timeline.crowd', { count: thing.crowd })] : [];
      return {
        title: t('timeline.interval', { thread: names.thread(thing.thread), state, length }),
        lines: [event(thing.near >= 0 ? thing.near : thing.event), ...crowd],
      };
    }
    case 'step': {
      const isEvent = trace.phase(thing.event) !== Phase.object;
      return { title: names.object(thing.object), lines: isEvent ? [event(thing.event)] : [] };
    }
    case 'slice': {
      const { name, text, thread, track, from, to } = thing;
      const owner = thread >= 0 ? names.thread(thread) : track;
      const where = t('timeline.slice', { owner, at: formatInstant(from) });
      return {
        title: `${trace.tracks.names[name] ?? ''} · ${lengthOf(to - from)}`,
        lines: text === '' ? [where] : [where, text],
      };
    }
    case 'counter':
      return { title: `${thing.name}: ${thing.value ?? '–'}`, lines: [] };
    case 'core': {
      const title = t('timeline:core', { core: thing.core + 1 });
      const thread = thing.thread < 0 ? t('timeline:idle') : names.thread(thing.thread);
      return { title, lines: [`${thread} · ${formatDuration(thing.to - thing.from)}`] };
    }
    case 'arrow': {
      const { from, to } = thing.path;
      const length = lengthOf(axis.at(to) - axis.at(from));
      return { title: t('timeline.arrow', { length }), lines: [event(from), event(to)] };
    }
  }
}

/** Whether it may move; otherwise its operation, and why it waits. */
function describeTurn(thread: ThreadIndex, { trace, world, turns }: Scene, t: T): string {
  const { movers, taker } = turns;
  if (movers.includes(thread)) {
    return t(`timeline.turn.${taker < 0 ? 'open' : taker === thread ? 'taken' : 'other'}`);
  }
  const [headline] = explainThread(trace, world, thread);
  if (headline === undefined) return '';
  // In step mode, a woken thread that cannot move was too late.
  const isBarred = movers.length > 0 && world.threads[thread]?.run === 'ready';
  if (isBarred) return t('timeline.turn.barred');
  const { line: _line, source: _source, context: _context, ...params } = headline.params;
  return t(`views:${headline.key}` as 'views:thread.new', params);
}
