/** Layout of a lock or semaphore: a seat for each permit, and the waiters. */
import type { CssPx } from '../../base/units.ts';
import {
  gridHeight,
  perRow,
  tokenPlace,
  tokenSizeFor,
  tokenSizes,
  type Point,
  type TokenSize,
} from './token-grid.ts';

/** Distance between a seat's frame and its token. */
const SEAT_PAD: CssPx = 3;
/** Distance between the frames of a re-entrant hold. */
export const RING: CssPx = 4;
/** Height of a caption above an area. */
export const CAPTION: CssPx = 20;
/** Room for the caption of the seats, which may be wider than a small seat. */
export const CAPTION_WIDTH: CssPx = 44;
const BETWEEN: CssPx = 8;
const SEAT_GAP: CssPx = 4;
/** Above this number seats are shown as a number. */
export const MOST_SEATS = 40;

export interface Area extends Point {
  readonly width: CssPx;
  readonly height: CssPx;
}

export interface HoldLayout {
  readonly size: TokenSize;
  /** Outermost frames of seats. */
  readonly seats: readonly Area[];
  readonly seatArea: Area;
  readonly lineArea: Area;
  /** Top of the line's caption; that of the seats is 0. */
  readonly lineCaption: CssPx;
  readonly height: CssPx;
  readonly seatPlace: (seat: number) => Point;
  readonly linePlace: (rank: number) => Point;
}

/**
 * @param users threads that have ever used the object: the line has room for all of them
 * @param rings number of frames for which a seat has room around its own
 */
export function layoutHold(seatCount: number, users: number, width: CssPx, rings = 0): HoldLayout {
  const pad = SEAT_PAD + rings * RING;
  const count = Math.max(1, Math.min(seatCount, MOST_SEATS));
  const inLine = Math.max(1, users - count);
  const size = tokenSizeFor(Math.max(count, inLine), width);
  const frame = {
    width: tokenSizes[size].width + 2 * pad,
    height: tokenSizes[size].height + 2 * pad,
  };
  const pitch = { x: frame.width + SEAT_GAP, y: frame.height + SEAT_GAP };
  const allInARow = Math.max(CAPTION_WIDTH, count * pitch.x - SEAT_GAP);
  const beside = width - allInARow - BETWEEN >= Math.max(tokenSizes[size].width, width * 0.4);
  const columns = Math.max(1, Math.min(count, Math.floor((width + SEAT_GAP) / pitch.x)));
  const rows = Math.ceil(count / columns);

  const seats = Array.from({ length: count }, (_, i) => ({
    x: (i % columns) * pitch.x,
    y: CAPTION + Math.floor(i / columns) * pitch.y,
    ...frame,
  }));
  const seatArea = {
    x: 0,
    y: CAPTION,
    width: columns * pitch.x - SEAT_GAP,
    height: rows * pitch.y - SEAT_GAP,
  };
  const lineX = beside ? allInARow + BETWEEN : 0;
  const lineWidth = width - lineX;
  const oneRow = inLine <= perRow(size, lineWidth);
  const lineArea = {
    x: lineX,
    // Beside a seat a single row is level with its token.
    y: beside ? CAPTION + (oneRow ? pad : 0) : seatArea.y + seatArea.height + 12 + CAPTION,
    width: lineWidth,
    height: gridHeight(inLine, size, lineWidth),
  };
  return {
    size,
    seats,
    seatArea,
    lineArea,
    lineCaption: beside ? 0 : lineArea.y - CAPTION,
    height: Math.max(seatArea.y + seatArea.height, lineArea.y + lineArea.height),
    seatPlace: (seat) => {
      const at = seats[Math.min(seat, count - 1)]!;
      return { x: at.x + pad, y: at.y + pad };
    },
    linePlace: (rank) => {
      const at = tokenPlace(rank, size, lineWidth);
      return { x: lineArea.x + at.x, y: lineArea.y + at.y };
    },
  };
}
