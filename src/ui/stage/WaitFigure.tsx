import { Flag } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { ObjectKind } from '../../trace/format.ts';
import type { ObjectState, World } from '../../views/state.ts';
import { formatInstant } from '../../views/time-format.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { kindLabel } from './kind-label.ts';
import { sameFigure, type FigureProps } from './figure-props.ts';
import { TokenField } from './TokenField.tsx';
import { layoutWait } from './wait-layout.ts';

/** An event, a condition, a barrier: its state, and its waiters. Also any object without a figure of its own. */
export const WaitFigure = memo(function WaitFigure(props: FigureProps) {
  const { figure, name, world, trace, views, width, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [index] = figure.objects;
  const details = trace.objects[index];
  const object = world.objects[index];
  if (!details || !object) return null;

  const users = views.users.at(index, 'any', world.count).length;
  const parties = details.kind === 'barrier' ? details.limit : 0;
  const layout = layoutWait(parties, Math.max(object.waiting.length, users), width);
  const tokens = object.waiting.map((thread, i) => ({
    thread,
    ...layout.place(i),
    still: layout.size === 'dot',
    part: t('hold.inLine', { place: i + 1 }),
  }));
  const until = firstDeadline(world, object);
  const count = object.waiting.length;
  return (
    <FigureFrame
      icon={details.kind}
      kind={kindLabel(t, details)}
      name={name}
      object={index}
      selection={selection}
      onSelect={onSelect}
      status={<Status kind={details.kind} limit={details.limit} object={object} />}
    >
      <TokenField
        {...{ world, selection, onSelect, tokens }}
        size={layout.size}
        label={t('wait.label', { name })}
        height={layout.height}
      >
        <span className="field-caption">
          {until === undefined
            ? t('wait.line', { count })
            : t('wait.until', { count, until: formatInstant(until) })}
        </span>
        {layout.frames.map(({ x, y, width: across, height }, i) => (
          <span
            // Frames are alike and never change places.
            key={i}
            className="seat"
            data-broken={object.measure < 0 || undefined}
            style={{ width: across, height, transform: `translate(${x}px, ${y}px)` }}
          />
        ))}
      </TokenField>
    </FigureFrame>
  );
}, sameFigure);

/** Timeout of the first waiter to give up; undefined if none has one. */
function firstDeadline(world: World, { waiting }: ObjectState): number | undefined {
  const limits = waiting.flatMap((thread) => {
    const deadline = world.threads[thread]?.deadline ?? -1;
    return deadline < 0 ? [] : [deadline];
  });
  return limits.length === 0 ? undefined : Math.min(...limits);
}

interface StatusProps {
  readonly kind: ObjectKind;
  readonly limit: number;
  readonly object: ObjectState;
}

function Status({ kind, limit, object }: StatusProps) {
  const { t } = useTranslation('stage');
  const { measure } = object;
  const since = formatInstant(object.since);
  if (kind === 'barrier') {
    if (measure >= 0) return t('barrier.arrived', { count: measure, limit });
    return <span className="broken">{t('barrier.broken')}</span>;
  }
  if (kind === 'terminal' && measure > 0) return t('terminal.unread', { count: measure });
  if (kind !== 'event') return null;
  return (
    <span className="flag" data-set={measure === 1 || undefined}>
      <Flag size={12} aria-hidden="true" fill={measure === 1 ? 'currentColor' : 'none'} />
      {t(measure === 1 ? 'event.set' : 'event.clear', { since })}
    </span>
  );
}
