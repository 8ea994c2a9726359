/**
 * Flags: the events that decided what went wrong. A pennant on the ruler and a ring on the thread's lane, of the same size
 * at every zoom; those outside the view stand at its edge.
 */
import type { CssPx } from '../base/units.ts';
import { LaneState } from '../views/interval-column.ts';
import type { Context } from './brushes.ts';
import type { Flag, Frame } from './frame.ts';
import type { Layout } from './layout.ts';
import { xOf, yOf } from './placement.ts';

/** Pennants at one place look like one. */
const SIZE: CssPx = 7;

export function paintFlags(ctx: Context, frame: Frame, layout: Layout): void {
  const { plot } = layout;
  // The grave ones last, on top.
  for (const flag of frame.flags) {
    if (flag.seq >= frame.length) continue;
    const at = Math.round(xOf(frame, layout, frame.axis.at(flag.seq)));
    const isInside = at >= plot.x && at <= plot.x + plot.width;
    const x = Math.min(Math.max(at, plot.x), plot.x + plot.width);
    ctx.fillStyle = colourOf(frame, flag);
    paintPennant(ctx, x, plot.y, isInside ? 1 : at < plot.x ? 1 : -1);
    if (isInside) paintRing(ctx, frame, layout, flag, x);
  }
}

function colourOf({ theme }: Frame, { level }: Flag): string {
  const fill = theme.states[level === 'fault' ? LaneState.blocked : LaneState.ready];
  return fill === undefined ? theme.accent : `rgb(${fill.r} ${fill.g} ${fill.b})`;
}

/** With its pole on the ruler's lower edge; `side`: to which it flies. */
function paintPennant(ctx: Context, x: CssPx, bottom: CssPx, side: 1 | -1): void {
  const top = bottom - 2 * SIZE;
  ctx.fillRect(x, top, 1, 2 * SIZE);
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x + side * (SIZE + 1), top + SIZE / 2);
  ctx.lineTo(x, top + SIZE);
  ctx.fill();
}

function paintRing(ctx: Context, frame: Frame, layout: Layout, flag: Flag, x: CssPx): void {
  const row = layout.rows.ofThread[frame.trace.thread(flag.seq)];
  if (row === undefined) return;
  const y = yOf(layout, row);
  if (y < layout.plot.y - row.height || y > layout.plot.y + layout.plot.height) return;
  ctx.strokeStyle = colourOf(frame, flag);
  ctx.lineWidth = 2;
  ctx.strokeRect(x - 3, y + layout.barInset - 1, 7, row.height - 2 * layout.barInset + 2);
}
