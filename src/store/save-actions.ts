/** What has happened in the run of the page, in the formats of others. Fetched when something is first saved. */
import { bug } from '../base/bug.ts';
import { chromeTrace } from '../export/chrome-trace.ts';
import { csv, mermaid, plainText } from '../export/texts.ts';
import { tell } from '../export/told.ts';
import { Brushes } from '../timeline/brushes.ts';
import { timeAxis } from '../timeline/axis.ts';
import type { CanvasText, Frame } from '../timeline/frame.ts';
import { layoutTimeline, RULER_HEIGHT } from '../timeline/layout.ts';
import { paintTimeline } from '../timeline/paint.ts';
import { svgPicture } from '../timeline/svg-picture.ts';
import { readTheme } from '../timeline/theme.ts';
import { encodeTraceText } from '../trace/codec/encode-trace.ts';
import { app } from './app-state.ts';
import { fileNameOf, sourcesOf } from './file-actions.ts';
import { nameOf } from './program.ts';
import type { Session } from './session.ts';
import { timelineView } from './timeline-port.ts';

/** What a run can be saved as, with the end of the file's name. */
export const saveFormats = {
  weft: { ending: '.weft-trace.json', type: 'application/json' },
  'chrome-trace': { ending: '.trace.json', type: 'application/json' },
  svg: { ending: '.svg', type: 'image/svg+xml' },
  png: { ending: '.png', type: 'image/png' },
  mermaid: { ending: '.mmd', type: 'text/plain' },
  text: { ending: '.txt', type: 'text/plain' },
  csv: { ending: '.csv', type: 'text/csv' },
} as const;
export type SaveFormat = keyof typeof saveFormats;

/** Size of a picture: of a slide's width, as high as its lanes, within what canvases can be. */
const WIDTH = 1280;
const HIGHEST = 4000;
/** Device pixels of a PNG for each pixel of its layout. */
const RATIO = 2;

/** @param text looks up a text of namespace "timeline" */
export async function save(format: SaveFormat, text: CanvasText): Promise<Blob> {
  const { session } = app.getState();
  const { program, trace } = session ?? bug('there is no run');
  const title = nameOf(program);
  const { type } = saveFormats[format];
  const of = (content: string) => new Blob([content], { type: `${type};charset=utf-8` });
  switch (format) {
    case 'weft':
      return of(encodeTraceText(trace, title, await sourcesOf(program, trace.sources)));
    case 'chrome-trace':
      return of(chromeTrace(tell(trace), title, await sourcesOf(program, trace.sources)));
    case 'mermaid':
      return of(mermaid(tell(trace)));
    case 'text':
      return of(plainText(tell(trace), title));
    case 'csv':
      return of(csv(tell(trace)));
    case 'svg':
      return of(svgPicture(frameOf(session!, text)));
    case 'png':
      return pngOf(frameOf(session!, text));
  }
}

/** Name of a file for what is on the page. */
export const savedName = (format: SaveFormat): string =>
  fileNameOf(nameOf(app.getState().program)) + saveFormats[format].ending;

/** The stretch of time that the timeline shows, or all of it, with every lane. */
function frameOf(session: Session, text: CanvasText): Frame {
  const { trace, lanes, arrows } = session;
  const { cursor } = app.getState();
  session.advance();
  const edge = session.edge();
  const isLive = cursor.kind === 'live';
  const frame: Frame = {
    trace,
    lanes,
    arrows,
    axis: timeAxis(trace),
    world: session.worldAt(cursor),
    theme: readTheme(document.documentElement),
    width: WIDTH,
    height: HIGHEST,
    ratio: RATIO,
    laneHeight: 24,
    view: app.getState().axis === 'time' ? (timelineView() ?? whole(edge)) : whole(edge),
    scrollY: 0,
    collapsed: new Set(),
    length: trace.length,
    liveEdge: edge,
    cursor: { time: isLive ? edge : cursor.time, live: isLive },
    turns: undefined,
    flags: [],
    marked: -1,
    text,
  };
  const { rows } = layoutTimeline(frame);
  return { ...frame, height: Math.min(HIGHEST, Math.ceil(rows.height) + RULER_HEIGHT + 8) };
}

const whole = (edge: number) => ({ start: 0, end: Math.max(edge * 1.02, 1e-3) });

async function pngOf(frame: Frame): Promise<Blob> {
  const make = (width: number, height: number) =>
    Object.assign(document.createElement('canvas'), { width, height });
  const canvas = make(frame.width * RATIO, frame.height * RATIO);
  const ctx = canvas.getContext('2d') ?? bug('there is no canvas');
  ctx.scale(RATIO, RATIO);
  paintTimeline(ctx, frame, layoutTimeline(frame), new Brushes(make));
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return blob ?? bug('the canvas gives no picture');
}
