import { Flag } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../views/time-format.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { sameFigure, type FigureProps } from './figure-props.ts';
import { TokenField } from './TokenField.tsx';
import { gridHeight, tokenPlace, tokenSizeFor } from './token-grid.ts';

/** An event: its flag, and who waits for it. Also any object of a kind that has no figure of its own. */
export const WaitFigure = memo(function WaitFigure(props: FigureProps) {
  const { figure, world, trace, views, width, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [index] = figure.objects;
  const details = trace.objects[index];
  const object = world.objects[index];
  if (!details || !object) return null;

  const isEvent = details.kind === 'event';
  const users = views.users.at(index, 'any', world.count).length;
  const size = tokenSizeFor(users, width);
  const room = Math.max(object.waiting.length, Math.min(users, 101));
  const tokens = object.waiting.map((thread, i) => {
    const { x, y } = tokenPlace(i, size, width);
    return { thread, x, y: y + 20, part: t('hold.inLine', { place: i + 1 }) };
  });
  const since = formatInstant(object.since);
  return (
    <FigureFrame
      icon={isEvent ? 'event' : 'other'}
      kind={t(isEvent ? 'kind.event' : 'kind.other')}
      name={details.name}
      object={index}
      selection={selection}
      onSelect={onSelect}
      status={
        isEvent ? (
          <span className="flag" data-set={object.measure === 1 || undefined}>
            <Flag
              size={12}
              aria-hidden="true"
              fill={object.measure === 1 ? 'currentColor' : 'none'}
            />
            {t(object.measure === 1 ? 'event.set' : 'event.clear', { since })}
          </span>
        ) : undefined
      }
    >
      <TokenField
        {...{ world, views, selection, onSelect, tokens, size }}
        label={t('hold.label', { name: details.name })}
        height={20 + gridHeight(room, size, width)}
      >
        <span className="field-caption">{t('hold.line', { count: object.waiting.length })}</span>
      </TokenField>
    </FigureFrame>
  );
}, sameFigure);
