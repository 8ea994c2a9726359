import { useId } from 'react';
import { useTranslation } from '../use-translation.ts';
import { currentTimeline } from '../../store/timeline-port.ts';
import { isInner } from '../../trace/format.ts';
import {
  keyOf,
  laneKindOf,
  laneKinds,
  plainArrangement,
  sortedBy,
  withoutKind,
  type Arrangement,
  type LaneSort,
} from '../../timeline/arrangement.ts';
import type { Lane } from '../../views/lane.ts';
import { Button } from '../controls/Button.tsx';
import { Choice } from '../controls/Choice.tsx';
import { Switch } from '../controls/Switch.tsx';
import { useApp } from '../use-app.ts';
import { LaneRow } from './LaneRow.tsx';

/** Maximum number of lanes listed; others are found by the filter. */
const MOST = 60;

/** Content of the menu: a filter, kinds, and a list of lanes. */
export function Lanes({ arrangement }: { readonly arrangement: Arrangement }) {
  const { t } = useTranslation('timeline');
  const id = useId();
  const session = useApp((state) => state.session);
  const names = useApp((state) => state.world.names);
  const count = useApp(({ session: one }) =>
    one === undefined ? 0 : one.trace.threads.length + one.trace.objects.length,
  );
  const timeline = currentTimeline();
  if (session === undefined || timeline === undefined) return null;
  const { trace, lanes } = session;
  const arrange = (next: Arrangement) => timeline.desk.arrange(next);
  const all: readonly Lane[] = count === 0 ? [] : [...lanes.threads, ...lanes.objects];
  const hasInner = [...trace.threads, ...trace.objects].some(isInner);
  const kinds = laneKinds.filter((kind) => all.some((lane) => laneKindOf(trace, lane) === kind));
  const nameOf = (lane: Lane) =>
    lane.kind === 'thread' ? names.thread(lane.index) : names.object(lane.index);
  const { pinned, groups } = timeline.desk.lineup;
  const shown = [...pinned, ...groups.flatMap(({ threads, objects }) => [...threads, ...objects])];
  const away = all.filter((lane) => arrangement.hidden.has(keyOf(lane)));
  return (
    <div className="lanes">
      <input
        type="search"
        className="lanes-search"
        aria-label={t('lanes.filter')}
        placeholder={t('lanes.filter')}
        value={arrangement.query}
        onChange={({ target }) => arrange({ ...arrangement, query: target.value })}
      />
      {kinds.length > 1 && (
        <div className="lanes-kinds" role="group" aria-label={t('lanes.kinds')}>
          {kinds.map((kind) => (
            <Button
              key={kind}
              look="plain"
              aria-pressed={!arrangement.without.has(kind)}
              onClick={() => arrange(withoutKind(arrangement, kind))}
            >
              {t(`lanes.kind.${kind}`)}
            </Button>
          ))}
        </div>
      )}
      <div className="lanes-line">
        <span>{t('lanes.sort')}</span>
        <Choice<LaneSort>
          label={t('lanes.sort')}
          options={(['start', 'name'] as const).map((value) => ({
            value,
            label: t(`lanes.sorts.${value}`),
          }))}
          chosen={arrangement.sort}
          onChoose={(sort) => arrange(sortedBy(arrangement, sort))}
        />
      </div>
      {hasInner && (
        <div className="lanes-line">
          <label htmlFor={id}>{t('lanes.inner')}</label>
          <Switch
            id={id}
            isOn={arrangement.inner}
            onChange={(inner) => arrange({ ...arrangement, inner })}
          />
        </div>
      )}
      <ul className="lanes-list" aria-label={t('lanes.title')}>
        {[...shown.slice(0, MOST), ...away].map((lane) => (
          <LaneRow
            key={keyOf(lane)}
            desk={timeline.desk}
            arrangement={arrangement}
            laneKey={keyOf(lane)}
            name={nameOf(lane)}
          />
        ))}
      </ul>
      {shown.length > MOST && (
        <p className="lanes-more">{t('lanes.more', { count: shown.length - MOST })}</p>
      )}
      <Button
        look="plain"
        onClick={() => arrange({ ...plainArrangement, inner: arrangement.inner })}
      >
        {t('lanes.reset')}
      </Button>
    </div>
  );
}
