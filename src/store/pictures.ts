/** Pictures of the page's timeline: the frame to paint, and its pixels. */
import { bug } from '../base/bug.ts';
import type { CssPx } from '../base/units.ts';
import { writePng, type Band } from '../export/client/write-file.ts';
import { plainArrangement } from '../timeline/arrangement.ts';
import { timeAxis } from '../timeline/axis.ts';
import { Brushes } from '../timeline/brushes.ts';
import { unmarked, type CanvasText, type Frame } from '../timeline/frame.ts';
import { layoutTimeline, RULER_HEIGHT } from '../timeline/layout.ts';
import { paintTimeline } from '../timeline/paint.ts';
import { yOf } from '../timeline/placement.ts';
import { RowKeeper } from '../timeline/row-keeper.ts';
import type { Row } from '../timeline/rows.ts';
import { darkTokens, lightTokens, makeTheme, readTheme } from '../timeline/theme.ts';
import { app } from './app-state.ts';
import type { Session } from './session.ts';
import type { ShownTheme } from './shown-theme.ts';
import { nextTurn } from './take-turns.ts';
import { currentTimeline, timelineView } from './timeline-port.ts';

/** Width of a picture, like a slide's; the height follows from its lanes, within the limits of canvases. */
const WIDTH = 1280;
const HIGHEST = 4000;
/** Device pixels of a PNG for each pixel of its layout. */
export const RATIO = 2;

/** The timeline's visible range, or the whole run, with every lane. */
export function frameOf(session: Session, text: CanvasText, theme?: ShownTheme): Frame {
  const { trace, lanes, arrows } = session;
  const { cursor } = app.getState();
  session.advance();
  const edge = session.edge();
  const isLive = cursor.kind === 'live';
  const world = session.worldAt(cursor);
  // As the reader has arranged the lanes.
  const { arrangement } = currentTimeline()?.desk ?? { arrangement: plainArrangement };
  const { rows } = new RowKeeper().keep(trace, lanes, world.names, arrangement, 24);
  const frame: Frame = {
    trace,
    lanes,
    arrows,
    axis: timeAxis(trace),
    world,
    theme:
      theme === undefined
        ? readTheme(document.documentElement)
        : makeTheme(theme === 'dark' ? darkTokens : lightTokens),
    width: WIDTH,
    height: HIGHEST,
    ratio: RATIO,
    laneHeight: 24,
    view: app.getState().axis === 'time' ? (timelineView() ?? whole(edge)) : whole(edge),
    scrollY: 0,
    rows,
    length: trace.length,
    liveEdge: edge,
    cursor: { time: isLive ? edge : cursor.time, live: isLive },
    ...unmarked,
    text,
  };
  return { ...frame, height: Math.min(HIGHEST, Math.ceil(rows.height) + RULER_HEIGHT + 8) };
}

const whole = (edge: number) => ({ start: 0, end: Math.max(edge * 1.02, 1e-3) });

export const makeCanvas = (width: number, height: number): HTMLCanvasElement =>
  Object.assign(document.createElement('canvas'), { width, height });

/** @param ratio device pixels for each pixel of its layout */
export function canvasOf(frame: Frame, ratio: number): HTMLCanvasElement {
  const canvas = makeCanvas(frame.width * ratio, frame.height * ratio);
  const ctx = canvas.getContext('2d') ?? bug('there is no canvas');
  ctx.scale(ratio, ratio);
  paintTimeline(ctx, { ...frame, ratio }, layoutTimeline(frame), new Brushes(makeCanvas));
  return canvas;
}

/** Height of a band, which is painted at a time. */
const BAND: CssPx = 250;

export const pngOf = (frame: Frame): Promise<Blob> =>
  writePng(frame.width * RATIO, frame.height * RATIO, bandsOf(frame));

/** A canvas for a whole long picture takes a third of a second: it is painted in bands. */
async function* bandsOf(frame: Frame): AsyncGenerator<Band> {
  const layout = layoutTimeline(frame);
  const brushes = new Brushes(makeCanvas);
  const canvas = makeCanvas(frame.width * RATIO, Math.min(BAND, frame.height) * RATIO);
  const ctx = canvas.getContext('2d') ?? bug('there is no canvas');
  for (let top = 0; top < frame.height; top += BAND) {
    const isHere = (row: Row): boolean => {
      const y = yOf(layout, row);
      return y < top + BAND && y + row.height > top;
    };
    ctx.setTransform(RATIO, 0, 0, RATIO, 0, -top * RATIO);
    const visible = layout.visible.filter(isHere);
    paintTimeline(ctx, { ...frame, ratio: RATIO }, { ...layout, visible }, brushes);
    yield { top: top * RATIO, pixels: await createImageBitmap(canvas) };
    await nextTurn();
  }
}
