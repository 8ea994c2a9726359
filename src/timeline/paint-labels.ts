/** The column of names at the left, which stays while time moves below it. */
import type { CssPx } from '../base/units.ts';
import { objectKinds } from '../trace/format.ts';
import type { LaneGroup, ObjectLane, ThreadLane } from '../views/lanes.ts';
import { objectName, processName } from '../views/names.ts';
import type { Brushes, Context } from './brushes.ts';
import type { Frame } from './frame.ts';
import { laneStateOf, paintObjectGlyph, paintStateGlyph } from './glyphs.ts';
import type { Layout } from './layout.ts';
import { yOf } from './placement.ts';

const INSET: CssPx = 12;
const GLYPH_ROOM: CssPx = 16;
/** Below this width there is no room for more than the name. */
const ROOM_FOR_FIGURES: CssPx = 120;

export function paintLabels(ctx: Context, frame: Frame, layout: Layout, brushes: Brushes): void {
  const { theme, height } = frame;
  const { plot } = layout;
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, plot.y, frame.width, plot.height);
  ctx.clip();
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, plot.y, plot.x, height - plot.y);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  for (const row of layout.visible) {
    const y = yOf(layout, row);
    if (row.kind === 'group')
      paintHeading(ctx, frame, layout, brushes, row.group, row.collapsed, y);
    else if (row.kind === 'thread') paintThread(ctx, frame, layout, brushes, row.lane, y);
    else paintObject(ctx, frame, layout, brushes, row.lane, y);
  }
  ctx.fillStyle = theme.hairline;
  ctx.fillRect(plot.x - 1, plot.y, 1, plot.height);
  ctx.restore();
}

function paintThread(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  brushes: Brushes,
  lane: ThreadLane,
  y: CssPx,
): void {
  const { theme, trace, world, laneHeight } = frame;
  const middle = y + laneHeight / 2;
  const state = world.threads[lane.index];
  if (state !== undefined) paintStateGlyph(ctx, theme, laneStateOf(state), INSET + 4, middle);
  const room = layout.plot.x - INSET - GLYPH_ROOM - 6;
  ctx.font = `12px ${theme.fontUi}`;
  const gone = state === undefined || state.run === 'new' || state.run === 'ended';
  ctx.fillStyle = gone ? theme.text3 : theme.text1;
  // Its heading names the process, so the plain name is enough here.
  const name = trace.threads[lane.index]?.name ?? '';
  ctx.fillText(brushes.fit(ctx, name, room), INSET + GLYPH_ROOM, middle + 0.5);
}

function paintObject(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  brushes: Brushes,
  lane: ObjectLane,
  y: CssPx,
): void {
  const { theme, trace, laneHeight } = frame;
  const middle = y + laneHeight / 2;
  const { kind } = trace.objects[lane.index]!;
  paintObjectGlyph(ctx, theme, kind, INSET + 4, middle);
  const figures = layout.plot.x >= ROOM_FOR_FIGURES ? figuresOf(frame, lane) : '';
  ctx.font = `11px ${theme.fontMono}`;
  const taken = figures === '' ? 0 : brushes.widthOf(ctx, figures) + 8;
  ctx.fillStyle = theme.text3;
  ctx.textAlign = 'right';
  if (figures !== '') ctx.fillText(figures, layout.plot.x - 8, middle + 0.5);
  ctx.textAlign = 'left';
  ctx.font = `12px ${theme.fontUi}`;
  ctx.fillStyle = theme.text2;
  const room = layout.plot.x - INSET - GLYPH_ROOM - 6 - taken;
  ctx.fillText(
    brushes.fit(ctx, objectName(trace, lane.index), room),
    INSET + GLYPH_ROOM,
    middle + 0.5,
  );
}

/** What the object holds at the cursor, in figures. */
function figuresOf({ trace, world }: Frame, lane: ObjectLane): string {
  const state = world.objects[lane.index];
  const details = trace.objects[lane.index];
  if (state === undefined || details === undefined) return '';
  const measure = objectKinds[details.kind] ?? 'none';
  if (measure === 'value') return (state.text || String(state.measure)).slice(0, 8);
  if (measure !== 'depth' && measure !== 'permits') return '';
  return details.limit > 0 ? `${state.measure}/${details.limit}` : String(state.measure);
}

function paintHeading(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  brushes: Brushes,
  { process }: LaneGroup,
  collapsed: boolean,
  y: CssPx,
): void {
  const { theme, trace, laneHeight, text } = frame;
  const middle = y + laneHeight / 2;
  // A heading is one line across the whole width, so that processes read as blocks.
  ctx.fillStyle = theme.hairline;
  ctx.fillRect(0, Math.round(y), frame.width, 1);
  ctx.strokeStyle = theme.text3;
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  if (collapsed) {
    ctx.moveTo(INSET + 2, middle - 3.5);
    ctx.lineTo(INSET + 5.5, middle);
    ctx.lineTo(INSET + 2, middle + 3.5);
  } else {
    ctx.moveTo(INSET, middle - 1.5);
    ctx.lineTo(INSET + 3.5, middle + 2);
    ctx.lineTo(INSET + 7, middle - 1.5);
  }
  ctx.stroke();
  const pid = process < 0 ? '' : text('pid', { pid: trace.processes[process]?.pid ?? 0 });
  ctx.font = `11px ${theme.fontMono}`;
  const pidWidth = layout.plot.x >= ROOM_FOR_FIGURES ? brushes.widthOf(ctx, pid) : 0;
  ctx.fillStyle = theme.text3;
  ctx.textAlign = 'right';
  if (pidWidth > 0) ctx.fillText(pid, layout.plot.x - 8, middle + 0.5);
  ctx.textAlign = 'left';
  ctx.font = `600 12px ${theme.fontUi}`;
  ctx.fillStyle = theme.text2;
  const name = process < 0 ? text('shared') : processName(trace, process);
  const room = layout.plot.x - INSET - GLYPH_ROOM - 14 - pidWidth;
  ctx.fillText(brushes.fit(ctx, name, room), INSET + GLYPH_ROOM, middle + 0.5);
}
