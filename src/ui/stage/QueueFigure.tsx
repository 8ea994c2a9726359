import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { CssPx, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { kindLabel } from './kind-label.ts';
import { sameFigure, type FigureProps } from './figure-props.ts';
import { Item } from './Item.tsx';
import { briefItem } from '../../views/folds/python-items.ts';
import { layoutQueue } from './queue-layout.ts';
import { isAway } from './thread-tone.ts';
import { tokenSizes } from './token-grid.ts';
import { TokenField, type Placed } from './TokenField.tsx';

/** Minimum width at which the last items taken are shown, if they are short. */
const WITH_TAKEN: CssPx = 440;
const MOST_TAKEN = 4;
const LONGEST_TAKEN = 60;

/** In order of removal, latest last; empty if there are none, or they are too long. */
function lastTaken({ trace, views, world }: FigureProps, queue: ObjectIndex): string {
  const last = views.users.lastDeliveries(queue, world.count, MOST_TAKEN + 1);
  const texts = last.slice(-MOST_TAKEN).map(({ received }) => briefItem(trace.text(received)));
  const text = texts.join(', ');
  if (text.length > LONGEST_TAKEN) return '';
  return last.length > MOST_TAKEN ? `… ${text}` : text;
}

/** A queue: its slots with items, producers on the left, consumers on the right. */
export const QueueFigure = memo(function QueueFigure(props: FigureProps) {
  const { figure, name, world, trace, views, width, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [index] = figure.objects;
  const details = trace.objects[index];
  const object = world.objects[index];
  if (!details || !object) return null;

  const senders = views.users.at(index, 'send', world.count);
  const receivers = views.users.at(index, 'receive', world.count);
  const layout = layoutQueue(details.limit, senders.length, receivers.length, width);
  const waiting = new Set(object.waiting);
  const flowOf = (thread: ThreadIndex) => trace.ops[world.threads[thread]?.op ?? -1]?.flow;
  const waits = (thread: ThreadIndex, flow: 'send' | 'receive' | undefined) =>
    waiting.has(thread) && flowOf(thread) === flow;
  const away = (thread: ThreadIndex) => isAway(world.threads[thread]!, [index]);
  const waitingIn = (threads: readonly ThreadIndex[], flow: 'send' | 'receive') =>
    threads.filter((thread) => waits(thread, flow)).length;
  // A thread in join() waits for all items to be done, neither to put nor to take.
  const joiners = object.waiting.filter((thread) => waits(thread, undefined));
  const joining = new Set(joiners);
  const below = object.items.length > layout.slots ? 20 : 0;
  const joinY = layout.height + below + 8;
  const sides: Placed[] = [
    ...senders.map((thread, i) => ({
      thread,
      part: t(waits(thread, 'send') ? 'queue.waitsToPut' : 'queue.puts'),
      away: away(thread),
      ...layout.senderPlace(i),
    })),
    ...receivers.map((thread, i) => ({
      thread,
      part: t(waits(thread, 'receive') ? 'queue.waitsToGet' : 'queue.gets'),
      away: away(thread),
      ...layout.receiverPlace(i),
    })),
  ];
  const tokens: Placed[] = [
    ...sides.filter(({ thread }) => !joining.has(thread)),
    ...joiners.map((thread, i) => ({
      thread,
      part: t('queue.joins'),
      x: i * (tokenSizes[layout.size].width + 4),
      y: joinY + 20,
    })),
  ];
  const shown = object.items.slice(0, layout.slots);
  const hidden = object.items.length - shown.length;
  const lastSlot = layout.slotPlace(layout.slots - 1);
  const depth =
    details.limit > 0
      ? t('queue.depthOf', { count: object.measure, limit: details.limit })
      : t('queue.depth', { count: object.measure });
  const unfinished = views.unfinished.at(index, world.count);
  const taken = width < WITH_TAKEN ? '' : lastTaken(props, index);
  return (
    <FigureFrame
      icon={details.kind}
      kind={kindLabel(t, details)}
      name={name}
      object={index}
      selection={selection}
      onSelect={onSelect}
      status={
        unfinished !== undefined
          ? t('queue.unfinished', { depth, count: unfinished })
          : taken === ''
            ? depth
            : t('queue.taken', { depth, items: taken })
      }
    >
      <TokenField
        {...{ world, selection, onSelect, tokens }}
        label={t('queue.label', { name })}
        size={layout.size}
        height={joiners.length > 0 ? joinY + 48 : layout.height + below}
      >
        <Caption x={0} text={t('queue.senders', { count: waitingIn(senders, 'send') })} />
        <Caption
          x={layout.receiverX}
          isEnd={layout.size !== 'pill'}
          text={t('queue.receivers', { count: waitingIn(receivers, 'receive') })}
        />
        {[layout.middle.x - 22, layout.middle.x + layout.middle.width + 6].map((x) => (
          <ChevronRight
            key={x}
            className="field-arrow"
            size={16}
            aria-hidden="true"
            style={{ transform: `translate(${x}px, ${layout.slotY + 4}px)` }}
          />
        ))}
        {Array.from({ length: layout.slots }, (_, i) => {
          const { x, y } = layout.slotPlace(i);
          return (
            <span
              key={i}
              className="slot"
              data-open={details.limit > 0 ? undefined : true}
              style={{
                width: layout.slotWidth,
                height: layout.slotHeight,
                transform: `translate(${x}px, ${y}px)`,
              }}
            />
          );
        })}
        {shown.map((item, i) => (
          <Item
            key={item.sent}
            item={item}
            width={layout.slotWidth}
            onSelect={onSelect}
            {...layout.slotPlace(i)}
          />
        ))}
        {joiners.length > 0 && (
          <Caption x={0} y={joinY} text={t('queue.joiners', { count: joiners.length })} />
        )}
        {hidden > 0 && (
          <Caption x={lastSlot.x} y={lastSlot.y + 28} text={t('queue.more', { count: hidden })} />
        )}
      </TokenField>
    </FigureFrame>
  );
}, sameFigure);

interface CaptionProps {
  readonly x: number;
  readonly y?: number;
  readonly text: string;
  /** Aligned to the figure's end: it is wider than what is below it. */
  readonly isEnd?: boolean;
}

function Caption({ x, y = 0, text, isEnd = false }: CaptionProps) {
  const place = isEnd ? { inset: '0 0 auto auto' } : { transform: `translate(${x}px, ${y}px)` };
  return (
    <span className="field-caption" style={place}>
      {text}
    </span>
  );
}
