/** The interactive layer: depends on pointer, cursor and selection. Cheap, and repainted separately. */
import type { CssPx, Ms } from '../base/units.ts';
import type { Brushes, Context } from './brushes.ts';
import type { Frame, TimelineSelection } from './frame.ts';
import type { Thing } from './hit-test.ts';
import type { Drag } from './lane-desk.ts';
import type { Layout } from './layout.ts';
import { clipToPlot, paintArrow } from './paint-arrows.ts';
import { paintFlags, paintParting } from './paint-flags.ts';
import { paintPath } from './paint-path.ts';
import { objectMeant, paintLaneMark, paintRelated, paintSelection } from './paint-selection.ts';
import { timeOf, xOf } from './placement.ts';
import { lengthText, placeText } from './ticks.ts';
import { spanOf } from './view-range.ts';

export interface Pointing {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly thing: Thing | undefined;
}

export interface OverlayState {
  readonly pointing: Pointing | undefined;
  readonly selection: TimelineSelection;
  /** A lane that is being dragged. */
  readonly drag: Drag | undefined;
}

export function paintOverlay(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  { pointing, selection, drag }: OverlayState,
  brushes: Brushes,
): void {
  ctx.clearRect(0, 0, frame.width, frame.height);
  ctx.save();
  clipToPlot(ctx, layout);
  if (!frame.veiled) paintVeil(ctx, frame, layout, 0.6);
  const object = objectMeant(pointing?.thing, selection);
  const isPinned = selection.kind === 'object' && selection.index === object;
  if (object >= 0) paintRelated(ctx, frame, layout, object, isPinned);
  paintSelection(ctx, frame, layout, selection);
  paintPath(ctx, frame, layout);
  if (pointing?.thing?.kind === 'arrow') {
    ctx.lineWidth = 2;
    paintArrow(ctx, pointing.thing.path, frame.theme.accent);
  }
  // Covers everything painted after the cursor.
  if (frame.veiled) paintVeil(ctx, frame, layout, 1);
  ctx.restore();
  paintLaneMark(ctx, frame, layout, selection);
  if (selection.kind === 'range')
    paintRulerSpan(
      ctx,
      frame,
      layout,
      frame.axis.ofTime(selection.start),
      frame.axis.ofTime(selection.end),
      brushes,
    );
  if (pointing !== undefined && pointing.x >= layout.plot.x)
    paintHoverLine(ctx, frame, layout, pointing.x, brushes);
  if (drag !== undefined) paintDrag(ctx, frame, layout, drag);
  paintParting(ctx, frame, layout);
  paintFlags(ctx, frame, layout, brushes);
  paintCursor(ctx, frame, layout);
  paintScrollbar(ctx, frame, layout);
}

/** Drop target of a dragged lane. */
function paintDrag(ctx: Context, { theme }: Frame, { plot }: Layout, { y }: Drag): void {
  ctx.fillStyle = theme.accent;
  ctx.fillRect(0, Math.round(y) - 1, plot.x, 2);
}

/** Dims what comes after the cursor: it has not happened yet. */
function paintVeil(ctx: Context, frame: Frame, layout: Layout, alpha: number): void {
  if (frame.cursor.live) return;
  const { plot } = layout;
  const x = Math.max(plot.x, xOf(frame, layout, frame.cursor.time));
  ctx.globalAlpha = alpha;
  ctx.fillStyle = frame.theme.surface;
  if (x < plot.x + plot.width) ctx.fillRect(x, plot.y, plot.x + plot.width - x, plot.height);
  ctx.globalAlpha = 1;
}

function paintHoverLine(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  x: CssPx,
  brushes: Brushes,
): void {
  const { theme, view } = frame;
  const { plot } = layout;
  ctx.fillStyle = theme.hairlineStrong;
  ctx.fillRect(Math.round(x), plot.y, 1, plot.height);
  const step = 10 ** Math.floor(Math.log10(spanOf(view) / plot.width));
  const text = placeText(frame, timeOf(frame, layout, x), step);
  paintPill(ctx, frame, layout, text, x, brushes);
}

function paintRulerSpan(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  start: Ms,
  end: Ms,
  brushes: Brushes,
): void {
  const middle = xOf(frame, layout, (start + end) / 2);
  paintPill(ctx, frame, layout, lengthText(frame, end - start), middle, brushes);
}

/** A time on the ruler, covering the ticks below it. */
function paintPill(
  ctx: Context,
  frame: Frame,
  { plot }: Layout,
  text: string,
  x: CssPx,
  brushes: Brushes,
): void {
  const { theme } = frame;
  brushes.useFont(ctx, `11px ${theme.fontMono}`);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'center';
  const width = brushes.widthOf(ctx, text) + 12;
  const left = Math.min(Math.max(plot.x + 1, x - width / 2), plot.x + plot.width - width);
  ctx.fillStyle = theme.hover;
  ctx.fillRect(left, 4, width, plot.y - 9);
  ctx.fillStyle = theme.text1;
  ctx.fillText(text, left + width / 2, plot.y / 2);
  ctx.textAlign = 'left';
}

function paintCursor(ctx: Context, frame: Frame, layout: Layout): void {
  const { plot } = layout;
  const x = Math.round(xOf(frame, layout, frame.cursor.time));
  if (x < plot.x || x > plot.x + plot.width) return;
  ctx.fillStyle = frame.theme.accent;
  ctx.globalAlpha = frame.cursor.live ? 0.55 : 1;
  ctx.fillRect(x, plot.y, 1, plot.height);
  ctx.globalAlpha = 1;
  // A draggable handle on the ruler.
  ctx.beginPath();
  ctx.moveTo(x - 4.5, plot.y - 10);
  ctx.lineTo(x + 5.5, plot.y - 10);
  ctx.lineTo(x + 5.5, plot.y - 5);
  ctx.lineTo(x + 0.5, plot.y);
  ctx.lineTo(x - 4.5, plot.y - 5);
  ctx.fill();
}

function paintScrollbar(
  ctx: Context,
  frame: Frame,
  { plot, rows, scrollY, maxScroll }: Layout,
): void {
  if (maxScroll <= 0) return;
  const height = Math.max(24, (plot.height * plot.height) / (rows.height + 8));
  const y = plot.y + (scrollY / maxScroll) * (plot.height - height);
  ctx.fillStyle = frame.theme.text3;
  ctx.globalAlpha = 0.45;
  ctx.fillRect(plot.x + plot.width - 5, y + 2, 3, height - 4);
  ctx.globalAlpha = 1;
}
