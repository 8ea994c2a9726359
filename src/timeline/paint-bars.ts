/** The bars of all visible lanes: rows of pixels first, then patterns, marks and labels if there is room. */
import type { CssPx, EventIndex } from '../base/units.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { SliceRow } from '../trace/tracks.ts';
import type { ThreadLane } from '../views/lane.ts';
import { LaneState } from '../views/interval-column.ts';
import type { Brushes, Context } from './brushes.ts';
import type { Frame } from './frame.ts';
import type { Layout } from './layout.ts';
import { paintAccesses } from './paint-accesses.ts';
import { paintSliceWords, sliceWords } from './paint-slices.ts';
import { paintStepWords, paintWords } from './paint-words.ts';
import { spanOnPage, xOf, yOf } from './placement.ts';
import { SLICE_HEIGHT, type Row } from './rows.ts';
import { WideIntervals, summariseIntervals, type Strip } from './summarise-intervals.ts';
import { summariseCounter, summariseSlices } from './summarise-slices.ts';
import { pictureFor, pictureOf, pictureOfCore, summariseSteps } from './summarise-steps.ts';
import { summariseWaiters } from './summarise-waiters.ts';
import { css, type Theme } from './theme.ts';

/** Minimum width of a bar with a pattern. */
const PATTERN_FROM: CssPx = 8;
/** Height of the line above a lock's bar that indicates waiters; labels stay clear of it. */
const WAITERS: CssPx = 3;
/** Events are marked individually while they are this far apart on average. */
const MARK_ROOM: CssPx = 10;

/** A lane's rows on the scratch canvas, and its destination. */
interface Picture {
  readonly at: number;
  readonly rows: number;
  readonly y: CssPx;
  readonly height: CssPx;
}

export function paintBars(ctx: Context, frame: Frame, layout: Layout, brushes: Brushes): void {
  const { plot, visible, barInset } = layout;
  const width = Math.max(1, Math.round(plot.width * frame.ratio));
  const barHeight = frame.laneHeight - 2 * barInset;
  const rowsNeeded = visible.reduce((sum, row) => sum + rowsFor(row, barHeight), 0);
  if (rowsNeeded === 0) return;
  const { canvas, ctx: scratch, image } = brushes.scratch(width, roundUp(rowsNeeded, 64));
  const pixels = new Uint32Array(image.data.buffer);
  const { view, liveEdge, theme } = frame;
  const pictures: Picture[] = [];
  const wide: { row: Row; index: number[] }[] = [];
  const deep: { row: Row; slices: SliceRow; depth: number; index: readonly number[] }[] = [];
  const words = sliceWords(frame);
  let at = 0;

  const collect = (row: Row): WideIntervals => {
    const found = new WideIntervals(PATTERN_FROM * frame.ratio);
    wide.push({ row, index: found.index });
    return found;
  };
  /** Reserves the next rows of the scratch canvas for a picture at `y`. */
  const take = (rows: number, y: CssPx, height: CssPx): Strip => {
    pictures.push({ at, rows, y, height });
    at += rows;
    return { pixels, offset: (at - rows) * width, stride: width, width, rows };
  };

  for (const row of visible) {
    const y = yOf(layout, row) + barInset;
    if (row.kind === 'thread') {
      const strip = take(barHeight, y, barHeight);
      summariseIntervals(row.lane.intervals, view, liveEdge, theme.states, strip, collect(row));
    } else if (row.kind === 'core') {
      const strip = take(1, y + 2, barHeight - 4);
      summariseSteps(pictureOfCore(row.lane), view, liveEdge, theme, strip, collect(row));
    } else if (row.kind === 'object') {
      const picture = pictureFor(frame.trace, row.lane);
      const area = pictureOf[picture.measure] === 'area';
      // Objects are drawn thinner than threads, which are the actors.
      const strip = area ? take(barHeight, y, barHeight) : take(1, y + 2, barHeight - 4);
      summariseSteps(picture, view, liveEdge, theme, strip, collect(row));
      // Separate from the bar, so that it is visible at any zoom.
      if (picture.measure === 'hold' && row.lane.waiters.length > 0) {
        const line = take(1, y + 2 - WAITERS, WAITERS);
        summariseWaiters(row.lane, view, liveEdge, lockFills(theme), line);
      }
    } else if (row.kind === 'slices') {
      for (const [depth, slices] of row.track.rows.entries()) {
        const top = yOf(layout, row) + depth * SLICE_HEIGHT;
        if (top > plot.y + plot.height || top + SLICE_HEIGHT < plot.y) continue;
        const strip = take(1, top, SLICE_HEIGHT - 1);
        const found = new WideIntervals(PATTERN_FROM * frame.ratio);
        summariseSlices(slices, view, words, strip, found);
        deep.push({ row, slices, depth, index: found.index });
      }
    } else if (row.kind === 'counter') {
      summariseCounter(row.counter, view, liveEdge, theme.measure, take(barHeight, y, barHeight));
    } else if (row.collapsed) {
      const { threads } = row.group;
      const pitch = Math.min(4, barHeight / Math.max(1, threads.length));
      threads.forEach((lane, i) => {
        const strip = take(1, y + i * pitch, Math.max(1, pitch - 1));
        summariseIntervals(lane.intervals, view, liveEdge, theme.states, strip);
      });
    }
  }

  scratch.putImageData(image, 0, 0, 0, 0, width, at);
  ctx.imageSmoothingEnabled = false;
  for (const { at: top, rows, y, height } of pictures)
    ctx.drawImage(canvas, 0, top, width, rows, plot.x, y, plot.width, height);

  for (const { row, slices, depth, index } of deep)
    paintSliceWords(ctx, frame, layout, brushes, row, slices, depth, index);
  for (const { row, index } of wide) {
    if (row.kind === 'thread') {
      paintPatterns(ctx, frame, layout, brushes, row, row.lane, index);
      paintIdle(ctx, frame, layout, row, row.lane);
      paintMarks(ctx, frame, layout, row, row.lane);
      paintWords(ctx, frame, layout, brushes, row, row.lane, index);
      paintAccesses(ctx, frame, layout, row, row.lane);
    } else if (row.kind === 'object' || row.kind === 'core')
      paintStepWords(ctx, frame, layout, brushes, row, row.lane, index);
  }
}

