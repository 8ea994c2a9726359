import { useTranslation } from '../use-translation.ts';
import { app } from '../../store/app-state.ts';
import { Arrows } from '../../views/arrows.ts';
import { criticalPath } from '../../views/critical-path.ts';
import { laneStateNames } from '../../views/interval-column.ts';
import { Lanes } from '../../views/lanes.ts';
import { Button } from '../controls/Button.tsx';
import { formatDuration, formatInstant } from '../../views/time-format.ts';
import { useApp } from '../use-app.ts';
import type { CardProps } from './card-props.ts';
import { ThreadName } from './Links.tsx';

const MOST = 8;

/** On demand: the critical path of the run up to the cursor, here and on the timeline. */
export function PathFacts({
  world,
  trace,
  readings,
  onSelect,
}: Pick<CardProps, 'world' | 'trace' | 'readings' | 'onSelect'>) {
  const { t } = useTranslation(['inspector', 'views']);
  const path = useApp((state) => state.path);
  const ask = () => {
    const [lanes, arrows] = [readings.of(Lanes), readings.of(Arrows)];
    lanes.advance();
    arrows.advance();
    const found = criticalPath(trace, lanes, arrows, world.count);
    app.setState({ path: { ...found, until: world.time } });
  };
  const shares = [...(path?.byThread ?? [])].toSorted(([, a], [, b]) => b - a).slice(0, MOST);
  const parts = (path?.parts ?? []).toSorted((a, b) => b.to - b.from - (a.to - a.from));
  return (
    <section className="card-section">
      <Button
        look="plain"
        aria-expanded={path !== undefined}
        title={t('summary.pathHelp')}
        onClick={() => (path === undefined ? ask() : app.setState({ path: undefined }))}
      >
        {t('summary.path')}
      </Button>
      {path !== undefined && (
        <>
          <p className="card-note">{t('summary.pathHelp')}</p>
          {path.parts.length === 0 && <p className="card-note">{t('summary.pathNone')}</p>}
          <h3 className="caption">{t('summary.pathTime', { until: formatInstant(path.until) })}</h3>
          <ul>
            {shares.map(([thread, time]) => (
              <li key={thread} className="usage-line">
                <ThreadName {...{ world, onSelect }} index={thread} />
                <span className="figures">{formatDuration(time)}</span>
              </li>
            ))}
          </ul>
          <h3 className="caption">{t('summary.pathParts')}</h3>
          <ul>
            {parts.slice(0, MOST).map(({ thread, from, to, state }) => (
              <li key={from} className="usage-line">
                <button
                  type="button"
                  className="link"
                  onClick={() => onSelect({ kind: 'range', start: from, end: to })}
                >
                  {`${world.names.thread(thread)}: ${t(`views:condition.${laneStateNames[state] ?? 'ended'}`)}`}
                </button>
                <span className="figures">{formatDuration(to - from)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
