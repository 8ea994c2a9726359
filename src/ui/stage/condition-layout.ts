/** Layout of a condition: the lock holder, the waiters for the lock, and those that wait to be notified. */
import type { CssPx } from '../../base/units.ts';
import { CAPTION, type Area } from './hold-layout.ts';
import {
  gridHeight,
  perRow,
  tokenPlace,
  tokenSizes,
  type Point,
  type TokenSize,
} from './token-grid.ts';

const SEAT_PAD: CssPx = 4;
const BETWEEN: CssPx = 20;
/** Minimum width at which all three are side by side. */
const WIDE: CssPx = 440;

/** Wrapping tokens below a caption. */
export interface Line extends Point {
  readonly caption: Point;
  readonly width: CssPx;
  readonly place: (rank: number) => Point;
}

export interface ConditionLayout {
  readonly size: TokenSize;
  /** The frame of the lock holder; its token is at `owner`. */
  readonly seat: Area;
  readonly owner: Point;
  readonly forLock: Line;
  readonly forNotify: Line;
  readonly height: CssPx;
}

/** @param users threads that have ever used the condition or its lock: each line has room for all of them */
export function layoutCondition(users: number, width: CssPx): ConditionLayout {
  const count = Math.max(1, users);
  const size = (['pill', 'chip'] as const).find((one) => rowsOf(one, count, width) <= 2) ?? 'dot';
  const { columnWidth, seatWidth } = columnsOf(size, width);
  const seatHeight = tokenSizes[size].height + 2 * SEAT_PAD;
  const isWide = width >= WIDE;
  const line = (x: CssPx, top: CssPx, room: CssPx): Line => ({
    caption: { x, y: top },
    x,
    y: top + CAPTION,
    width: room,
    place: (rank) => {
      const at = tokenPlace(rank, size, room);
      return { x: x + at.x, y: top + CAPTION + SEAT_PAD + at.y };
    },
  });
  const lineHeight = SEAT_PAD + gridHeight(count, size, columnWidth);
  const upper = CAPTION + Math.max(seatHeight, lineHeight);
  const lineX = seatWidth + BETWEEN;
  const forNotify = isWide
    ? line(lineX + columnWidth + BETWEEN, 0, columnWidth)
    : line(0, upper + 4, width);
  return {
    size,
    seat: { x: 0, y: CAPTION, width: seatWidth, height: seatHeight },
    owner: { x: SEAT_PAD, y: CAPTION + SEAT_PAD },
    forLock: line(lineX, 0, columnWidth),
    forNotify,
    height: isWide ? upper : forNotify.y + SEAT_PAD + gridHeight(count, size, width),
  };
}

/** The holder's frame, and the width of each line beside it. */
function columnsOf(size: TokenSize, width: CssPx): { columnWidth: CssPx; seatWidth: CssPx } {
  const seatWidth = tokenSizes[size].width + 2 * SEAT_PAD;
  const left = width - seatWidth - BETWEEN;
  return { seatWidth, columnWidth: width >= WIDE ? Math.floor((left - BETWEEN) / 2) : left };
}

const rowsOf = (size: TokenSize, count: number, width: CssPx): number =>
  Math.ceil(count / perRow(size, columnsOf(size, width).columnWidth));
