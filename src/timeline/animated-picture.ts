/** Animated SVG of the timeline: drawn from left to right, in a loop. */
import type { Frame } from './frame.ts';
import { layoutTimeline } from './layout.ts';
import { svgPicture } from './svg-picture.ts';

/** Seconds for which the whole picture stays at the end. */
export const REST = 1.5;
/** Bounds on the duration of a clip, in seconds; in between it lasts as long as what it shows. */
const SHORTEST = 4;
const LONGEST = 12;

export const clipSeconds = ({ view }: Frame): number =>
  Math.min(LONGEST, Math.max(SHORTEST, (view.end - view.start) / 1000));

/** Yields as `svgPicture` does. */
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
