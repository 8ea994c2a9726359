/** Layout of the waiters of an event or at a barrier, which has a frame for each party. */
import type { CssPx } from '../../base/units.ts';
import { CAPTION, layoutHold, MOST_SEATS, type Area } from './hold-layout.ts';
import { gridHeight, tokenPlace, tokenSizeFor, type Point, type TokenSize } from './token-grid.ts';

export interface WaitLayout {
  readonly size: TokenSize;
  readonly frames: readonly Area[];
  readonly height: CssPx;
  readonly place: (rank: number) => Point;
}

/**
 * @param parties of a barrier; 0 if there are none to draw
 * @param room maximum number of simultaneous waiters
 */
export function layoutWait(parties: number, room: number, width: CssPx): WaitLayout {
  if (parties > 0 && parties <= MOST_SEATS) {
    const { size, seats, seatArea, seatPlace } = layoutHold(parties, parties, width);
    return { size, frames: seats, height: seatArea.y + seatArea.height, place: seatPlace };
  }
  const size = tokenSizeFor(room, width);
  return {
    size,
    frames: [],
    height: CAPTION + gridHeight(room, size, width),
    place: (rank) => {
      const { x, y } = tokenPlace(rank, size, width);
      return { x, y: CAPTION + y };
    },
  };
}
