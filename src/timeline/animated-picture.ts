/** The timeline as an SVG that moves: it comes into being from left to right, again and again. */
import type { Frame } from './frame.ts';
import { layoutTimeline } from './layout.ts';
import { svgPicture } from './svg-picture.ts';

/** Seconds that the whole picture is seen at the end. */
export const REST = 1.5;
/** A clip is as long as what it shows, within these: seconds. */
const SHORTEST = 4;
const LONGEST = 12;

export const clipSeconds = ({ view }: Frame): number =>
  Math.min(LONGEST, Math.max(SHORTEST, (view.end - view.start) / 1000));

/** Rests as `svgPicture` does. */
export function* animatedPicture(frame: Frame): Generator<undefined, string> {
  const { plot } = layoutTimeline(frame);
  const { theme } = frame;
  const seconds = clipSeconds(frame);
  const all = seconds + REST;
  const end = Math.round((seconds / all) * 1000) / 1000;
  const right = plot.x + plot.width;
  const move = (attribute: string, from: number, to: number) =>
    `<animate attributeName="${attribute}" values="${from};${to};${to}" keyTimes="0;${end};1" dur="${all}s" repeatCount="indefinite"/>`;
  const cover = `<rect x="${right}" y="${plot.y}" width="0" height="${plot.height}" fill="${theme.surface}">${move('x', plot.x, right)}${move('width', plot.width, 0)}</rect>`;
  const line = `<rect x="${right}" y="0" width="2" height="${frame.height}" fill="${theme.accent}">${move('x', plot.x, right)}</rect>`;
  return (yield* svgPicture(frame)).replace(/<\/svg>\s*$/, `${cover}\n${line}\n</svg>\n`);
}
