/** Context switches: a dotted line from the lane of the thread that ran to that of the one that runs in its place. */
import type { CssPx } from '../base/units.ts';
import type { Context } from './brushes.ts';
import type { Frame } from './frame.ts';
import type { Layout } from './layout.ts';
import { xOf, yOf } from './placement.ts';
import type { Row } from './rows.ts';

/** Lines stand at least so far apart: where there are more, the lanes of the cores still tell. */
const APART: CssPx = 4;
/** Half the width of the stroke at both ends. */
const END: CssPx = 2;

export function paintSwitches(ctx: Context, frame: Frame, layout: Layout): void {
  const { lanes, view, theme } = frame;
  const { plot, rows } = layout;
  const middleOf = (row: Row) => Math.round(yOf(layout, row) + row.height / 2);
  ctx.fillStyle = theme.text2;
  let before = -Infinity;
  for (const { at, from, to } of lanes.switches.between(view.start, view.end)) {
    const x = Math.round(xOf(frame, layout, at));
    if (x - before < APART) continue;
    const [source, target] = [rows.ofThread[from], rows.ofThread[to]];
    if (source === undefined || target === undefined || source === target) continue;
    before = x;
    const [top, foot] = [middleOf(source), middleOf(target)].toSorted((a, b) => a - b) as [
      number,
      number,
    ];
    const [first, last] = [Math.max(top, plot.y), Math.min(foot, plot.y + plot.height)];
    for (let y = first; y < last; y += 3) ctx.fillRect(x, y, 1, 1);
    for (const y of [top, foot]) {
      if (y >= plot.y && y < plot.y + plot.height) ctx.fillRect(x - END, y, 2 * END + 1, 1);
    }
  }
}
