/** The critical path: a line below the bars that are on it, and from lane to lane where it passes on. */
import type { CssPx } from '../base/units.ts';
import type { Context } from './brushes.ts';
import type { Frame } from './frame.ts';
import type { Layout } from './layout.ts';
import { xOf, yOf } from './placement.ts';

const WIDTH: CssPx = 3;

export function paintPath(ctx: Context, frame: Frame, layout: Layout): void {
  const { path, theme, axis, view } = frame;
  ctx.fillStyle = theme.text1;
  let before: CssPx | undefined;
  for (const { thread, from, to } of path) {
    const row = layout.rows.ofThread[thread];
    const [start, end] = [axis.ofTime(from), axis.ofTime(to)];
    if (row === undefined || end < view.start || start > view.end) {
      before = undefined;
      continue;
    }
    const [x1, x2] = [xOf(frame, layout, start), xOf(frame, layout, end)];
    const y = yOf(layout, row) + row.height - layout.barInset;
    ctx.fillRect(x1, y, Math.max(1, x2 - x1), WIDTH);
    if (before !== undefined && before !== y)
      ctx.fillRect(x1 - 1, Math.min(before, y), 2, Math.abs(before - y) + WIDTH);
    before = y;
  }
}
