/** Layout of a round table: a seat for each thread, and a fork between each two of them. */
import type { CssPx } from '../../../../base/units.ts';
import { tokenSizes, type Point, type TokenSize } from '../../token-grid.ts';

const MOST_WIDTH: CssPx = 560;
/** Minimum width for whole names: below it they would cover the forks. */
const PILLS_FROM: CssPx = 460;
const LEAST_HEIGHT: CssPx = 116;
const MOST_HEIGHT: CssPx = 212;
/** Forks are on an oval scaled by this. */
const INNER = { x: 0.6, y: 0.52 } as const;
/** How far a held fork is moved from its place towards its holder. */
const TAKEN = 0.32;

export interface TableLayout {
  readonly size: TokenSize;
  readonly height: CssPx;
  readonly centre: Point;
  /** Half the width and height of the table top. */
  readonly top: Point;
  /**
   * Centre of the token of the `i`th thread. Its left hand is towards fork `i`, its right hand towards fork `i + 1`.
   */
  readonly seat: (i: number) => Point;
  /** Centre of a fork, on the table or in the hand of the thread at seat `holder`. */
  readonly fork: (i: number, holder?: number) => Point;
}

export function layoutTable(seats: number, width: CssPx, height: CssPx): TableLayout {
  const room = { x: width, y: height };
  const size = width >= PILLS_FROM && fits(seats, room, 'pill') ? 'pill' : 'chip';
  const { x: radiusX, y: radiusY } = radiiOf(room, size);
  const centre = { x: width / 2, y: height / 2 };
  const seat = (i: number) => onOval(centre, { x: radiusX, y: radiusY }, i / seats);
  const inner = { x: radiusX * INNER.x, y: radiusY * INNER.y };
  const fork = (i: number, holder = -1) => {
    const rest = onOval(centre, inner, (i - 0.5) / seats);
    if (holder < 0) return rest;
    const hand = seat(holder);
    return { x: rest.x + (hand.x - rest.x) * TAKEN, y: rest.y + (hand.y - rest.y) * TAKEN };
  };
  return { size, height, centre, top: { x: radiusX * 0.8, y: radiusY * 0.78 }, seat, fork };
}

/** Minimum height: below it, names would overlap. */
export function leastHeight(seats: number, width: CssPx): CssPx {
  let height = LEAST_HEIGHT;
  while (height < MOST_HEIGHT && !fits(seats, { x: width, y: height }, 'chip')) height += 8;
  return height;
}

const radiiOf = (room: Point, size: TokenSize): Point => ({
  x: (Math.min(room.x, MOST_WIDTH) - tokenSizes[size].width) / 2,
  y: (room.y - tokenSizes[size].height) / 2,
});

/** Anticlockwise from the top: left to right for those who sit there. */
function onOval(centre: Point, radius: Point, share: number): Point {
  const angle = -Math.PI / 2 - 2 * Math.PI * share;
  return { x: centre.x + radius.x * Math.cos(angle), y: centre.y + radius.y * Math.sin(angle) };
}

/** Whether tokens of a size at neighbouring seats do not overlap. */
function fits(seats: number, room: Point, size: TokenSize): boolean {
  const { width: w, height: h, gap } = tokenSizes[size];
  const places = Array.from({ length: seats }, (_, i) =>
    onOval({ x: 0, y: 0 }, radiiOf(room, size), i / seats),
  );
  return places.every((one, i) => {
    const other = places[(i + 1) % seats]!;
    return (
      seats < 2 || Math.abs(one.x - other.x) >= w + gap || Math.abs(one.y - other.y) >= h + gap
    );
  });
}
