/** Layout of a queue: producers on the left, slots in the middle, consumers on the right. */
import type { CssPx } from '../../base/units.ts';
import { tokenSizes, type Point, type TokenSize } from './token-grid.ts';

const CAPTION: CssPx = 18;
const ARROW: CssPx = 28;
const GAP: CssPx = 4;
const SLOT = { min: 40, max: 72, height: 24 } as const;
/** Number of slots of an unbounded queue, and maximum number drawn individually. */
const MOST_SLOTS = 24;
const UNBOUNDED_ROWS = 2;
/** Threads have their whole names if so many slots, or all of them, fit into a row beside them. */
const BESIDE_NAMES = 4;
/** Maximum number of rows of threads beside the slots; more use further columns. */
const MOST_ROWS = 7;

export interface QueueLayout {
  readonly size: TokenSize;
  /** Number of slots drawn. Further items are shown as a number. */
  readonly slots: number;
  readonly slotWidth: CssPx;
  readonly slotHeight: CssPx;
  readonly middle: { readonly x: CssPx; readonly width: CssPx };
  readonly height: CssPx;
  /** Top of the sides' and of the slots' first row. */
  readonly sideY: CssPx;
  readonly slotY: CssPx;
  /** Position of the `n`th item from the front. */
  readonly slotPlace: (n: number) => Point;
  readonly senderPlace: (n: number) => Point;
  readonly receiverPlace: (n: number) => Point;
  readonly receiverX: CssPx;
}

/** @param limit maxsize, or -1 for none. */
export function layoutQueue(
  limit: number,
  senders: number,
  receivers: number,
  width: CssPx,
): QueueLayout {
  const most = Math.max(1, senders, receivers);
  const columns = (n: number) => Math.max(1, Math.ceil(n / MOST_ROWS));
  const widthOf = (n: number, one: TokenSize) => columns(n) * (tokenSizes[one].width + GAP) - GAP;
  const names = widthOf(senders, 'pill') + widthOf(receivers, 'pill') + 2 * ARROW;
  const beside = limit > 0 ? Math.min(limit, BESIDE_NAMES) : BESIDE_NAMES;
  const hasNames = width - names >= beside * (SLOT.min + GAP) - GAP;
  const size: TokenSize = most > 2 * MOST_ROWS ? 'dot' : hasNames ? 'pill' : 'chip';
  const token = tokenSizes[size];
  const sideWidth = (n: number) => widthOf(n, size);
  const receiverX = width - sideWidth(receivers);
  const x = sideWidth(senders) + ARROW;
  const room = Math.max(SLOT.min, receiverX - ARROW - x);

  const fitting = Math.max(1, Math.floor((room + GAP) / (SLOT.min + GAP)));
  const slots =
    limit > 0 ? Math.min(limit, MOST_SLOTS) : Math.min(fitting * UNBOUNDED_ROWS, MOST_SLOTS);
  const perRow = Math.min(slots, fitting);
  const slotWidth = Math.min(SLOT.max, Math.floor((room + GAP) / perRow) - GAP);
  const slotRows = Math.ceil(slots / perRow);
  const rowPitch = token.height + GAP;
  const slotPitch = SLOT.height + GAP;
  const sideHeight = Math.max(1, Math.min(most, MOST_ROWS)) * rowPitch - GAP;
  const slotsHeight = slotRows * slotPitch - GAP;
  const inner = Math.max(sideHeight, slotsHeight);
  const used = perRow * (slotWidth + GAP) - GAP;
  const right = x + Math.floor((room + used) / 2);
  const slotY = CAPTION + Math.floor((inner - slotsHeight) / 2);
  const side = (left: CssPx) => (n: number) => ({
    x: left + Math.floor(n / MOST_ROWS) * (token.width + GAP),
    y: CAPTION + (n % MOST_ROWS) * rowPitch,
  });
  return {
    size,
    slots,
    slotWidth,
    slotHeight: SLOT.height,
    middle: { x, width: room },
    height: CAPTION + inner,
    sideY: CAPTION,
    slotY,
    // The front is beside the consumers; rows fill towards the producers.
    slotPlace: (n) => ({
      x: right - slotWidth - (n % perRow) * (slotWidth + GAP),
      y: slotY + Math.floor(n / perRow) * slotPitch,
    }),
    senderPlace: side(0),
    receiverPlace: side(receiverX),
    receiverX,
  };
}
