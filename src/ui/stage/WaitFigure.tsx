import { Flag } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ObjectKind } from '../../trace/format.ts';
import type { ObjectState } from '../../views/state.ts';
import { formatInstant } from '../../views/time-format.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { sameFigure, type FigureProps } from './figure-props.ts';
import { TokenField } from './TokenField.tsx';
import { gridHeight, tokenPlace, tokenSizeFor } from './token-grid.ts';

/** An event, a condition, a barrier: its state, and who waits. Also any object that has no figure of its own. */
export const WaitFigure = memo(function WaitFigure(props: FigureProps) {
  const { figure, name, world, trace, views, width, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [index] = figure.objects;
  const details = trace.objects[index];
  const object = world.objects[index];
  if (!details || !object) return null;

  const users = views.users.at(index, 'any', world.count).length;
  const size = tokenSizeFor(users, width);
  const room = Math.max(object.waiting.length, Math.min(users, 101));
  const tokens = object.waiting.map((thread, i) => {
    const { x, y } = tokenPlace(i, size, width);
    return {
      thread,
      x,
      y: y + 20,
      still: size === 'dot',
      part: t('hold.inLine', { place: i + 1 }),
    };
  });
  return (
    <FigureFrame
      icon={details.kind}
      kind={t(`kind.${details.kind}`)}
      name={name}
      object={index}
      selection={selection}
      onSelect={onSelect}
      status={<Status kind={details.kind} limit={details.limit} object={object} />}
    >
      <TokenField
        {...{ world, views, selection, onSelect, tokens, size }}
        label={t('hold.label', { name })}
        height={20 + gridHeight(room, size, width)}
      >
        <span className="field-caption">{t('hold.line', { count: object.waiting.length })}</span>
      </TokenField>
    </FigureFrame>
  );
}, sameFigure);

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
    return t(measure < 0 ? 'barrier.broken' : 'barrier.arrived', { count: measure, limit });
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
