/** Context switches: a dotted line from the lane of the replaced thread to that of the new one. */
import type { CssPx } from '../base/units.ts';
import type { Context } from './brushes.ts';
import type { Frame } from './frame.ts';
import type { Layout } from './layout.ts';
import { xOf, yOf } from './placement.ts';
import type { Row } from './rows.ts';

/** Minimum distance between lines: if there are more, the cores' lanes still show them. */
const APART: CssPx = 4;
/** Average distance at which they are drawn at full opacity; fainter if closer. */
const ROOMY: CssPx = 40;
const FAINTEST = 0.2;
/** Half the width of the stroke at both ends. */
const END: CssPx = 2;

export function paintSwitches(ctx: Context, frame: Frame, layout: Layout): void {
  const { lanes, view, theme } = frame;
  const { plot, rows } = layout;
  const middleOf = (row: Row) => Math.round(yOf(layout, row) + row.height / 2);
  const lines: { readonly x: CssPx; readonly top: CssPx; readonly foot: CssPx }[] = [];
  let before = -Infinity;
  for (const { at, from, to } of lanes.switches.between(view.start, view.end)) {
    const x = Math.round(xOf(frame, layout, at));
    if (x - before < APART) continue;
    const [source, target] = [rows.ofThread[from], rows.ofThread[to]];
    if (source === undefined || target === undefined || source === target) continue;
    before = x;
    const [one, other] = [middleOf(source), middleOf(target)];
    lines.push({ x, top: Math.min(one, other), foot: Math.max(one, other) });
  }
  ctx.fillStyle = theme.text2;
  ctx.globalAlpha = Math.min(1, Math.max(FAINTEST, plot.width / lines.length / ROOMY));
  for (const { x, top, foot } of lines) {
    const [first, last] = [Math.max(top, plot.y), Math.min(foot, plot.y + plot.height)];
    for (let y = first; y < last; y += 3) ctx.fillRect(x, y, 1, 1);
    for (const y of [top, foot]) {
      if (y >= plot.y && y < plot.y + plot.height) ctx.fillRect(x - END, y, 2 * END + 1, 1);
    }
  }
  ctx.globalAlpha = 1;
}
