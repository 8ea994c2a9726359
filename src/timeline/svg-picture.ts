/**
 * A frame of the timeline as SVG: rectangles, paths and texts in the page's fonts or the viewer's. Elements narrower
 * than half a pixel are merged with their neighbours.
 */
import type { CssPx } from '../base/units.ts';
import type { CoreLane, ObjectLane, ThreadLane } from '../views/lane.ts';
import { LaneState } from '../views/interval-column.ts';
import { rangeOf } from '../views/track-index.ts';
import { bendOf } from './arrow-layout.ts';
import { eachDrawn, type SpanColumn } from './drawn-spans.ts';
import type { Frame } from './frame.ts';
import { labelOf, stepLabel } from './lane-labels.ts';
import { layoutTimeline, type Layout } from './layout.ts';
import { fillOf } from './paint-slices.ts';
import { xOf, yOf } from './placement.ts';
import { SLICE_HEIGHT, type Row } from './rows.ts';
import { holderFill, pictureFor, pictureOf, pictureOfCore } from './summarise-steps.ts';
import { css, inkOn, type Rgb } from './theme.ts';

const LEAST: CssPx = 0.5;
/** Approximate character width as a fraction of the font size: no text is measured here. */
const LETTER = 0.56;
/** Maximum number of elements: beyond it narrow ones are drawn more coarsely. No viewer displays more well. */
const MOST = 40_000;

/** XML allows no control characters, not even escaped, and no lone surrogates. */
const isKnown = (sign: string): boolean => {
  const code = sign.codePointAt(0)!;
  return (
    code === 9 || code === 10 || (code >= 32 && code < 0xd800) || (code > 0xdfff && code !== 0xffff)
  );
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const safe = (text: string): string =>
  Array.from(text)
    .filter(isKnown)
    .map((sign) => entities[sign] ?? sign)
    .join('');

const round = (n: number): number => Math.round(n * 100) / 100;

/** Yields after each lane, for drawing in slices. */
export function* svgPicture(frame: Frame): Generator<undefined, string> {
  const layout = layoutTimeline(frame);
  const { theme, width, height } = frame;
  let drawing: Drawing;
  for (let least = LEAST; ; least *= 2) {
    drawing = new Drawing(frame, layout, least);
    yield* drawing.rows();
    if (!drawing.isFull) break;
  }
  drawing.arrows();
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${safe(theme.fontUi)}" font-size="11">`,
    `<rect width="100%" height="100%" fill="${theme.surface}"/>`,
    ...drawing.parts,
    '</svg>',
    '',
  ].join('\n');
}

class Drawing {
  readonly parts: string[] = [];
  readonly #frame: Frame;
  readonly #layout: Layout;
  /** Narrower spans are merged with their neighbours. */
  readonly #least: CssPx;

  constructor(frame: Frame, layout: Layout, least: CssPx) {
    this.#frame = frame;
    this.#layout = layout;
    this.#least = least;
    const { plot, ticks } = layout;
    for (const { time, label } of ticks) {
      const x = xOf(frame, layout, time);
      if (x < plot.x) continue;
      this.#rect(x, plot.y, 1, plot.height, frame.theme.hairline);
      // Completely or not at all.
      if (x + 5 + label.length * 11 * LETTER <= plot.x + plot.width)
        this.#text(x + 5, plot.y / 2, label, frame.theme.text3);
    }
  }

  /** The element limit is reached, and coarser drawing would help. */
  get isFull(): boolean {
    return this.parts.length > MOST && this.#least < this.#layout.plot.width;
  }

  /** Every lane, or those up to the limit. */
  *rows(): Generator<undefined, void> {
    for (const row of this.#layout.visible) {
      if (this.isFull) return;
      if (row.kind === 'slices') yield* this.#slices(row);
      else this.#row(row);
      yield;
    }
  }

  #row(row: Exclude<Row, { kind: 'slices' }>): void {
    const { theme, names } = { theme: this.#frame.theme, names: this.#frame.world.names };
    const y = yOf(this.#layout, row);
    const middle = y + Math.min(row.height, this.#frame.laneHeight) / 2;
    switch (row.kind) {
      case 'group': {
        const { process } = row.group;
        const name = process < 0 ? this.#frame.text('shared') : names.process(process);
        this.#text(12, middle, name, theme.text2, 600);
        return;
      }
      case 'thread':
        this.#label(
          middle,
          row.process === undefined ? names.ownThread(row.lane.index) : names.process(row.process),
        );
        this.#intervals(row, row.lane);
        return;
      case 'object':
        this.#label(middle, names.ownObject(row.lane.index));
        this.#steps(row, row.lane);
        return;
      case 'core':
        this.#label(middle, this.#frame.text('core', { core: row.lane.index + 1 }));
        this.#steps(row, row.lane);
        return;
      case 'counter':
        this.#label(middle, row.counter.name);
        this.#values(row);
    }
  }

  arrows(): void {
    const { theme } = this.#frame;
    const { plot, arrows } = this.#layout;
    for (const path of arrows.paths) {
      if (Math.min(path.x1, path.x2) < plot.x) continue;
      const { kind, x1, y1, x2, y2 } = path;
      const message = theme.states[LaneState.message];
      const colour = kind === 'message' && message !== undefined ? css(message) : theme.text2;
      const bend = bendOf(path);
      const [a, b] = [`${round(x1)} ${round(y1)}`, `${round(x2)} ${round(y2)}`];
      const curve =
        bend === 0
          ? `L${b}`
          : `C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${b}`;
      const back = y2 > y1 ? -5 : 5;
      const head = bend > 5 ? `l-5 -2.5v5z` : `l-2.5 ${back}h5z`;
      this.parts.push(
        `<path d="M${a}${curve}" fill="none" stroke="${colour}" opacity="${round(arrows.alpha)}"/>`,
      );
      this.parts.push(`<path d="M${b}${head}" fill="${colour}" opacity="${round(arrows.alpha)}"/>`);
    }
  }

  #intervals(row: Row, { intervals }: ThreadLane): void {
    const { theme } = this.#frame;
    const y = yOf(this.#layout, row) + this.#layout.barInset;
    const height = row.height - 2 * this.#layout.barInset;
    this.#spans(intervals, (i, x1, x2) => {
      const state = intervals.state[i] as LaneState;
      const fill = theme.states[state];
      if (fill === undefined) return;
      this.#rect(x1, y, x2 - x1, height, css(fill));
      const words = labelOf(this.#frame, intervals.event[i]!, state);
      this.#words(x1, x2, y + height / 2, words, theme.inks[state] ?? theme.text1);
    });
  }

