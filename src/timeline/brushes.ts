/**
 * Resources for painting that are kept between frames: a scratch canvas for rows of pixels, hatch patterns, and text
 * widths. They are caches: a frame is painted the same without them.
 */
import type { CssPx } from '../base/units.ts';
import { LaneState } from '../views/interval-column.ts';
import { partsOf } from '../views/short-name.ts';

export type Context = CanvasRenderingContext2D;
export type MakeCanvas = (width: number, height: number) => HTMLCanvasElement;

/** Side of a pattern's tile. */
const TILE = 8;
/** Opacity of patterns: visible to readers who look for them. */
const PATTERN_ALPHA = 0.24;
const PATTERN_INK = '#ffffff';
/** Number of characters kept at the end of a shortened name: they distinguish Thread-1 from Thread-2. */
const TAIL = 3;
const CACHE_LIMIT = 4000;

export class Brushes {
  readonly #make: MakeCanvas;
  #scratch: { canvas: HTMLCanvasElement; ctx: Context; image: ImageData } | undefined;
  #kept: { canvas: HTMLCanvasElement; shows: readonly unknown[] } | undefined;
  #patterns: readonly (CanvasPattern | null)[] = [];
  #patternRatio = 0;
  /** Text widths by font. */
  readonly #fonts = new Map<string, Map<string, CssPx>>();
  #widths = new Map<string, CssPx>();

  constructor(make: MakeCanvas) {
    this.#make = make;
  }

  /** A scratch canvas of at least this size in device pixels, with an image buffer. */
  scratch(
    width: number,
    height: number,
  ): { canvas: HTMLCanvasElement; ctx: Context; image: ImageData } {
    const have = this.#scratch;
    if (have !== undefined && have.image.width === width && have.image.height >= height)
      return have;
    const canvas = this.#make(Math.max(1, width), Math.max(1, height));
    const ctx = canvas.getContext('2d', { willReadFrequently: false })!;
    this.#scratch = {
      canvas,
      ctx,
      image: ctx.createImageData(Math.max(1, width), Math.max(1, height)),
    };
    return this.#scratch;
  }

  /** A cached picture of this size in device pixels, painted anew only if its content has changed. */
  kept(
    width: number,
    height: number,
    shows: readonly unknown[],
    paint: (pixels: Uint32Array) => void,
  ): HTMLCanvasElement {
    const all = [width, height, ...shows];
    const have = this.#kept;
    if (have !== undefined && all.every((value, i) => value === have.shows[i])) return have.canvas;
    const fits = have !== undefined && have.shows[0] === width && have.shows[1] === height;
    const canvas = fits ? have.canvas : this.#make(width, height);
    const ctx = canvas.getContext('2d')!;
    const image = ctx.createImageData(width, height);
    paint(new Uint32Array(image.data.buffer));
    ctx.putImageData(image, 0, 0);
    this.#kept = { canvas, shows: all };
    return canvas;
  }

  /** Hatch pattern of a lane state, so that states differ by more than colour; null for none. */
  pattern(ctx: Context, ratio: number, state: LaneState): CanvasPattern | null {
    if (this.#patternRatio !== ratio) {
      this.#patternRatio = ratio;
      this.#patterns = Object.values(LaneState).map((one) => this.#makePattern(ctx, ratio, one));
    }
    return this.#patterns[state] ?? null;
  }

  /** Sets the font of `ctx`; widths refer to it from now on. */
  useFont(ctx: Context, font: string): void {
    ctx.font = font;
    let widths = this.#fonts.get(font);
    if (widths === undefined) {
      widths = new Map();
      this.#fonts.set(font, widths);
    }
    this.#widths = widths;
  }

  /** Width of a text in the font last set with `useFont`. */
  widthOf(ctx: Context, text: string): CssPx {
    let width = this.#widths.get(text);
    if (width === undefined) {
      if (this.#widths.size > CACHE_LIMIT) this.#widths.clear();
      width = ctx.measureText(text).width;
      this.#widths.set(text, width);
    }
    return width;
  }

  /**
   * `text`, or as much of its beginning as fits together with its distinguishing part; empty if even that does not fit.
   */
  fit(ctx: Context, text: string, room: CssPx): string {
    if (this.widthOf(ctx, text) <= room) return text;
    const { head, told, rest } = partsOf(text, TAIL);
    const tail = text.length > 2 * TAIL ? `${told}${rest && '…'}` : '';
    for (let left = rest.length - 1; left >= 0; left--) {
      const most = `${head}${told}${rest.slice(0, left)}…`;
      if (this.widthOf(ctx, most) <= room) return most;
    }
    let low = 0;
    let high = tail === '' ? text.length : head.length;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.widthOf(ctx, `${text.slice(0, middle)}…${tail}`) <= room) low = middle;
      else high = middle - 1;
    }
    return low > 0 ? `${text.slice(0, low).trimEnd()}…${tail}` : '';
  }

  #makePattern(ctx: Context, ratio: number, state: LaneState): CanvasPattern | null {
    const draw = hatches[state];
    if (draw === undefined) return null;
    const side = Math.round(TILE * ratio);
    const canvas = this.#make(side, side);
    const tile = canvas.getContext('2d')!;
    tile.scale(side / TILE, side / TILE);
    tile.globalAlpha = PATTERN_ALPHA;
    tile.strokeStyle = tile.fillStyle = PATTERN_INK;
    tile.lineWidth = 1.25;
    tile.beginPath();
    draw(tile);
    const pattern = ctx.createPattern(canvas, 'repeat');
    // Patterns are laid out in CSS pixels of the canvas.
    pattern?.setTransform({ a: TILE / side, d: TILE / side });
    return pattern;
  }
}

const hatches: Readonly<Partial<Record<LaneState, (tile: Context) => void>>> = {
  /** Falling lines: stopped. */
  [LaneState.blocked]: (tile) => {
    for (const x of [-TILE, 0, TILE]) {
      tile.moveTo(x - 1, -1);
      tile.lineTo(x + TILE + 1, TILE + 1);
    }
    tile.stroke();
  },
  /** Crossed lines: stopped until another ends. */
  [LaneState.joining]: (tile) => {
    for (const x of [-TILE, 0, TILE]) {
      tile.moveTo(x - 1, -1);
      tile.lineTo(x + TILE + 1, TILE + 1);
      tile.moveTo(x - 1, TILE + 1);
      tile.lineTo(x + TILE + 1, -1);
    }
    tile.stroke();
  },
  /** Rising lines: about to go on. */
  [LaneState.ready]: (tile) => {
    for (const x of [-TILE, 0, TILE]) {
      tile.moveTo(x - 1, TILE + 1);
      tile.lineTo(x + TILE + 1, -1);
    }
    tile.stroke();
  },
  /** Dots: at rest. */
  [LaneState.asleep]: (tile) => {
    for (const [x, y] of [
      [2, 2],
      [6, 6],
    ] as const) {
      tile.moveTo(x + 1, y);
      tile.arc(x, y, 1, 0, Math.PI * 2);
    }
    tile.fill();
  },
  /** Dashes: nothing but an entry in a table. */
  [LaneState.zombie]: (tile) => {
    tile.moveTo(1, TILE / 2);
    tile.lineTo(TILE / 2 + 1, TILE / 2);
    tile.stroke();
  },
  /** Level lines: waiting for something to come along. */
  [LaneState.message]: (tile) => {
    for (const y of [2, 6]) {
      tile.moveTo(0, y);
      tile.lineTo(TILE, y);
    }
    tile.stroke();
  },
};
