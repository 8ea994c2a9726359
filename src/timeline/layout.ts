/** Geometry of one frame, shared by painting and hit-testing. All lengths are CSS pixels from the widget's corner. */
import type { CssPx } from '../base/units.ts';
import { layoutArrows, type ArrowLayout } from './arrow-layout.ts';
import { layoutFlags, type FlagPlace } from './flag-layout.ts';
import type { Frame } from './frame.ts';
import type { Placement, Rect } from './placement.ts';
import { headingAbove, type Row } from './rows.ts';
import { ticksOf, type Tick } from './ticks.ts';

export interface Layout extends Placement {
  /** Rows at least partly in view, top to bottom; pinned ones first. */
  readonly visible: readonly Row[];
  /** Heading of the process of the first visible rows, if scrolled away: it sticks to the top. */
  readonly heading: HeadingPlace | undefined;
  /** The overview strip below the lanes; zero height if there is none. */
  readonly overview: Rect;
  readonly maxScroll: CssPx;
  readonly ticks: readonly Tick[];
  readonly arrows: ArrowLayout;
  readonly flags: readonly FlagPlace[];
}

export interface HeadingPlace {
  readonly row: Extract<Row, { kind: 'group' }>;
  /** From the widget's top: the next heading pushes it up. */
  readonly y: CssPx;
}

export const RULER_HEIGHT: CssPx = 28;
/** Height of the overview strip. */
const OVERVIEW_HEIGHT: CssPx = 24;
const LABELS_WIDE: CssPx = 172;
const LABELS_NARROW: CssPx = 96;
const NARROW: CssPx = 560;

export const labelWidthFor = (width: CssPx): CssPx =>
  width < NARROW ? LABELS_NARROW : LABELS_WIDE;

export function layoutTimeline(frame: Frame): Layout {
  const labels = labelWidthFor(frame.width);
  const below = frame.overview === undefined ? 0 : OVERVIEW_HEIGHT;
  const plot: Rect = {
    x: labels,
    y: RULER_HEIGHT,
    width: Math.max(0, frame.width - labels),
    height: Math.max(0, frame.height - RULER_HEIGHT - below),
  };
  const { rows } = frame;
  const maxScroll = Math.max(0, rows.height + 8 - plot.height);
  const scrollY = Math.min(Math.max(0, frame.scrollY), maxScroll);
  const base: Omit<Layout, 'arrows' | 'flags'> = {
    plot,
    rows,
    visible: rows.rows.filter(
      (row) =>
        row.isPinned ||
        (row.y + row.height > scrollY + rows.pinnedHeight && row.y < scrollY + plot.height),
    ),
    heading: headingAt(frame, plot, scrollY),
    overview: { x: plot.x, y: plot.y + plot.height, width: plot.width, height: below },
    scrollY,
    maxScroll,
    ticks: ticksOf(frame.view, plot.width, frame.axis.unit),
    barInset: frame.laneHeight >= 24 ? 4 : 3,
  };
  return { ...base, arrows: layoutArrows(frame, base), flags: layoutFlags(frame, base) };
}

function headingAt(
  { rows, laneHeight }: Frame,
  plot: Rect,
  scrollY: CssPx,
): HeadingPlace | undefined {
  const top = scrollY + rows.pinnedHeight;
  const row = headingAbove(rows, top);
  if (row === undefined) return undefined;
  const next = rows.rows.find(
    (one) =>
      one.y > top && (one.kind === 'group' || (one.kind === 'thread' && one.process !== undefined)),
  );
  const room = next === undefined ? laneHeight : Math.min(laneHeight, next.y - top);
  return { row, y: plot.y + rows.pinnedHeight + room - laneHeight };
}
