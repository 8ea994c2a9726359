import { useMemo, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { ThreadIndex } from '../../base/units.ts';
import { moveToCount } from '../../store/cursor-actions.ts';
import { explainEvent } from '../../views/explain-event.ts';
import { LaneState, laneStateNames } from '../../views/interval-column.ts';
import { Lanes } from '../../views/lanes.ts';
import { pastStates, type PastState } from '../../views/thread-history.ts';
import { formatDuration, formatInstant } from '../../views/time-format.ts';
import { Button } from '../controls/Button.tsx';
import { useShownLine } from '../source/use-shown-line.ts';
import { ToneIcon } from '../stage/ToneIcon.tsx';
import { toneOf } from '../stage/thread-tone.ts';
import type { CardProps } from './card-props.ts';
import { useSentence } from './use-sentence.ts';

const FEW = 6;
const MANY = 200;

type HistoryProps = Pick<CardProps, 'world' | 'trace' | 'readings'> & {
  readonly thread: ThreadIndex;
};

/** The past states of a thread up to the cursor, each with its cause; pressing one moves the cursor there. */
export function ThreadHistory({ world, trace, readings, thread }: HistoryProps) {
  const { t } = useTranslation('inspector');
  const [isWhole, setWhole] = useState(false);
  const { count, time } = world;
  const intervals = readings.of(Lanes).threads[thread]?.intervals;
  const states = useMemo(
    () => (intervals ? pastStates(intervals, count, time, isWhole ? MANY : FEW + 1) : []),
    [intervals, count, time, isWhole],
  );
  const shown = isWhole ? states : states.slice(0, FEW);
  if (shown.length === 0) return null;
  return (
    <section className="card-section">
      <h3 className="caption">{t('history.title')}</h3>
      <ul>
        {shown.map((state) => (
          <li key={state.event}>
            <PastLine state={state} world={world} trace={trace} />
          </li>
        ))}
      </ul>
      {(isWhole || states.length > FEW) && (
        <Button onClick={() => setWhole(!isWhole)}>
          {t(isWhole ? 'history.less' : 'history.more')}
        </Button>
      )}
    </section>
  );
}

function PastLine({
  state: { state, from, to, event },
  world,
  trace,
}: Pick<CardProps, 'world' | 'trace'> & { readonly state: PastState }) {
  const { t } = useTranslation(['inspector', 'views']);
  const say = useSentence();
  const line = useShownLine()(trace.line(event), trace.source(event));
  const condition = laneStateNames[state] ?? 'ended';
  const title = t('inspector:history.show', { time: formatInstant(from) });
  return (
    <button
      type="button"
      className="event-link history"
      title={title}
      onClick={() => moveToCount(event + 1)}
    >
      <span className="event-link-time figures">{formatInstant(from)}</span>
      <span className="history-what">
        <span className="history-state tone" data-tone={toneOf(condition)}>
          <ToneIcon condition={condition} size={12} />
          {t(`views:condition.${condition}`)}
          {state !== LaneState.ended && (
            <span className="figures">{formatDuration(to - from)}</span>
          )}
        </span>
        <span className="history-why">
          {say(explainEvent(trace, world.names, event))}
          {line !== undefined && <span className="figures"> · {t('thread.atLine', { line })}</span>}
        </span>
      </span>
    </button>
  );
}
