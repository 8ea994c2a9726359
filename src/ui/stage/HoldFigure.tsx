import { memo } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { ThreadIndex } from '../../base/units.ts';
import { measureOf } from '../../views/object-fold.ts';
import type { ObjectState } from '../../views/state.ts';
import { formatInstant } from '../../views/time-format.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { kindLabel } from './kind-label.ts';
import { sameFigure, type FigureProps } from './figure-props.ts';
import { layoutHold, RING, type Area } from './hold-layout.ts';
import type { Seating } from '../../views/folds/seats.ts';
import { TokenField, type Placed } from './TokenField.tsx';

/** Maximum number of frames drawn around the first for an RLock; beyond it the caption gives the depth. */
const MOST_RINGS = 2;

/** A lock or a semaphore: seats, holders on them, and waiters. */
export const HoldFigure = memo(function HoldFigure(props: FigureProps) {
  const { figure, name, world, trace, views, width, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [index] = figure.objects;
  const details = trace.objects[index];
  const object = world.objects[index];
  if (!details || !object) return null;

  const lock = measureOf(trace, index) === 'hold';
  const seating = lock
    ? object.holders.slice(0, 1).map((thread) => ({ thread, seat: 0 }))
    : agreeing(views.seats.at(index, world.count), object);
  const seatCount = lock
    ? 1
    : details.limit >= 0
      ? details.limit
      : object.measure + object.holders.length;
  const users = views.users.at(index, 'any', world.count).length;
  const rings = details.kind === 'rlock' ? MOST_RINGS : 0;
  const layout = layoutHold(seatCount, users, width, rings);
  const frames = layout.seats.flatMap((seat) => framesOf(seat, rings, object.measure));
  const held = (thread: ThreadIndex) => ({ thread, part: t('hold.holds') });
  const tokens: Placed[] = [
    ...seating.map(({ thread, seat }) => ({ ...held(thread), ...layout.seatPlace(seat) })),
    ...object.waiting.map((thread, i) => ({
      thread,
      part: t('hold.inLine', { place: i + 1 }),
      still: layout.size === 'dot',
      ...layout.linePlace(i),
    })),
  ];
  const strangers = lock ? 0 : views.seats.strangers(index, world.count);
  const since = formatInstant(object.since);
  const [holder] = object.holders;
  return (
    <FigureFrame
      icon={lock && object.measure === 0 ? 'lock-open' : details.kind}
      kind={kindLabel(t, details)}
      name={name}
      object={index}
      selection={selection}
      onSelect={onSelect}
      status={
        lock
          ? holder === undefined
            ? t('lock.free')
            : t('lock.held', { since, thread: world.names.brief(holder) })
          : t('permits.left', { count: object.measure, limit: seatCount })
      }
    >
      <TokenField
        {...{ world, selection, onSelect, tokens }}
        label={t('hold.label', { name })}
        size={layout.size}
        height={layout.height}
      >
        <span className="field-caption" style={{ transform: 'translate(0, 0)' }}>
          {lock
            ? t(object.measure > 1 ? 'lock.ownerTimes' : 'lock.owner', { count: object.measure })
            : t('permits.seats')}
        </span>
        {frames.map((seat, i) => (
          <span
            // Frames are alike and never change places.
            key={i}
            className="seat"
            style={{
              width: seat.width,
              height: seat.height,
              transform: `translate(${seat.x}px, ${seat.y}px)`,
            }}
          />
        ))}
        <span
          className="field-caption"
          style={{
            transform: `translate(${layout.lineArea.x}px, ${layout.lineCaption}px)`,
          }}
        >
          {t('hold.line', { count: object.waiting.length })}
        </span>
      </TokenField>
      {strangers > 0 && (
        <p className="contents-note">{t('permits.strangers', { count: strangers })}</p>
      )}
    </FigureFrame>
  );
}, sameFigure);

/** A seat's own frame, with one more around it for each further acquisition by its owner. */
function framesOf(seat: Area, rings: number, depth: number): Area[] {
  const shown = Math.max(1, Math.min(depth, rings + 1));
  return Array.from({ length: rings === 0 ? 1 : shown }, (_, i) => {
    const inset = (rings - i) * RING;
    return {
      x: seat.x + inset,
      y: seat.y + inset,
      width: seat.width - 2 * inset,
      height: seat.height - 2 * inset,
    };
  });
}

/** Seats as folded from events, unless that disagrees with the object's state, which then decides. */
function agreeing(seating: Seating, { holders }: ObjectState): Seating {
  const agrees =
    seating.length === holders.length && seating.every((sitter, i) => sitter.thread === holders[i]);
  return agrees ? seating : holders.map((thread, seat) => ({ thread, seat }));
}
