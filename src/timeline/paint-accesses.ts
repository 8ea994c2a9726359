/** Reads and writes of a thread, as marks on its lane at every zoom: hollow for a read, full for a change of value. */
import type { CssPx } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { ThreadLane } from '../views/lane.ts';
import type { Context } from './brushes.ts';
import type { Frame } from './frame.ts';
import type { Layout } from './layout.ts';
import { xOf, yOf } from './placement.ts';
import type { Row } from './rows.ts';

const SIZE: CssPx = 5;
/** Minimum distance between marks of one kind. */
const APART: CssPx = 6;
/** Maximum number of events of a lane examined per frame. */
const MOST = 3000;

export function paintAccesses(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  row: Row,
  { index, events }: ThreadLane,
): void {
  const { trace, view, theme, axis } = frame;
  const first = events.countBelow(axis.countUntil(view.start));
  const last = Math.min(events.countBelow(axis.countUntil(view.end)), first + MOST);
  const y = Math.round(yOf(layout, row) + row.height / 2 - SIZE / 2);
  const before = { read: -Infinity, write: -Infinity };
  for (let i = first; i < last; i++) {
    const seq = events.at(i);
    const access = trace.phase(seq) === Phase.done ? trace.opInfo(seq)?.access : undefined;
    if (access === undefined || trace.thread(seq) !== index) continue;
    const kind = access === 'read' ? 'read' : 'write';
    const x = Math.round(xOf(frame, layout, axis.at(seq)));
    if (x - before[kind] < APART) continue;
    before[kind] = x;
    ctx.fillStyle = theme.surface;
    ctx.fillRect(x - 3, y - 1, SIZE + 2, SIZE + 2);
    ctx.fillStyle = theme.text1;
    ctx.fillRect(x - 2, y, SIZE, SIZE);
    if (kind === 'write') continue;
    ctx.fillStyle = theme.surface;
    ctx.fillRect(x - 1, y + 1, SIZE - 2, SIZE - 2);
  }
}
