/** Highlights of what is selected or hovered. */
import type { EventIndex, Ms, ObjectIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import { LaneState, type IntervalColumn } from '../views/interval-column.ts';
import { pathOf } from './arrow-layout.ts';
import type { Context } from './brushes.ts';
import type { Frame, TimelineSelection } from './frame.ts';
import type { Thing } from './hit-test.ts';
import type { Layout } from './layout.ts';
import { paintArrow } from './paint-arrows.ts';
import { xOf, yOf } from './placement.ts';
import type { Row } from './rows.ts';
import { spanOf } from './view-range.ts';

/** Maximum number of intervals examined per lane for those that concern one object. */
const LOOK = 400;

/** The hovered object, else the selected one; -1 for none. */
export function objectMeant(thing: Thing | undefined, selection: TimelineSelection): ObjectIndex {
  if (thing?.kind === 'interval' || thing?.kind === 'step' || thing?.kind === 'object')
    return thing.object;
  return thing === undefined && selection.kind === 'object' ? selection.index : -1;
}

/** Rings around every visible wait for the object, and a tint on the object's own lane. */
export function paintRelated(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  object: ObjectIndex,
  isPinned: boolean,
): void {
  const { view, trace, liveEdge } = frame;
  ctx.strokeStyle = frame.theme.text1;
  ctx.lineWidth = 1.5;
  const least = (spanOf(view) / layout.plot.width) * 3;
  for (const row of layout.visible) {
    if (row.kind === 'object' && row.lane.index === object && !isPinned)
      tint(ctx, frame, layout, row);
    if (row.kind !== 'thread') continue;
    const { intervals } = row.lane;
    const first = Math.max(0, intervals.at(view.start));
    const last = intervals.at(view.end);
    if (last - first > LOOK) continue;
    for (let i = first; i <= last; i++) {
      const event = intervals.event[i]!;
      const phase = trace.phase(event);
      if (phase !== Phase.block && phase !== Phase.wake) continue;
      const end = intervals.endOf(i, liveEdge);
      if (trace.object(event) === object && end - intervals.start[i]! >= least)
        outline(ctx, frame, layout, row, intervals.start[i]!, end);
    }
  }
}

function tint(ctx: Context, frame: Frame, layout: Layout, row: Row): void {
  ctx.globalAlpha = 0.1;
  ctx.fillStyle = frame.theme.accent;
  ctx.fillRect(layout.plot.x, yOf(layout, row), layout.plot.width, row.height);
  ctx.globalAlpha = 1;
}

function outline(ctx: Context, frame: Frame, layout: Layout, row: Row, from: Ms, to: Ms): void {
  const x1 = xOf(frame, layout, from);
  const x2 = xOf(frame, layout, to);
  const y = yOf(layout, row) + layout.barInset;
  ctx.strokeRect(
    x1 + 0.75,
    y + 0.75,
    Math.max(2, x2 - x1) - 1.5,
    row.height - 2 * layout.barInset - 1.5,
  );
}

export function paintSelection(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  selection: TimelineSelection,
): void {
  const { plot } = layout;
  const { theme, arrows } = frame;
  switch (selection.kind) {
    case 'thread':
    case 'object': {
      const row = rowOf(layout, selection);
      if (row !== undefined) tint(ctx, frame, layout, row);
      return;
    }
    case 'range': {
      const x1 = xOf(frame, layout, frame.axis.ofTime(selection.start));
      const x2 = xOf(frame, layout, frame.axis.ofTime(selection.end));
      ctx.globalAlpha = 0.1;
      ctx.fillStyle = theme.accent;
      ctx.fillRect(x1, plot.y, x2 - x1, plot.height);
      ctx.globalAlpha = 1;
      ctx.fillRect(Math.round(x1), plot.y, 1, plot.height);
      ctx.fillRect(Math.round(x2) - 1, plot.y, 1, plot.height);
      return;
    }
    case 'event':
      paintEvent(ctx, frame, layout, selection.seq);
      return;
    case 'arrow': {
      const arrow = arrows.into(selection.to);
      const path = arrow === undefined ? undefined : pathOf(frame, layout, arrow);
      ctx.lineWidth = 2;
      if (path !== undefined) paintArrow(ctx, path, theme.accent);
      return;
    }
    case 'none':
  }
}

/** A selected event: a ring around its interval, a line at its instant in the lane, its arrows emphasised. */
function paintEvent(ctx: Context, frame: Frame, layout: Layout, seq: EventIndex): void {
  const { trace, theme, lanes, arrows, liveEdge } = frame;
  if (seq >= trace.length) return;
  const place = frame.axis.at(seq);
  const thread = trace.phase(seq) === Phase.wake ? trace.other(seq) : trace.thread(seq);
  const row = layout.rows.ofThread[thread];
  const intervals: IntervalColumn | undefined = lanes.threads[thread]?.intervals;
  if (row === undefined || intervals === undefined) return;
  const x = xOf(frame, layout, place);
  const top = yOf(layout, row) + layout.barInset;
  const height = row.height - 2 * layout.barInset;
  const i = intervals.at(place);
  ctx.strokeStyle = ctx.fillStyle = theme.accent;
  ctx.lineWidth = 2;
  if (i >= 0 && intervals.event[i] === seq && intervals.state[i] !== LaneState.ended) {
    const x2 = xOf(frame, layout, intervals.endOf(i, liveEdge));
    ctx.strokeRect(x, top - 1, Math.max(2, x2 - x), height + 2);
  } else ctx.fillRect(Math.round(x) - 1, top - 3, 2, height + 6);
  const into = arrows.into(seq);
  for (const arrow of into === undefined ? arrows.outOf(seq) : [into, ...arrows.outOf(seq)]) {
    const path = pathOf(frame, layout, arrow);
    if (path !== undefined) paintArrow(ctx, path, theme.accent);
  }
}

const rowOf = (
  layout: Layout,
  selection: { readonly kind: 'thread' | 'object'; readonly index: number },
): Row | undefined =>
  (selection.kind === 'thread' ? layout.rows.ofThread : layout.rows.ofObject)[selection.index];

/** A bar at the outer edge of the selected lane's label. */
export function paintLaneMark(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  selection: TimelineSelection,
): void {
  if (selection.kind !== 'thread' && selection.kind !== 'object') return;
  const row = rowOf(layout, selection);
  if (row === undefined) return;
  const y = Math.max(layout.plot.y, yOf(layout, row));
  const bottom = yOf(layout, row) + row.height;
  ctx.fillStyle = frame.theme.accent;
  if (bottom > y) ctx.fillRect(0, y, 2, bottom - y);
}
