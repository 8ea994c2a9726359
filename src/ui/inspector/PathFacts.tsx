import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ms } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import { Arrows } from '../../views/arrows.ts';
import { criticalPath, type CriticalPath } from '../../views/critical-path.ts';
import { laneStateNames } from '../../views/interval-column.ts';
import { Lanes } from '../../views/lanes.ts';
import { Button } from '../controls/Button.tsx';
import { formatDuration, formatInstant } from '../../views/time-format.ts';
import type { CardProps } from './card-props.ts';
import { ThreadName } from './Links.tsx';

const MOST = 8;

interface Asked {
  readonly trace: Trace;
  readonly path: CriticalPath;
  /** Where the cursor was. */
  readonly until: Ms;
}

/** On demand: the critical path of the run up to the cursor. */
export function PathFacts({
  world,
  trace,
  readings,
  onSelect,
}: Pick<CardProps, 'world' | 'trace' | 'readings' | 'onSelect'>) {
  const { t } = useTranslation(['inspector', 'views']);
  const [asked, setAsked] = useState<Asked>();
  // It does not apply to another run.
  const known = asked?.trace === trace ? asked : undefined;
  const path = known?.path;
  const ask = () => {
    const [lanes, arrows] = [readings.of(Lanes), readings.of(Arrows)];
    lanes.advance();
    arrows.advance();
    const found = criticalPath(trace, lanes, arrows, world.count);
    setAsked({ trace, path: found, until: world.time });
  };
  const shares = [...(path?.byThread ?? [])].toSorted(([, a], [, b]) => b - a).slice(0, MOST);
  const parts = (path?.parts ?? []).toSorted((a, b) => b.to - b.from - (a.to - a.from));
  return (
    <section className="card-section">
      <Button
        look="plain"
        aria-expanded={path !== undefined}
        title={t('summary.pathHelp')}
        onClick={() => (path === undefined ? ask() : setAsked(undefined))}
      >
        {t('summary.path')}
      </Button>
      {path !== undefined && (
        <>
          <p className="card-note">{t('summary.pathHelp')}</p>
          {path.parts.length === 0 && <p className="card-note">{t('summary.pathNone')}</p>}
          <h3 className="caption">
            {t('summary.pathTime', { until: formatInstant(known?.until ?? 0) })}
          </h3>
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
