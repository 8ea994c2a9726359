/** The column of labels at the left, which does not scroll with time. */
import type { CssPx, ProcessIndex } from '../base/units.ts';
import { objectKinds } from '../trace/format.ts';
import type { CoreLane, LaneGroup, ObjectLane } from '../views/lane.ts';
import { hasPid } from '../views/process-tree.ts';
import type { Brushes, Context } from './brushes.ts';
import type { Frame } from './frame.ts';
import { paintCoreGlyph, paintObjectGlyph, paintStateGlyph } from './glyphs.ts';
import type { Layout } from './layout.ts';
import { counterFigure } from './paint-slices.ts';
import { paintTurn, turnOf, turnPlace } from './paint-turn.ts';
import { yOf } from './placement.ts';
import { paintTotals } from './paint-totals.ts';
import { SLICE_HEIGHT, type Row } from './rows.ts';

type ThreadRow = Extract<Row, { kind: 'thread' }>;

interface Column {
  readonly inset: CssPx;
  /** Left edge of names. */
  readonly text: CssPx;
  readonly font: string;
  /** Room for more than the name. */
  readonly figures: boolean;
}

const columnOf = ({ theme }: Frame, { plot }: Layout): Column =>
  plot.x >= 120
    ? { inset: 12, text: 28, font: `12px ${theme.fontUi}`, figures: true }
    : { inset: 7, text: 20, font: `11px ${theme.fontUi}`, figures: false };

export function paintLabels(ctx: Context, frame: Frame, layout: Layout, brushes: Brushes): void {
  const { theme, height } = frame;
  const { plot } = layout;
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, plot.y, frame.width, plot.height);
  ctx.clip();
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, plot.y, plot.x, height - plot.y);
  ctx.fillStyle = theme.hairline;
  ctx.fillRect(plot.x - 1, plot.y, 1, plot.height);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  for (const row of layout.visible)
    if (row.isPinned !== true) paintLabel(ctx, frame, layout, brushes, row);
  if (layout.heading !== undefined) {
    const { row, y } = layout.heading;
    paintHeading(ctx, frame, layout, brushes, row.group, false, y, true);
  }
  if (layout.rows.pinnedHeight > 0) {
    ctx.fillStyle = theme.surface;
    ctx.fillRect(0, plot.y, plot.x - 1, layout.rows.pinnedHeight);
    for (const row of layout.visible)
      if (row.isPinned === true) paintLabel(ctx, frame, layout, brushes, row);
  }
  ctx.restore();
}

function paintLabel(ctx: Context, frame: Frame, layout: Layout, brushes: Brushes, row: Row): void {
  const y = yOf(layout, row);
  if (row.kind === 'group') paintHeading(ctx, frame, layout, brushes, row.group, row.collapsed, y);
  else if (row.kind === 'thread') paintThread(ctx, frame, layout, brushes, row, y);
  else if (row.kind === 'core') paintCore(ctx, frame, layout, brushes, row.lane, y);
  else if (row.kind === 'object') paintObject(ctx, frame, layout, brushes, row.lane, y);
  else if (row.kind === 'slices')
    paintTitle(ctx, frame, layout, brushes, row.track.name, '', y + SLICE_HEIGHT / 2);
  else {
    const { counter } = row;
    const figure = counterFigure(frame, counter);
    paintTitle(ctx, frame, layout, brushes, counter.name, figure, y + row.height / 2);
  }
}

function paintThread(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  brushes: Brushes,
  { lane, process }: ThreadRow,
  y: CssPx,
): void {
  const { theme, world, laneHeight } = frame;
  const { inset, text, font } = columnOf(frame, layout);
  const middle = y + laneHeight / 2;
  const state = world.threads[lane.index];
  const turn = turnOf(frame, lane.index) === undefined ? undefined : turnPlace(layout);
  if (state !== undefined && turn?.isAtEnd !== false)
    paintStateGlyph(ctx, theme, state, inset + 4, middle);
  paintTotals(ctx, frame, layout, lane, text, y);
  const gone = state === undefined || state.run === 'new' || state.run === 'ended';
  ctx.fillStyle = gone ? theme.text3 : theme.text1;
  const end = turn?.isAtEnd === true ? turn.x - 4 : layout.plot.x - 5;
  const room = end - text;
  // The heading names the process, so the plain name suffices.
  const name =
    process === undefined ? world.names.ownThread(lane.index) : world.names.process(process);
  brushes.useFont(ctx, process === undefined ? font : `600 ${font}`);
  // In 'Thread-7 (worker)' the number is more significant than the target.
  const brief = name.replace(/^(Thread-\d+) \(.+\)$/, '$1');
  const fits = brushes.widthOf(ctx, name) <= room;
  const shown = brushes.fit(ctx, fits ? name : brief, room);
  ctx.fillText(shown, text, middle + 0.5);
  if (process !== undefined) {
    const used = brushes.widthOf(ctx, shown) + 8;
    paintPid(ctx, frame, brushes, process, text + used, middle, room - used);
    paintTopLine(ctx, frame, y);
  }
  paintTurn(ctx, frame, layout, brushes, lane.index, middle);
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
  const { inset, text, font, figures: hasFigures } = columnOf(frame, layout);
  const middle = y + laneHeight / 2;
  const { kind } = trace.objects[lane.index]!;
  paintObjectGlyph(ctx, theme, kind, inset + 4, middle);
  const figures = hasFigures ? figuresOf(frame, lane) : '';
  brushes.useFont(ctx, `11px ${theme.fontMono}`);
  const taken = figures === '' ? 0 : brushes.widthOf(ctx, figures) + 8;
  ctx.fillStyle = theme.text3;
  ctx.textAlign = 'right';
  if (figures !== '') ctx.fillText(figures, layout.plot.x - 8, middle + 0.5);
  ctx.textAlign = 'left';
  brushes.useFont(ctx, font);
  ctx.fillStyle = theme.text2;
  const room = layout.plot.x - text - 5 - taken;
  ctx.fillText(brushes.fit(ctx, frame.world.names.ownObject(lane.index), room), text, middle + 0.5);
}

