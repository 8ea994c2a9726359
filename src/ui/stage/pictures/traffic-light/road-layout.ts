import type { CssPx } from '../../../../base/units.ts';

export interface RoadLayout {
  readonly height: CssPx;
  readonly car: { readonly width: CssPx; readonly height: CssPx };
  /** Position of the stop line. */
  readonly line: CssPx;
  /** Positions between lanes. */
  readonly dividers: readonly CssPx[];
  /** Left edge of a car at a position from -1 to 1; see car-position.ts. */
  readonly carX: (at: number) => CssPx;
  readonly carY: (lane: number) => CssPx;
}

const EDGE: CssPx = 2;
/** Distance between a car's nose and the line. */
const NOSE: CssPx = 6;
/** Height of the light beside it. */
const LIGHT: CssPx = 104;
const NARROWEST: CssPx = 15;

const heightOf = (lanes: number, lane: CssPx): CssPx => Math.max(LIGHT, lanes * lane + 2 * EDGE);

/** Minimum height of a road for so many cars. */
export const leastRoad = (cars: number): CssPx => heightOf(cars, NARROWEST);

/** A lane for each car, narrower the more there are; at least as tall as the light beside it. */
export function layoutRoad(cars: number, width: CssPx, room: CssPx): RoadLayout {
  const lanes = Math.max(1, cars);
  const lane = Math.min(40, Math.max(NARROWEST, Math.floor((room - 2 * EDGE) / lanes)));
  const height = heightOf(lanes, lane);
  const top = (height - lanes * lane) / 2;
  const carHeight = Math.min(24, lane - 3);
  const car = { width: Math.round(Math.max(38, carHeight * 2.2)), height: carHeight };
  const line = Math.round(width * 0.46);
  const stop = line - NOSE - car.width;
  return {
    height,
    car,
    line,
    dividers: Array.from({ length: lanes - 1 }, (_, i) => top + lane * (i + 1)),
    carX: (at) => (at <= 0 ? stop + at * (stop + car.width) : stop + at * (width - stop)),
    carY: (i) => top + i * lane + (lane - car.height) / 2,
  };
}
