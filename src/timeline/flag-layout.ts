/**
 * Layout of flags: at every zoom each event has a flag that can be seen and pressed. Flags that are too close are
 * merged into one with a number; flags outside the view are merged at its edge.
 */
import type { CssPx } from '../base/units.ts';
import type { Flag, Frame } from './frame.ts';
import type { Placement } from './placement.ts';
import { xOf } from './placement.ts';

export interface FlagPlace {
  /** Position of the pole. */
  readonly x: CssPx;
  /** Side on which the pennant is drawn. */
  readonly side: 1 | -1;
  /** In the order of the run. */
  readonly flags: readonly Flag[];
  /** The gravest level among them. */
  readonly level: Flag['level'];
  /** False: at the edge, since all of them are out of view. */
  readonly isInside: boolean;
}

/** Flags closer than this are merged. */
const APART: CssPx = 14;
/** Width of the pressable area, from the pole. */
export const FLAG_REACH: CssPx = 16;
export const FLAG_HEIGHT: CssPx = 14;

export function layoutFlags(frame: Frame, { plot }: Pick<Placement, 'plot'>): readonly FlagPlace[] {
  const { flags, axis } = frame;
  const length = frame.veiled ? frame.world.count : frame.length;
  if (flags.length === 0) return [];
  const [left, right] = [plot.x, plot.x + plot.width];
  const known = flags.filter(({ seq }) => seq < length).toSorted((a, b) => a.seq - b.seq);
  const places: { x: CssPx; flags: Flag[]; side: 1 | -1; isInside: boolean }[] = [];
  for (const flag of known) {
    const at = Math.round(xOf(frame, { plot }, axis.at(flag.seq)));
    const isInside = at >= left && at <= right;
    const x = Math.min(Math.max(at, left), right);
    const last = places.at(-1);
    const joins =
      last !== undefined &&
      last.isInside === isInside &&
      (isInside ? x - last.x < APART : x === last.x);
    if (joins) last.flags.push(flag);
    // At the right end the pennant has no room on the right.
    else places.push({ x, flags: [flag], side: x > right - FLAG_REACH ? -1 : 1, isInside });
  }
  return places.map((place) => ({
    ...place,
    level: place.flags.some(({ level }) => level === 'fault') ? 'fault' : 'risk',
  }));
}

/** The flag at a point of the ruler; `bottom`: its lower edge. */
export function flagAt(
  places: readonly FlagPlace[],
  bottom: CssPx,
  x: CssPx,
  y: CssPx,
): FlagPlace | undefined {
  if (y < bottom - FLAG_HEIGHT - 3 || y >= bottom) return undefined;
  return places.findLast(({ x: pole, side }) => {
    const along = (x - pole) * side;
    return along >= -3 && along <= FLAG_REACH;
  });
}
