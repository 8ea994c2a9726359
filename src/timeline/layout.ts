/** Geometry of one frame, shared by painting and hit-testing. All lengths are CSS pixels from the widget's corner. */
import type { CssPx } from '../base/units.ts';
import { layoutArrows, type ArrowLayout } from './arrow-layout.ts';
import { indexTracks } from '../views/track-index.ts';
import type { Frame } from './frame.ts';
import type { Placement, Rect } from './placement.ts';
import { layoutRows, type Row } from './rows.ts';
import { ticksOf, type Tick } from './ticks.ts';

export interface Layout extends Placement {
  /** Rows that are at least partly in view, top to bottom. */
  readonly visible: readonly Row[];
  readonly maxScroll: CssPx;
  readonly ticks: readonly Tick[];
  readonly arrows: ArrowLayout;
}

export const RULER_HEIGHT: CssPx = 28;
const LABELS_WIDE: CssPx = 172;
const LABELS_NARROW: CssPx = 96;
const NARROW: CssPx = 560;

export const labelWidthFor = (width: CssPx): CssPx =>
  width < NARROW ? LABELS_NARROW : LABELS_WIDE;

export function layoutTimeline(frame: Frame): Layout {
  const labels = labelWidthFor(frame.width);
  const plot: Rect = {
    x: labels,
    y: RULER_HEIGHT,
    width: Math.max(0, frame.width - labels),
    height: Math.max(0, frame.height - RULER_HEIGHT),
  };
  const rows = layoutRows(
    frame.lanes.cores,
    frame.lanes.groups(),
    frame.collapsed,
    frame.laneHeight,
    indexTracks(frame.trace.tracks),
  );
  const maxScroll = Math.max(0, rows.height + 8 - plot.height);
  const scrollY = Math.min(Math.max(0, frame.scrollY), maxScroll);
  const base: Omit<Layout, 'arrows'> = {
    plot,
    rows,
    visible: rows.rows.filter(
      (row) => row.y + row.height > scrollY && row.y < scrollY + plot.height,
    ),
    scrollY,
    maxScroll,
    ticks: ticksOf(frame.view, plot.width, frame.axis.unit),
    barInset: frame.laneHeight >= 24 ? 4 : 3,
  };
  return { ...base, arrows: layoutArrows(frame, base) };
}
