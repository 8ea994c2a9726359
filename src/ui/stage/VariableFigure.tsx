import { TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from '../use-translation.ts';
import { formatInstant } from '../../views/time-format.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { kindLabel } from './kind-label.ts';
import { sameFigure, type FigureProps } from './figure-props.ts';

/** A variable: its value, its last writer, and lost updates. */
export const VariableFigure = memo(function VariableFigure(props: FigureProps) {
  const { figure, name, world, trace, views, width, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [index] = figure.objects;
  const details = trace.objects[index];
  const object = world.objects[index];
  if (!details || !object) return null;

  const { total, latest } = views.lostUpdates.at(index, world.count);
  const write = views.lastWrites.at(index, world.count);
  const isShared = views.lastWrites.writers(index, world.count) > 1;
  const time = write && formatInstant(write.time).replace(' ', '\u00a0');
  const place =
    details.process >= 0 && world.processes.length > 1
      ? t('contents.in', { process: world.names.process(details.process) })
      : undefined;
  // Beside the process, its only thread need not be named.
  const written = write
    ? t(place !== undefined && !isShared ? 'variable.since' : 'variable.writtenBy', {
        thread: world.names.brief(write.thread),
        time,
      })
    : t('variable.unwritten');
  const isWide = width >= 320 || (width >= 176 && place !== undefined && !isShared);
  return (
    <FigureFrame
      icon={details.kind}
      kind={kindLabel(t, details)}
      name={world.names.ownObject(index)}
      object={index}
      selection={selection}
      onSelect={onSelect}
    >
      <div className="variable" data-wide={isWide || undefined}>
        <output className="variable-value" aria-label={name}>
          {object.text || object.measure}
        </output>
        <span className="variable-note" title={written}>
          {place !== undefined && <span className="variable-place">{place}</span>}
          {written}
        </span>
        {isShared && (
          <div className="variable-lost">
            {latest && (
              <button
                type="button"
                className="lost"
                onClick={() => onSelect({ kind: 'event', seq: latest.overwrite })}
              >
                <span className="lost-count">
                  <TriangleAlert size={12} aria-hidden="true" />
                  {t('variable.lost', { count: total })}
                </span>
                <span className="lost-note">
                  {t('variable.latestLost', {
                    winner: world.names.brief(latest.winner),
                    loser: world.names.brief(latest.loser),
                    value: trace.text(latest.overwrite) || String(trace.value(latest.overwrite)),
                  })}
                </span>
              </button>
            )}
          </div>
        )}
      </div>
    </FigureFrame>
  );
}, sameFigure);
