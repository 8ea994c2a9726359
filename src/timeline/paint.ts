/** The static layer: everything that depends on the view or the trace, but not on the pointer. */
import type { Brushes, Context } from './brushes.ts';
import { FLAG_HEIGHT } from './flag-layout.ts';
import type { Frame } from './frame.ts';
import type { Layout } from './layout.ts';
import { paintArrows } from './paint-arrows.ts';
import { paintBars } from './paint-bars.ts';
import { paintLabels } from './paint-labels.ts';
import { paintOverview } from './paint-overview.ts';
import { paintSwitches } from './paint-switches.ts';
import { xOf } from './placement.ts';

/** Paints the whole layer, covering the previous content. `ctx` uses CSS pixels. */
export function paintTimeline(ctx: Context, frame: Frame, layout: Layout, brushes: Brushes): void {
  const { theme, width, height } = frame;
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, 0, width, height);
  paintGrid(ctx, frame, layout);
  paintLanes(ctx, frame, layout, brushes);
  paintSwitches(ctx, frame, layout);
  paintArrows(ctx, frame, layout);
  paintLabels(ctx, frame, layout, brushes);
  paintPinnedEdge(ctx, frame, layout);
  paintOverview(ctx, frame, layout, brushes);
  paintRuler(ctx, frame, layout, brushes);
  if (layout.rows.rows.length === 0) paintEmpty(ctx, frame, layout, brushes);
}

/** Scrolling rows, below the pinned ones. */
function paintLanes(ctx: Context, frame: Frame, layout: Layout, brushes: Brushes): void {
  const { plot, visible, rows } = layout;
  const parts = [
    { pinned: false, y: plot.y + rows.pinnedHeight, height: plot.height - rows.pinnedHeight },
    { pinned: true, y: plot.y, height: Math.min(plot.height, rows.pinnedHeight) },
  ];
  for (const { pinned, y, height } of parts) {
    const shown = visible.filter((row) => (row.isPinned === true) === pinned);
    if (shown.length === 0 || height <= 0) continue;
    ctx.save();
    ctx.beginPath();
    ctx.rect(plot.x, y, plot.width, height);
    ctx.clip();
    paintBars(ctx, frame, { ...layout, visible: shown }, brushes);
    ctx.restore();
  }
}

function paintPinnedEdge(ctx: Context, { theme, width }: Frame, { plot, rows }: Layout): void {
  if (rows.pinnedHeight === 0) return;
  ctx.fillStyle = theme.hairlineStrong;
  ctx.fillRect(0, Math.round(plot.y + rows.pinnedHeight) - 1, width, 1);
}

function paintGrid(ctx: Context, frame: Frame, layout: Layout): void {
  const { plot } = layout;
  ctx.fillStyle = frame.theme.hairline;
  for (const { time } of layout.ticks) {
    const x = Math.round(xOf(frame, layout, time));
    if (x > plot.x) ctx.fillRect(x, plot.y, 1, plot.height);
  }
}

function paintRuler(ctx: Context, frame: Frame, layout: Layout, brushes: Brushes): void {
  const { theme, width } = frame;
  const { plot } = layout;
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, 0, width, plot.y);
  ctx.save();
  ctx.beginPath();
  ctx.rect(plot.x, 0, plot.width, plot.y);
  ctx.clip();
  brushes.useFont(ctx, `11px ${theme.fontMono}`);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  // Flags stand on the ruler's lower edge.
  const above = (plot.y - FLAG_HEIGHT) / 2 + 1;
  for (const { time, label } of layout.ticks) {
    const x = Math.round(xOf(frame, layout, time));
    ctx.fillStyle = theme.hairlineStrong;
    ctx.fillRect(x, plot.y - 8, 1, 8);
    ctx.fillStyle = theme.text3;
    ctx.fillText(label, x + 5, above);
  }
  ctx.restore();
  ctx.fillStyle = theme.hairline;
  ctx.fillRect(0, plot.y - 1, width, 1);
  ctx.fillRect(plot.x - 1, 0, 1, plot.y);
  if (layout.arrows.hidden > 0 && plot.x > 120) {
    brushes.useFont(ctx, `11px ${theme.fontUi}`);
    ctx.fillStyle = theme.text3;
    const text = frame.text('arrows-hidden', { count: layout.arrows.hidden });
    ctx.fillText(brushes.fit(ctx, text, plot.x - 20), 12, plot.y / 2);
  }
}

function paintEmpty(ctx: Context, frame: Frame, { plot }: Layout, brushes: Brushes): void {
  brushes.useFont(ctx, `13px ${frame.theme.fontUi}`);
  ctx.fillStyle = frame.theme.text3;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(frame.text('empty'), plot.x + plot.width / 2, plot.y + plot.height / 2);
  ctx.textAlign = 'left';
}
