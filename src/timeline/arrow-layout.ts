/**
 * Selection and geometry of arrows. Arrows explain while there are few of them, and are unreadable by the hundred. So
 * each kind is shown completely or not at all, more important kinds first, and hidden ones are counted.
 */
import type { CssPx, EventIndex } from '../base/units.ts';
import { arrowKinds, type Arrow, type ArrowKind } from '../views/arrows.ts';
import type { Frame } from './frame.ts';
import { xOf, yOf, type Placement } from './placement.ts';
import type { Row } from './rows.ts';

export interface ArrowPath {
  readonly kind: ArrowKind;
  readonly from: EventIndex;
  readonly to: EventIndex;
  readonly x1: CssPx;
  readonly y1: CssPx;
  readonly x2: CssPx;
  readonly y2: CssPx;
  /** Number of arrows that begin in the same place, set on the first of them. */
  readonly count?: number;
  /** The end whose lane is not visible, where only a stub of the arrow is drawn. */
  readonly cut?: 'from' | 'to';
}

export interface ArrowLayout {
  readonly paths: readonly ArrowPath[];
  /** 0.2 to 1: fainter the more arrows there are. */
  readonly alpha: number;
  /** Number of arrows in view without room. */
  readonly hidden: number;
}

const MOST = 100;
const FEW = 16;
/** Side-by-side arrows from more places than this are unreadable. */
const MOST_IN_PLACE = 5;
const PLACE: CssPx = 4;
/** Length of the stub of an arrow to an invisible lane, if there are many. */
const STUB: CssPx = 14;

export function layoutArrows(frame: Frame, base: Placement): ArrowLayout {
  const { view, arrows } = frame;
  const paths: ArrowPath[] = [];
  let hidden = 0;
  for (const kind of arrowKinds) {
    const column = arrows.columns[kind];
    const here = column.endingIn(view.start, view.end);
    if (here > MOST * 4) {
      hidden += here;
      continue;
    }
    const found: ArrowPath[] = [];
    column.eachIn(view.start, view.end, (i) => {
      const path = pathOf(frame, base, {
        kind,
        from: column.from[i]!,
        to: column.to[i]!,
        fromThread: column.fromThread[i]!,
        toThread: column.toThread[i]!,
        fromTime: column.fromTime[i]!,
        toTime: column.toTime[i]!,
      });
      if (path !== undefined && isInSight(path, base)) found.push(path);
      return found.length <= MOST;
    });
    const clear = withoutBlots(found);
    hidden += found.length - clear.length;
    if (paths.length + clear.length <= MOST) paths.push(...clear);
    else hidden += Math.max(here, clear.length);
  }
  const crowd = Math.max(0, paths.length - FEW) / (MOST - FEW);
  const shown = counted(paths.length > FEW ? paths.map((path) => withStub(path, base)) : paths);
  return { paths: shown, alpha: 1 - 0.72 * Math.sqrt(crowd), hidden };
}

function withoutBlots(paths: readonly ArrowPath[]): readonly ArrowPath[] {
  const placeOf = ({ x2 }: ArrowPath) => Math.round(x2 / PLACE);
  const origins = new Map<number, Set<string>>();
  for (const path of paths) {
    const known = origins.get(placeOf(path));
    if (known === undefined) origins.set(placeOf(path), new Set([originOf(path)]));
    else known.add(originOf(path));
  }
  return paths.filter((path) => origins.get(placeOf(path))!.size <= MOST_IN_PLACE);
}

/** Arrows from one place fan out from there. */
const originOf = ({ x1, y1 }: ArrowPath): string => `${Math.round(x1 / PLACE)} ${y1}`;

/** Sets the count on the first arrow of each place with several. */
function counted(paths: readonly ArrowPath[]): readonly ArrowPath[] {
  const counts = new Map<string, number>();
  const keyOf = (path: ArrowPath) => `${path.kind} ${originOf(path)}`;
  for (const path of paths) counts.set(keyOf(path), (counts.get(keyOf(path)) ?? 0) + 1);
  return paths.map((path) => {
    const count = counts.get(keyOf(path)) ?? 1;
    if (count < 3) return path;
    counts.delete(keyOf(path));
    return { ...path, count };
  });
}

/** From bar to bar, attached to the facing sides; undefined if both ends share a row. */
export function pathOf(frame: Frame, base: Placement, arrow: Arrow): ArrowPath | undefined {
  const from = base.rows.ofThread[arrow.fromThread];
  const to = base.rows.ofThread[arrow.toThread];
  if (from === undefined || to === undefined || from === to) return undefined;
  const down = to.y > from.y;
  return {
    kind: arrow.kind,
    from: arrow.from,
    to: arrow.to,
    x1: xOf(frame, base, arrow.fromTime),
    y1: down ? bottomOf(base, from) : topOf(base, from),
    x2: xOf(frame, base, arrow.toTime),
    y2: down ? topOf(base, to) : bottomOf(base, to),
  };
}

const topOf = (base: Placement, row: Row): CssPx => yOf(base, row) + base.barInset;
const bottomOf = (base: Placement, row: Row): CssPx => yOf(base, row) + row.height - base.barInset;

/** An arrow between two invisible lanes is not drawn. */
function isInSight(path: ArrowPath, { plot }: Placement): boolean {
  const { x1, x2, y1, y2 } = path;
  const isBeside = Math.max(x1, x2) < plot.x || Math.min(x1, x2) > plot.x + plot.width;
  return !isBeside && (isAcross(y1, plot) || isAcross(y2, plot));
}

const isAcross = (y: CssPx, { y: top, height }: Placement['plot']): boolean =>
  y >= top && y <= top + height;

/** A hundred full-length lines to invisible lanes would hide the visible ones. */
function withStub(path: ArrowPath, { plot }: Placement): ArrowPath {
  const { x1, y1, x2, y2 } = path;
  const down = Math.sign(y2 - y1);
  if (!isAcross(y1, plot)) return { ...path, x1: x2, y1: y2 - down * STUB, cut: 'from' };
  if (!isAcross(y2, plot)) return { ...path, x2: x1, y2: y1 + down * STUB, cut: 'to' };
  return path;
}

/** Horizontal distance of the control points from the ends. */
export const bendOf = ({ x1, x2 }: ArrowPath): CssPx =>
  x2 - x1 < 1 ? 0 : Math.min(48, Math.max(4, (x2 - x1) / 2));

/** Distance from a point to the drawn curve. */
export function distanceTo(path: ArrowPath, x: CssPx, y: CssPx): CssPx {
  const bend = bendOf(path);
  const { x1, y1, x2, y2 } = path;
  let best = Infinity;
  let [px, py] = [x1, y1];
  const STEPS = 16;
  for (let i = 1; i <= STEPS; i++) {
    const t = i / STEPS;
    const u = 1 - t;
    const cx =
      u ** 3 * x1 + 3 * u * u * t * (x1 + bend) + 3 * u * t * t * (x2 - bend) + t ** 3 * x2;
    const cy = u ** 3 * y1 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t ** 3 * y2;
    best = Math.min(best, toSegment(x, y, px, py, cx, cy));
    [px, py] = [cx, cy];
  }
  return best;
}

function toSegment(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
