/** Arrows from cause to effect: thin curves with a dot at the start and a head at the end. */
import type { CssPx } from '../base/units.ts';
import { LaneState } from '../views/interval-column.ts';
import type { ArrowKind } from '../views/arrows.ts';
import { bendOf, type ArrowPath } from './arrow-layout.ts';
import type { Context } from './brushes.ts';
import type { Frame } from './frame.ts';
import type { Layout } from './layout.ts';
import { css, type Theme } from './theme.ts';

const HEAD: CssPx = 5;

function colourOf(theme: Theme, kind: ArrowKind): string {
  const message = theme.states[LaneState.message];
  return kind === 'message' && message !== undefined ? css(message) : theme.text2;
}

export function paintArrows(ctx: Context, frame: Frame, layout: Layout): void {
  const { paths, alpha } = layout.arrows;
  if (paths.length === 0) return;
  ctx.save();
  clipToPlot(ctx, layout);
  ctx.globalAlpha = alpha;
  ctx.lineWidth = 1;
  for (const path of paths) paintArrow(ctx, path, colourOf(frame.theme, path.kind));
  ctx.globalAlpha = 1;
  for (const path of paths) if (path.count !== undefined) paintCount(ctx, frame, path, path.count);
  ctx.restore();
}

/** Draws the number of arrows that begin in one place. */
function paintCount(
  ctx: Context,
  { theme }: Frame,
  { x1, y1, y2 }: ArrowPath,
  count: number,
): void {
  const text = `×${count}`;
  const y = y1 + (y2 > y1 ? 7 : -7);
  ctx.font = `10px ${theme.fontMono}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = theme.surface;
  ctx.fillRect(x1 + 3, y - 5, 7 * text.length, 10);
  ctx.fillStyle = theme.text2;
  ctx.fillText(text, x1 + 4, y + 0.5);
}

export function clipToPlot(ctx: Context, { plot }: Layout): void {
  ctx.beginPath();
  ctx.rect(plot.x, plot.y, plot.width, plot.height);
  ctx.clip();
}

/** With the current line width. */
export function paintArrow(ctx: Context, path: ArrowPath, colour: string): void {
  const { x1, y1, x2, y2 } = path;
  const bend = bendOf(path);
  const down = y2 > y1;
  // The tip is placed where the eye can follow it: a steep arrow ends at the bar's edge, a long one inside it.
  const tip = y2 + (down ? -0.5 : 0.5);
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  if (bend === 0) ctx.lineTo(x2, tip);
  else ctx.bezierCurveTo(x1 + bend, y1, x2 - bend, tip, x2, tip);
  ctx.stroke();
  ctx.beginPath();
  if (path.cut !== 'from') ctx.arc(x1, y1, 1.75, 0, Math.PI * 2);
  if (path.cut === 'to') {
    ctx.fill();
    return;
  }
  if (bend > HEAD) {
    ctx.moveTo(x2 + 0.5, tip);
    ctx.lineTo(x2 - HEAD, tip - HEAD / 2);
    ctx.lineTo(x2 - HEAD, tip + HEAD / 2);
  } else {
    const back = down ? -HEAD : HEAD;
    ctx.moveTo(x2, tip);
    ctx.lineTo(x2 - HEAD / 2, tip + back);
    ctx.lineTo(x2 + HEAD / 2, tip + back);
  }
  ctx.fill();
}
