/** The overview strip below the lanes: the whole run, with a window for the visible range. */
import type { CssPx } from '../base/units.ts';
import { LANE_STATES } from '../views/interval-column.ts';
import type { Brushes, Context } from './brushes.ts';
import type { Frame } from './frame.ts';
import type { Layout } from './layout.ts';
import type { OverviewPicture } from './overview.ts';
import { packRgb } from './pixels.ts';
import type { Rect } from './placement.ts';
import { STACK } from './summarise-intervals.ts';
import { placeText } from './ticks.ts';
import { spanOf } from './view-range.ts';

/** Padding above and below the picture. */
const INSET: CssPx = 4;
/** Minimum width of the window, so that it can be seen and grabbed. */
const LEAST_WINDOW: CssPx = 6;

export const overviewX = ({ x, width }: Rect, { edge }: OverviewPicture, place: number): CssPx =>
  x + (edge <= 0 ? 0 : (place / edge) * width);

export const overviewPlace = ({ x, width }: Rect, { edge }: OverviewPicture, at: CssPx): number =>
  (Math.min(1, Math.max(0, (at - x) / Math.max(1, width))) || 0) * edge;

export function paintOverview(ctx: Context, frame: Frame, layout: Layout, brushes: Brushes): void {
  const { theme, overview, view, width, height } = frame;
  const { overview: strip } = layout;
  if (overview === undefined || strip.height === 0) return;
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, strip.y, width, height - strip.y);
  ctx.fillStyle = theme.hairline;
  ctx.fillRect(0, strip.y, width, 1);
  paintRun(ctx, frame, strip, overview, brushes);
  if (frame.veiled) {
    const x = Math.max(strip.x, overviewX(strip, overview, frame.cursor.time));
    ctx.fillStyle = theme.surface;
    ctx.fillRect(x, strip.y + 1, strip.x + strip.width - x, strip.height - 1);
  }
  const [left, right] = windowOf(strip, overview, view);
  // Dims what is out of view.
  ctx.globalAlpha = 0.6;
  ctx.fillStyle = theme.surface;
  ctx.fillRect(strip.x, strip.y + 1, left - strip.x, strip.height - 1);
  ctx.fillRect(right, strip.y + 1, strip.x + strip.width - right, strip.height - 1);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = 1.5;
  ctx.strokeRect(left + 0.75, strip.y + 1.75, Math.max(1, right - left - 1.5), strip.height - 3.5);
  const cursor = Math.round(overviewX(strip, overview, frame.cursor.time));
  ctx.fillStyle = theme.accent;
  if (!frame.cursor.live) ctx.fillRect(cursor, strip.y + 1, 1, strip.height - 1);
  paintRange(ctx, frame, layout, brushes);
}

function windowOf(
  strip: Rect,
  overview: OverviewPicture,
  view: Frame['view'],
): readonly [CssPx, CssPx] {
  const within = (x: CssPx) => Math.min(strip.x + strip.width, Math.max(strip.x, x));
  const left = within(overviewX(strip, overview, view.start));
  const right =
    overview.edge <= 0 ? strip.x + strip.width : within(overviewX(strip, overview, view.end));
  const start = Math.min(left, strip.x + strip.width - LEAST_WINDOW);
  return [start, Math.max(right, start + LEAST_WINDOW)];
}

function paintRun(
  ctx: Context,
  { theme, ratio }: Frame,
  strip: Rect,
  picture: OverviewPicture,
  brushes: Brushes,
): void {
  if (picture.full <= 0) return;
  const width = Math.max(1, Math.round(strip.width * ratio));
  const rows = strip.height - 2 * INSET;
  const canvas = brushes.kept(width, rows, [picture, theme], (pixels) =>
    fillRun(pixels, width, rows, picture, theme),
  );
  ctx.imageSmoothingEnabled = false;
  ctx.drawImage(canvas, 0, 0, width, rows, strip.x, strip.y + INSET, strip.width, rows);
}

function fillRun(
  pixels: Uint32Array,
  width: number,
  rows: number,
  { buckets, spent, full }: OverviewPicture,
  theme: Frame['theme'],
): void {
  const words = theme.states.map((fill) => (fill === undefined ? 0 : packRgb(fill)));
  for (let x = 0; x < width; x++) {
    const at = Math.floor((x / width) * buckets) * LANE_STATES;
    let row = rows;
    let sum = 0;
    for (const state of STACK) {
      sum += spent[at + state]!;
      const top = rows - Math.round((sum / full) * rows);
      while (row > top) pixels[--row * width + x] = words[state] ?? 0;
    }
  }
}

/** The visible range as text, in the label column. */
function paintRange(
  ctx: Context,
  frame: Frame,
  { overview: strip }: Layout,
  brushes: Brushes,
): void {
  const { view, theme } = frame;
  const step = 10 ** Math.floor(Math.log10(Math.max(1e-6, spanOf(view)) / 100));
  const text = `${placeText(frame, Math.max(0, view.start), step)} – ${placeText(frame, view.end, step)}`;
  brushes.useFont(ctx, `11px ${theme.fontMono}`);
  if (brushes.widthOf(ctx, text) > strip.x - 16) return;
  ctx.fillStyle = theme.text3;
  ctx.textBaseline = 'middle';
  ctx.fillText(text, 12, strip.y + strip.height / 2 + 0.5);
}
