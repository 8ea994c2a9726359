/** Two stacked canvases that keep the size of their container at the screen's resolution. */
import type { CssPx } from '../base/units.ts';
import type { Context } from './brushes.ts';

/** Maximum device pixel ratio: more is not worth the time. */
const MOST_RATIO = 3;

export class Layers {
  readonly still: Context;
  readonly moving: Context;
  width: CssPx = 0;
  height: CssPx = 0;
  ratio = 1;
  /** CSS zoom. It is another only where the size is: reading it in each frame would have the page's styles computed there. */
  #zoom = 1;
  readonly #canvases: readonly HTMLCanvasElement[];
  readonly #container: HTMLElement;
  readonly #observer: ResizeObserver;

  constructor(container: HTMLElement) {
    this.#container = container;
    this.#canvases = [document.createElement('canvas'), document.createElement('canvas')];
    const [still, moving] = this.#canvases.map((canvas, i) => {
      Object.assign(canvas.style, {
        position: 'absolute',
        inset: '0',
        width: '100%',
        height: '100%',
      });
      canvas.setAttribute('aria-hidden', 'true');
      container.append(canvas);
      return canvas.getContext('2d', { alpha: i > 0 })!;
    });
    this.still = still!;
    this.moving = moving!;
    this.#observer = new ResizeObserver(() => this.#measure());
    this.#observer.observe(container);
    this.#measure();
  }

  /** Resizes the canvases if necessary; returns true then. Both are empty afterwards. */
  resize(): boolean {
    const ratio = Math.min(MOST_RATIO, Math.max(1, window.devicePixelRatio * this.#zoom));
    const [width, height] = [Math.round(this.width * ratio), Math.round(this.height * ratio)];
    const { canvas } = this.still;
    if (canvas.width === width && canvas.height === height && this.ratio === ratio) return false;
    this.ratio = ratio;
    for (const ctx of [this.still, this.moving]) {
      ctx.canvas.width = width;
      ctx.canvas.height = height;
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    }
    return true;
  }

  remove(): void {
    this.#observer.disconnect();
    for (const canvas of this.#canvases) canvas.remove();
  }

  #measure(): void {
    this.#zoom = this.#container.currentCSSZoom ?? 1;
    this.width = this.#container.clientWidth;
    this.height = this.#container.clientHeight;
  }
}
