/** Tracks: slices in rows, coloured by name, and counters. */
import type { CssPx } from '../base/units.ts';
import type { CounterTrack, SliceRow, Tracks } from '../trace/tracks.ts';
import { countAt } from '../views/track-index.ts';
import type { Brushes, Context } from './brushes.ts';
import type { Frame } from './frame.ts';
import type { Layout } from './layout.ts';
import { packRgb } from './pixels.ts';
import { xOf, yOf } from './placement.ts';
import { SLICE_HEIGHT, type Row } from './rows.ts';
import { inkOn, mixed, parseHex, type Rgb, type Theme } from './theme.ts';

const WORDS_FROM: CssPx = 24;

const hues = new WeakMap<Tracks, Uint8Array>();
const HUES = 8;

/** The colour of a name is constant: a hash of it, ignoring source positions. */
function huesOf(tracks: Tracks): Uint8Array {
  const known = hues.get(tracks);
  if (known !== undefined) return known;
  const made = Uint8Array.from(tracks.names, (name) => {
    let hash = 0;
    for (let i = 0; i < name.length && name[i] !== ' '; i++)
      hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
    return ((hash >>> 3) ^ (hash >>> 17)) % HUES;
  });
  hues.set(tracks, made);
  return made;
}

/** Fill of a slice by its name; if one name is highlighted, the others are dimmed. */
export function fillOf({ theme, trace, marked }: Frame, name: number): Rgb {
  const fill = theme.holders[huesOf(trace.tracks)[name]! % theme.holders.length]!;
  if (marked < 0) return fill;
  return name === marked ? parseHex(theme.accent) : mixed(fill, surfaceOf(theme), 0.65);
}

const surfaceOf = ({ surface }: Theme): Rgb => parseHex(surface);

/** Pixel words by name, computed on demand. */
export function sliceWords(frame: Frame): (name: number) => number {
  const words = new Map<number, number>();
  return (name) => {
    let word = words.get(name);
    if (word === undefined) words.set(name, (word = packRgb(fillOf(frame, name))));
    return word;
  };
}

export function paintSliceWords(
  ctx: Context,
  frame: Frame,
  layout: Layout,
  brushes: Brushes,
  row: Row,
  slices: SliceRow,
  depth: number,
  index: readonly number[],
): void {
  const { plot } = layout;
  const { names } = frame.trace.tracks;
  const middle = yOf(layout, row) + depth * SLICE_HEIGHT + SLICE_HEIGHT / 2;
  brushes.useFont(ctx, `11px ${frame.theme.fontUi}`);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  for (const i of index) {
    const x1 = Math.max(plot.x, xOf(frame, layout, slices.start[i]!));
    const x2 = Math.min(plot.x + plot.width, xOf(frame, layout, slices.end[i]!));
    if (x2 - x1 < WORDS_FROM) continue;
    const name = slices.name[i]!;
    const text = brushes.fit(ctx, names[name] ?? '', x2 - x1 - 8);
    ctx.fillStyle = inkOn(fillOf(frame, name));
    if (text !== '') ctx.fillText(text, x1 + 4, middle);
  }
}

/** A counter's value at the cursor. */
export function counterFigure({ world }: Frame, counter: CounterTrack): string {
  const value = countAt(counter, world.time);
  if (value === undefined) return '';
  return Math.abs(value) >= 1e6 ? value.toPrecision(3) : String(Number(value.toFixed(2)));
}
