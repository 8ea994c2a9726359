import { memo } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { ThreadIndex } from '../../base/units.ts';
import { layoutCondition, type Line } from './condition-layout.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { sameFigure, type FigureProps } from './figure-props.ts';
import { TokenField, type Placed } from './TokenField.tsx';

/**
 * A condition with its own lock: the lock holder, the waiters for the lock, and the threads that wait to be notified. A
 * notified thread moves to the waiters for the lock.
 */
export const ConditionFigure = memo(function ConditionFigure(props: FigureProps) {
  const { figure, name, world, trace, views, width, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [index, lockIndex = -1] = figure.objects;
  const condition = world.objects[index];
  const lock = world.objects[lockIndex];
  if (!lock) return null;

  const users = figure.objects.flatMap((object) => views.users.at(object, 'any', world.count));
  const layout = layoutCondition(new Set(users).size, width);
  const [holder] = lock.holders;
  const notified = condition?.waiting ?? [];
  const inLine = (threads: readonly ThreadIndex[], line: Line, part: (place: number) => string) =>
    threads.map((thread, i) => ({ thread, part: part(i + 1), ...line.place(i) }));
  const tokens: Placed[] = [
    ...(holder === undefined ? [] : [{ thread: holder, part: t('hold.holds'), ...layout.owner }]),
    ...inLine(lock.waiting, layout.forLock, (place) => t('hold.inLine', { place })),
    ...inLine(notified, layout.forNotify, () => t('notify.waits')),
  ];
  return (
    <FigureFrame
      icon="condition"
      kind={t('kind.condition')}
      name={name}
      object={index}
      selection={selection}
      onSelect={onSelect}
      status={
        <button
          type="button"
          className="flag-button"
          aria-pressed={selection.kind === 'object' && selection.index === lockIndex}
          onClick={() => onSelect({ kind: 'object', index: lockIndex })}
        >
          <code>{trace.objects[lockIndex]?.name}</code>
          {t(holder === undefined ? 'lock.free' : 'lock.taken')}
        </button>
      }
    >
      <TokenField
        {...{ world, selection, onSelect, tokens }}
        label={t('hold.label', { name })}
        size={layout.size}
        height={layout.height}
      >
        <span className="field-caption">
          {t(lock.measure > 1 ? 'lock.ownerTimes' : 'lock.owner', { count: lock.measure })}
        </span>
        <span
          className="seat"
          style={{
            width: layout.seat.width,
            height: layout.seat.height,
            transform: `translate(${layout.seat.x}px, ${layout.seat.y}px)`,
          }}
        />
        <Caption line={layout.forLock} text={t('notify.line', { count: lock.waiting.length })} />
        <Caption line={layout.forNotify} text={t('notify.waiting', { count: notified.length })} />
      </TokenField>
    </FigureFrame>
  );
}, sameFigure);

function Caption({ line, text }: { readonly line: Line; readonly text: string }) {
  const { x, y } = line.caption;
  return (
    <span className="field-caption" style={{ transform: `translate(${x}px, ${y}px)` }}>
      {text}
    </span>
  );
}
