/**
 * Flags: the events that decided what went wrong. A pennant on the ruler, with a number for several events, and a ring
 * on each event's lane, of constant size at every zoom; on the overview strip a notch for each.
 */
import type { CssPx } from '../base/units.ts';
import { LaneState } from '../views/interval-column.ts';
import type { Brushes, Context } from './brushes.ts';
import { FLAG_HEIGHT, type FlagPlace } from './flag-layout.ts';
import type { Flag, Frame } from './frame.ts';
import type { Layout } from './layout.ts';
import { overviewX } from './paint-overview.ts';
import { xOf, yOf } from './placement.ts';

/** Size of a pennant without a number. */
const SIZE: CssPx = 7;
/** Dash length of the line where two runs diverge. */
const DASH: CssPx = 5;
const GAP: CssPx = 4;

export function paintFlags(ctx: Context, frame: Frame, layout: Layout, brushes: Brushes): void {
  for (const place of layout.flags) {
    ctx.fillStyle = colourOf(frame, place.level);
    if (place.isInside) for (const flag of place.flags) paintRing(ctx, frame, layout, flag);
  }
  // Grave ones last, on top.
  const order = layout.flags.toSorted(
    (a, b) => Number(a.level === 'fault') - Number(b.level === 'fault'),
  );
  for (const place of order) paintPennant(ctx, frame, layout, place, brushes);
  paintNotches(ctx, frame, layout);
}

/** From top to bottom, continuing in the other run's picture. */
export function paintParting(ctx: Context, frame: Frame, layout: Layout): void {
  const { plot } = layout;
  const { parting, theme, veiled, cursor } = frame;
  if (parting === undefined || (veiled && parting > cursor.time)) return;
  const x = Math.round(xOf(frame, layout, parting));
  if (x < plot.x || x > plot.x + plot.width) return;
  ctx.fillStyle = theme.accent;
  for (let y = 0; y < plot.y + plot.height; y += DASH + GAP) ctx.fillRect(x - 1, y, 2, DASH);
}

function colourOf({ theme }: Frame, level: Flag['level']): string {
  const fill = theme.states[level === 'fault' ? LaneState.blocked : LaneState.ready];
  return fill === undefined ? theme.accent : `rgb(${fill.r} ${fill.g} ${fill.b})`;
}

/** Its pole stands on the ruler's lower edge. */
function paintPennant(
  ctx: Context,
  frame: Frame,
  { plot }: Layout,
  { x, side, flags, level }: FlagPlace,
  brushes: Brushes,
): void {
  const top = plot.y - FLAG_HEIGHT;
  ctx.fillStyle = colourOf(frame, level);
  ctx.fillRect(x, top, 1, FLAG_HEIGHT);
  if (flags.length === 1) {
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x + side * (SIZE + 1), top + SIZE / 2);
    ctx.lineTo(x, top + SIZE);
    ctx.fill();
    return;
  }
  brushes.useFont(ctx, `600 9px ${frame.theme.fontUi}`);
  const text = flags.length > 99 ? '99+' : String(flags.length);
  const width = Math.max(SIZE + 4, brushes.widthOf(ctx, text) + 5);
  const left = side > 0 ? x : x + 1 - width;
  ctx.fillRect(left, top, width, SIZE + 3);
  ctx.fillStyle = frame.theme.surface;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, left + width / 2, top + (SIZE + 3) / 2 + 0.5);
  ctx.textAlign = 'left';
}

function paintRing(ctx: Context, frame: Frame, layout: Layout, { seq, level }: Flag): void {
  const row = layout.rows.ofThread[frame.trace.thread(seq)];
  if (row === undefined) return;
  const y = yOf(layout, row);
  if (y < layout.plot.y - row.height || y > layout.plot.y + layout.plot.height) return;
  const x = Math.round(xOf(frame, layout, frame.axis.at(seq)));
  ctx.strokeStyle = colourOf(frame, level);
  ctx.lineWidth = 2;
  ctx.strokeRect(x - 3, y + layout.barInset - 1, 7, row.height - 2 * layout.barInset + 2);
}

/** On the overview strip, at its upper edge. */
function paintNotches(ctx: Context, frame: Frame, { flags, overview: strip }: Layout): void {
  const { overview, axis } = frame;
  if (overview === undefined || strip.height === 0) return;
  for (const place of flags) {
    ctx.fillStyle = colourOf(frame, place.level);
    let before = -Infinity;
    for (const { seq } of place.flags) {
      const x = Math.round(overviewX(strip, overview, Math.min(axis.at(seq), overview.edge)));
      if (x - before < 2) continue;
      before = x;
      ctx.fillRect(x - 1, strip.y + 1, 3, 5);
    }
  }
}
