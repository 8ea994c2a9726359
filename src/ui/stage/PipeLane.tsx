import { useTranslation } from '../use-translation.ts';
import type { CssPx, ObjectIndex } from '../../base/units.ts';
import { useMedia } from '../use-app.ts';
import type { FigureProps } from './figure-props.ts';
import { Item } from './Item.tsx';
import { messagesOf } from './messages.ts';

interface PipeLaneProps extends Pick<FigureProps, 'world' | 'trace' | 'views' | 'onSelect'> {
  readonly object: ObjectIndex;
  readonly rightward: boolean;
  readonly selected: boolean;
  readonly x: CssPx;
  readonly y: CssPx;
  readonly width: CssPx;
}

const MOST: CssPx = 56;

/** A narrower lane shows in words the last message only, before the first the number in flight: more would cross its arrow. */
const NARROW: CssPx = 110;

/** One direction of a pipe: an arrow, and on it the messages sent and not yet received. */
export function PipeLane(props: PipeLaneProps) {
  const { world, trace, views, object, rightward, selected, x, y, width, onSelect } = props;
  const { t } = useTranslation('stage');
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const state = world.objects[object];
  const details = trace.objects[object];
  if (!state || !details) return null;

  const delivery = views.users.delivery(object, world.count);
  const message = Math.min(MOST, Math.round(width * 0.6));
  const path = Math.max(1, width - message - 12);
  // After the receiver's end time may stand still: its last message would seem to hang in the air.
  const receiver = delivery && world.threads[trace.thread(delivery.received)];
  const arriving = receiver?.run === 'ended' ? undefined : delivery;
  const messages = messagesOf(trace, state, arriving, world.time, (message + 4) / path, still);
  const way = (at: number) => (rightward ? at : 1 - at) * path;
  const count = state.items.length;
  const value = delivery && trace.text(delivery.received);
  const status = delivery ? t('pipe.last', { count, value }) : t('pipe.inFlight', { count });
  const short = delivery ? t('pipe.lastOnly', { value }) : String(count);
  return (
    <div
      className="lane"
      data-way={rightward ? 'right' : 'left'}
      style={{ width, transform: `translate(${x}px, ${y}px)` }}
    >
      <button
        type="button"
        className="lane-name"
        aria-pressed={selected}
        onClick={() => onSelect({ kind: 'object', index: object })}
        title={details.name}
        aria-label={status}
      >
        {width < NARROW ? short : status}
      </button>
      <span className="lane-line" />
      {messages.map(({ item, at, received }) => (
        <span key={item.sent} className="lane-message" data-gone={received || undefined}>
          <Item item={item} width={message} x={way(at) + 6} y={20} onSelect={onSelect} isFlying />
        </span>
      ))}
    </div>
  );
}
