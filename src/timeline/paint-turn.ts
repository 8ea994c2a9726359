/** Step mode's marker at the end of a lane's label: the thread can take this step, or has taken it. */
import type { CssPx, ThreadIndex } from '../base/units.ts';
import type { Brushes, Context } from './brushes.ts';
import type { Frame } from './frame.ts';
import type { Layout } from './layout.ts';

const TURN_ROOM: CssPx = 24;
const WIDTH: CssPx = 18;
const HEIGHT: CssPx = 16;
/** Number of threads with number keys. */
const KEYS = 9;

/** open: can move. taken: has taken this step. other: could have taken it instead. */
type Turn = 'open' | 'taken' | 'other';

export function turnOf({ turns }: Pick<Frame, 'turns'>, thread: ThreadIndex): Turn | undefined {
  if (turns === undefined || !turns.movers.includes(thread)) return undefined;
  if (turns.taker < 0) return 'open';
  return turns.taker === thread ? 'taken' : 'other';
}

/**
 * Place of the marker: at the end of a wide label. A narrow one has room for the name only if the marker takes the place of
 * the state's glyph.
 */
export const turnPlace = ({ plot }: Pick<Layout, 'plot'>): { x: CssPx; isAtEnd: boolean } =>
  plot.x >= 120 ? { x: plot.x - TURN_ROOM, isAtEnd: true } : { x: 1, isAtEnd: false };

/** A key with the thread's number, or an arrow if it has no number key. `middle`: vertical centre of the lane. */
export function paintTurn(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  brushes: Brushes,
  thread: ThreadIndex,
  middle: CssPx,
): void {
  const turn = turnOf(frame, thread);
  if (turn === undefined) return;
  const { theme } = frame;
  const [x, y] = [turnPlace(layout).x, Math.round(middle - HEIGHT / 2)];
  ctx.beginPath();
  ctx.roundRect(x + 0.5, y + 0.5, WIDTH - 1, HEIGHT - 1, 3.5);
  ctx.fillStyle = turn === 'open' ? theme.accent : theme.hover;
  ctx.strokeStyle = turn === 'other' ? theme.accent : ctx.fillStyle;
  ctx.lineWidth = 1;
  if (turn !== 'other') ctx.fill();
  ctx.stroke();
  ctx.fillStyle = turn === 'open' ? theme.onAccent : turn === 'other' ? theme.accent : theme.text2;
  if (turn === 'taken') return paintCheck(ctx, x + WIDTH / 2, y + HEIGHT / 2);
  if (thread >= KEYS) return paintArrowHead(ctx, x + WIDTH / 2, y + HEIGHT / 2);
  brushes.useFont(ctx, `11px ${theme.fontMono}`);
  ctx.textAlign = 'center';
  ctx.fillText(String(thread + 1), x + WIDTH / 2, y + HEIGHT / 2 + 0.5);
  ctx.textAlign = 'left';
}

function paintArrowHead(ctx: Context, x: CssPx, y: CssPx): void {
  ctx.beginPath();
  ctx.moveTo(x - 2.5, y - 4);
  ctx.lineTo(x + 3.5, y);
  ctx.lineTo(x - 2.5, y + 4);
  ctx.fill();
}

function paintCheck(ctx: Context, x: CssPx, y: CssPx): void {
  ctx.strokeStyle = ctx.fillStyle;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x - 4, y);
  ctx.lineTo(x - 1, y + 3);
  ctx.lineTo(x + 4, y - 3);
  ctx.stroke();
}