const lockFills = ({ states, measure }: Theme) => ({
  contended: states[LaneState.blocked] ?? measure,
  wanted: states[LaneState.ready] ?? measure,
});

const roundUp = (n: number, to: number): number => Math.ceil(n / to) * to;

/** Maximum number of pixel rows of a timeline row: one per CSS pixel of a bar. */
function rowsFor(row: Row, barHeight: number): number {
  if (row.kind === 'slices') return row.track.rows.length;
  if (row.kind !== 'group') return barHeight + (row.kind === 'object' ? 1 : 0);
  return row.collapsed ? row.group.threads.length : 0;
}

function paintPatterns(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  brushes: Brushes,
  row: Row,
  { intervals }: ThreadLane,
  index: readonly number[],
): void {
  const top = yOf(layout, row) + layout.barInset;
  const height = row.height - 2 * layout.barInset;
  for (const i of index) {
    const pattern = brushes.pattern(ctx, frame.ratio, intervals.state[i] as LaneState);
    if (pattern === null) continue;
    const [x1, x2] = spanOnPage(frame, layout, intervals, i);
    ctx.fillStyle = pattern;
    ctx.fillRect(x1, top, x2 - x1, height);
  }
}

/** A hairline from creation to start; a mark at the thread's end. */
function paintIdle(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  row: Row,
  { intervals }: ThreadLane,
): void {
  const { theme, trace } = frame;
  const { plot } = layout;
  const right = plot.x + plot.width;
  const middle = Math.round(yOf(layout, row) + row.height / 2);
  if (intervals.state[0] === LaneState.new) {
    const [x1, x2] = spanOnPage(frame, layout, intervals, 0);
    ctx.fillStyle = theme.hairlineStrong;
    for (let x = Math.ceil(x1 / 6) * 6; x < x2; x += 6) ctx.fillRect(x, middle, 2, 1);
  }
  // A zombie has ended before its exit code is taken.
  let last = intervals.length - 1;
  while (last > 0 && trace.phase(intervals.event[last]!) !== Phase.end) last--;
  if (last <= 0) return;
  const x = xOf(frame, layout, intervals.start[last]!);
  if (x < plot.x || x > right) return;
  const well = trace.value(intervals.event[last]!) === EndStatus.returned;
  const fill = theme.states[LaneState.blocked];
  ctx.fillStyle = well || fill === undefined ? theme.text3 : css(fill);
  ctx.fillRect(Math.round(x), middle - 6, well ? 1 : 2, 12);
}

/** Notches at the foot of a bar for operations that did not change the thread's state. */
function paintMarks(ctx: Context, frame: Frame, layout: Layout, row: Row, lane: ThreadLane): void {
  const { trace, view, theme, axis } = frame;
  const { events, intervals } = lane;
  const first = events.countBelow(axis.countUntil(view.start));
  const last = events.countBelow(axis.countUntil(view.end));
  if ((last - first) * MARK_ROOM > layout.plot.width) return;
  const foot = yOf(layout, row) + row.height - layout.barInset;
  ctx.fillStyle = theme.inks[LaneState.running] ?? theme.text1;
  ctx.globalAlpha = 0.55;
  for (let i = first; i < last; i++) {
    const seq: EventIndex = events.at(i);
    if (trace.phase(seq) !== Phase.done || trace.thread(seq) !== lane.index) continue;
    if (intervals.event[intervals.at(axis.at(seq))] === seq) continue;
    ctx.fillRect(Math.round(xOf(frame, layout, axis.at(seq))), foot - 4, 1, 4);
  }
  ctx.globalAlpha = 1;
}
