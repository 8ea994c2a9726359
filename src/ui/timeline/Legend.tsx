import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from '../use-translation.ts';
import { currentTimeline } from '../../store/timeline-port.ts';
import { objectKinds } from '../../trace/format.ts';
import { activeConditions } from '../../views/condition.ts';
import { LaneState } from '../../views/interval-column.ts';
import { Button } from '../controls/Button.tsx';
import { Popover } from '../controls/Popover.tsx';
import { useFitting } from '../controls/use-fitting.ts';
import { toneOf } from '../stage/thread-tone.ts';
import { ToneIcon } from '../stage/ToneIcon.tsx';
import { useApp } from '../use-app.ts';

const states = ['new', ...activeConditions, 'zombie'] as const;
type Shown = (typeof states)[number];

/** Marks that are no thread state, in display order. */
const marks = ['held', 'contended', 'wanted', 'switch', 'read', 'write', 'killed'] as const;
type Mark = (typeof marks)[number];

/**
 * Legend of colours, patterns and marks that occur in this run. Pressing a state shows only that state in colour.
 * Entries without room are behind a button.
 */
export function Legend() {
  const { t } = useTranslation(['ui', 'stage', 'views', 'timeline']);
  const [chosen, setChosen] = useState<readonly Shown[]>([]);
  const row = useRef<HTMLUListElement>(null);
  // As text, so that it is equal while nothing new has been drawn.
  const drawn = useApp(({ session, eventCount }) =>
    states
      .filter((one) => eventCount > 0 && session?.lanes.hasState(LaneState[one]) === true)
      .join(' '),
  );
  const marked = useApp(({ session, eventCount }) => {
    if (session === undefined || eventCount === 0) return '';
    const { lanes, trace } = session;
    const isContended = lanes.objects.some(({ waiters }) => waiters.length > 0);
    const hasValues = trace.objects.some(({ kind }) => objectKinds[kind] === 'value');
    const isDrawn: Readonly<Record<Mark, boolean>> = {
      held: trace.objects.some(({ kind }) => objectKinds[kind] === 'hold'),
      contended: isContended,
      wanted: isContended,
      switch: lanes.switches.all.length > 0,
      read: hasValues,
      write: hasValues,
      killed: lanes.hasBadEnd,
    };
    return marks.filter((mark) => isDrawn[mark]).join(' ');
  });
  const toggle = (one: Shown) => {
    const next = chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
    setChosen(next);
    currentTimeline()?.emphasise(new Set(next.map((state) => LaneState[state])));
  };
  const shown = states.filter((one) => drawn.split(' ').includes(one) || chosen.includes(one));
  const entries: readonly (readonly [string, ReactNode])[] = [
    ...shown.map((condition) => {
      const entry = (
        <Button
          className="legend-item tone"
          data-tone={toneOf(condition)}
          aria-pressed={chosen.includes(condition)}
          title={t('timeline:legend.only')}
          onClick={() => toggle(condition)}
        >
          <span className="legend-swatch" data-condition={condition} />
          <ToneIcon condition={condition} size={11} />
          {t(`views:condition.${condition}`)}
        </Button>
      );
      return [condition, entry] as const;
    }),
    ...marks
      .filter((mark) => marked.split(' ').includes(mark))
      .map((mark) => {
        const entry = (
          <span className="legend-note">
            <span className="legend-mark" data-mark={mark} />
            {t(`timeline:legend.${mark}`)}
          </span>
        );
        return [mark, entry] as const;
      }),
  ];
  const fitting = useFitting(row, entries.length);
  const left = entries.length - fitting;
  return (
    <div className="legend-row">
      <ul ref={row} className="legend" aria-label={t('timeline.legend')}>
        {entries.map(([key, entry], i) => (
          <li key={key} data-hidden={i >= fitting || undefined}>
            {entry}
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Popover
          label={t('timeline.legend')}
          face={t('params.more', { count: left })}
          className="legend-more"
        >
          <ul className="legend-list">
            {entries.map(([key, entry]) => (
              <li key={key}>{entry}</li>
            ))}
          </ul>
        </Popover>
      )}
    </div>
  );
}