  #steps(row: Row, lane: ObjectLane | CoreLane): void {
    const { theme, trace } = this.#frame;
    const { steps } = lane;
    const picture = lane.kind === 'core' ? pictureOfCore(lane) : pictureFor(trace, lane);
    const isArea = pictureOf[picture.measure] === 'area';
    const y = yOf(this.#layout, row) + this.#layout.barInset;
    const height = row.height - 2 * this.#layout.barInset;
    this.#spans(steps, (i, x1, x2) => {
      const value = steps.value[i]!;
      const isHeld = picture.measure === 'hold';
      if (value <= 0 && picture.measure !== 'value') return;
      const fill: Rgb = isHeld ? holderFill(theme, steps.thread[i]!) : theme.measure;
      const tall = isArea
        ? (height * Math.min(value, steps.max)) / Math.max(1, steps.max)
        : height - 4;
      const top = isArea ? y + height - tall : y + 2;
      this.#rect(x1, top, x2 - x1, tall, css(fill, picture.measure === 'value' ? 0.35 : 1));
      const ink = isHeld || picture.measure === 'flag' ? inkOn(fill) : theme.text1;
      const words = [stepLabel(this.#frame, lane, picture.measure, i)];
      this.#words(x1, x2, y + height / 2, words, ink);
    });
  }

  *#slices(row: Extract<Row, { kind: 'slices' }>): Generator<undefined, void> {
    const { plot } = this.#layout;
    this.#label(yOf(this.#layout, row) + SLICE_HEIGHT / 2, row.track.name);
    const { names } = this.#frame.trace.tracks;
    for (const [depth, slices] of row.track.rows.entries()) {
      const y = yOf(this.#layout, row) + depth * SLICE_HEIGHT;
      if (y < plot.y || y > plot.y + plot.height) continue;
      if (this.isFull) return;
      yield;
      const spans = {
        start: slices.start,
        length: slices.start.length,
        endOf: (i: number) => slices.end[i]!,
      };
      this.#spans(spans, (i, x1, x2) => {
        const fill = fillOf(this.#frame, slices.name[i]!);
        this.#rect(x1, y, Math.max(LEAST, x2 - x1 - 0.5), SLICE_HEIGHT - 1, css(fill));
        const name = names[slices.name[i]!] ?? '';
        this.#words(x1, x2, y + SLICE_HEIGHT / 2, [name], inkOn(fill));
      });
    }
  }

  /** A counter as an area over its minimum, or over 0. */
  #values(row: Row & { readonly kind: 'counter' }): void {
    const { start, value } = row.counter;
    const { least, most } = rangeOf(row.counter);
    const y = yOf(this.#layout, row) + this.#layout.barInset;
    const height = row.height - 2 * this.#layout.barInset;
    const spans = {
      start,
      length: start.length,
      endOf: (i: number, edge: number) => start[i + 1] ?? edge,
    };
    this.#spans(spans, (i, x1, x2) => {
      const tall = (height * (value[i]! - least)) / Math.max(most - least, Number.MIN_VALUE);
      if (tall > 0)
        this.#rect(x1, y + height - tall, x2 - x1, tall, css(this.#frame.theme.measure));
    });
  }

  #spans(column: SpanColumn, draw: (i: number, x1: CssPx, x2: CssPx) => void): void {
    eachDrawn(this.#frame, this.#layout, column, this.#least, draw);
  }

  #label(middle: CssPx, name: string): void {
    const room = this.#layout.plot.x - 36;
    this.#text(28, middle, fit(name, room, 12), this.#frame.theme.text1);
  }

  /** The first of the labels that fits. */
  #words(x1: CssPx, x2: CssPx, middle: CssPx, words: readonly string[], ink: string): void {
    const found = words.find((text) => text !== '' && text.length * 11 * LETTER <= x2 - x1 - 8);
    if (found !== undefined) this.#text(x1 + 4, middle, found, ink);
  }

  #rect(x: CssPx, y: CssPx, width: CssPx, height: CssPx, fill: string): void {
    this.parts.push(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}"/>`,
    );
  }

  #text(x: CssPx, middle: CssPx, text: string, fill: string, weight = 400): void {
    const bold = weight === 400 ? '' : ` font-weight="${weight}"`;
    this.parts.push(
      `<text x="${round(x)}" y="${round(middle + 3.8)}" fill="${fill}"${bold}>${safe(text)}</text>`,
    );
  }
}

function fit(text: string, room: CssPx, size: number): string {
  const letters = Math.floor(room / (size * LETTER));
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;
}