function paintCore(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  brushes: Brushes,
  { index }: CoreLane,
  y: CssPx,
): void {
  const { theme, laneHeight, text } = frame;
  const { inset, text: left, font } = columnOf(frame, layout);
  const middle = y + laneHeight / 2;
  paintCoreGlyph(ctx, theme, inset + 4, middle);
  brushes.useFont(ctx, font);
  ctx.fillStyle = theme.text2;
  const name = text('core', { core: index + 1 });
  ctx.fillText(brushes.fit(ctx, name, layout.plot.x - left - 5), left, middle + 0.5);
}

/** Label of a track: its name, and a counter's value at the cursor. */
function paintTitle(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  brushes: Brushes,
  name: string,
  figure: string,
  middle: CssPx,
): void {
  const { theme } = frame;
  const { text, font, figures } = columnOf(frame, layout);
  const right = layout.plot.x - 8;
  brushes.useFont(ctx, `11px ${theme.fontMono}`);
  const taken = figures && figure !== '' ? brushes.widthOf(ctx, figure) + 8 : 0;
  ctx.fillStyle = theme.text3;
  ctx.textAlign = 'right';
  if (taken > 0) ctx.fillText(figure, right, middle + 0.5);
  ctx.textAlign = 'left';
  brushes.useFont(ctx, font);
  ctx.fillText(brushes.fit(ctx, name, right + 3 - text - taken), text, middle + 0.5);
}

const excerpt = (text: string): string => (text.length <= 8 ? text : `${text.slice(0, 7)}…`);

/** The object's measure at the cursor. */
function figuresOf({ trace, world }: Frame, lane: ObjectLane): string {
  const state = world.objects[lane.index];
  const details = trace.objects[lane.index];
  if (state === undefined || details === undefined) return '';
  const measure = objectKinds[details.kind] ?? 'none';
  const isContents = details.kind === 'list' || details.kind === 'dict';
  if (measure === 'value' && !isContents) return excerpt(state.text || String(state.measure));
  if (measure !== 'depth' && measure !== 'permits' && measure !== 'waiting' && !isContents)
    return '';
  if (state.measure < 0) return '×';
  return details.limit > 0 ? `${state.measure}/${details.limit}` : String(state.measure);
}

/** A long name may extend over the plot, which has only lines there; the pid is drawn only if there is room. */
function paintHeading(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  brushes: Brushes,
  { process }: LaneGroup,
  collapsed: boolean,
  y: CssPx,
  /** Whether it covers other rows. */
  isOver = false,
): void {
  const { theme, world, laneHeight, text } = frame;
  if (isOver) {
    ctx.fillStyle = theme.surface;
    ctx.fillRect(0, y, layout.plot.x - 1, laneHeight);
  }
  const { inset, text: left, font } = columnOf(frame, layout);
  const middle = y + laneHeight / 2;
  const name = process < 0 ? text('shared') : world.names.process(process);
  const room = collapsed || isOver ? layout.plot.x - left - 4 : frame.width - left;
  brushes.useFont(ctx, `600 ${font}`);
  const shown = brushes.fit(ctx, name, room);
  const nameWidth = brushes.widthOf(ctx, shown);
  const over = left + nameWidth + 4 - layout.plot.x;
  ctx.fillStyle = theme.surface;
  if (over > -4 && !isOver) ctx.fillRect(layout.plot.x - 1, y, over + 4, laneHeight);
  ctx.fillStyle = theme.text2;
  ctx.fillText(shown, left, middle + 0.5);
  const pidLeft = left + nameWidth + 8;
  paintPid(ctx, frame, brushes, process, pidLeft, middle, layout.plot.x - 4 - pidLeft);
  paintTopLine(ctx, frame, y);
  ctx.strokeStyle = theme.text3;
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  if (collapsed) {
    ctx.moveTo(inset + 2, middle - 3.5);
    ctx.lineTo(inset + 5.5, middle);
    ctx.lineTo(inset + 2, middle + 3.5);
  } else {
    ctx.moveTo(inset, middle - 1.5);
    ctx.lineTo(inset + 3.5, middle + 2);
    ctx.lineTo(inset + 7, middle - 1.5);
  }
  ctx.stroke();
}

/** If there is room. A process gets its pid when started; forked processes have it in their names already. */
function paintPid(
  ctx: Context,
  { theme, trace, world, text }: Frame,
  brushes: Brushes,
  process: ProcessIndex,
  x: CssPx,
  middle: CssPx,
  room: CssPx,
): void {
  const details = trace.processes[process];
  if (details === undefined || !hasPid(trace, world, process)) return;
  if (world.names.ownProcess(process) !== world.names.process(process)) return;
  brushes.useFont(ctx, `11px ${theme.fontMono}`);
  const pid = [text('pid', { pid: details.pid }), String(details.pid)].find(
    (one) => brushes.widthOf(ctx, one) <= room,
  );
  ctx.fillStyle = theme.text3;
  if (pid !== undefined) ctx.fillText(pid, x, middle + 0.5);
}

/** Across the whole width, to separate processes visually. */
function paintTopLine(ctx: Context, { theme, width }: Frame, y: CssPx): void {
  ctx.fillStyle = theme.hairline;
  ctx.fillRect(0, Math.round(y), width, 1);
}
