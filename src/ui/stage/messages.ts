/** Positions of the messages in a pipe's direction at an instant. */
import type { Ms } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import type { ItemState, ObjectState } from '../../views/state.ts';
import type { Delivery } from '../../views/folds/users.ts';

/** Time in which a message reaches its waiting position. */
const FLIGHT: Ms = 250;
/** Time for which a message received at once is shown arriving, so that it is visible. */
const ARRIVAL: Ms = 350;

export interface Message {
  readonly item: ItemState;
  /** 0 at the sender, 1 at the receiver. */
  readonly at: number;
  readonly received: boolean;
}

const clamp = (n: number) => Math.min(1, Math.max(0, n));

/** @param step distance between two waiting messages. Those without room are not shown. */
export function messagesOf(
  trace: Trace,
  { items }: ObjectState,
  delivery: Delivery | undefined,
  now: Ms,
  step: number,
  still: boolean,
): Message[] {
  const room = Math.floor(1 / step) + 1;
  const messages: Message[] = items.slice(0, room).map((item, i) => {
    const place = 1 - i * step;
    const way = still ? 1 : clamp((now - trace.time(item.sent)) / FLIGHT);
    return { item, at: place * way, received: false };
  });
  if (delivery && delivery.sent >= 0 && now - trace.time(delivery.received) < ARRIVAL) {
    const flown = trace.time(delivery.received) - trace.time(delivery.sent);
    const from = flown >= FLIGHT ? 1 : flown / FLIGHT;
    const way = still ? 1 : clamp((now - trace.time(delivery.received)) / (ARRIVAL * 0.7));
    const item = {
      text: trace.text(delivery.received),
      sent: delivery.sent,
      by: trace.thread(delivery.sent),
    };
    messages.unshift({ item, at: from + (1 - from) * way, received: true });
  }
  return messages;
}
