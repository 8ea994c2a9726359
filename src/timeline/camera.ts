/** The visible range: follows the live edge until the reader moves it, and animates programmatic moves. */
import type { Ms } from '../base/units.ts';
import type { Axis } from './axis.ts';
import {
  around,
  autoSpan,
  between,
  fitting,
  following,
  panBy,
  revealing,
  scales,
  spanOf,
  within,
  zoomAround,
  type ViewRange,
} from './view-range.ts';

const GLIDE: Ms = 180;

export class Camera {
  view: ViewRange = following(0, autoSpan(0));
  follows = true;
  /** For the axis in use. */
  #scale = scales.time;
  /** The span grows with the run until the reader chooses one. */
  #auto = true;
  #edge: Ms = 0;
  #glide: { readonly from: ViewRange; readonly to: ViewRange; readonly since: Ms } | undefined;
  readonly #still: () => boolean;

  /** `still`: whether to jump instead of animating. */
  constructor(still: () => boolean) {
    this.#still = still;
  }

  /** The target of the view's animation, or the view. */
  get aim(): ViewRange {
    return this.#glide?.to ?? this.view;
  }

  /** Advances to a new live edge and a new real time; true while animating. */
  tick(edge: Ms, now: Ms): boolean {
    this.#edge = edge;
    if (this.follows) {
      const span = this.#auto ? autoSpan(edge, this.#scale) : spanOf(this.aim);
      const aim = following(edge, span);
      if (span !== spanOf(this.aim)) this.#go(aim, true);
      else if (this.#glide === undefined) this.view = aim;
      else this.#glide = { ...this.#glide, to: aim };
    }
    if (this.#glide === undefined) return false;
    const { from, to, since } = this.#glide;
    const share = (now - since) / GLIDE;
    this.view = between(from, to, share);
    if (share >= 1) this.#glide = undefined;
    return share < 1;
  }

  /** Pans by a fraction of the view; at once for a pointer, animated for a key. */
  pan(share: number, glide: boolean): void {
    this.follows = false;
    this.#go(panBy(this.aim, share * spanOf(this.aim), this.#edge, this.#scale), glide);
  }

  /** At once: the overview's window follows the pointer. */
  centre(place: number): void {
    this.follows = false;
    this.#go(around(place, spanOf(this.aim), this.#edge), false);
  }

  zoom(time: Ms, factor: number, glide: boolean): void {
    this.#auto = false;
    this.#go(zoomAround(this.aim, time, factor, this.#edge, this.#scale), glide);
  }

  /** Zooms around the middle, or around the live edge while following it. */
  zoomInPlace(factor: number): void {
    const { start, end } = this.aim;
    this.zoom(this.follows ? this.#edge : (start + end) / 2, factor, true);
  }

  /** A link's view may be beyond the present end of the run. */
  show(view: ViewRange, glide = true): void {
    this.#auto = false;
    this.follows = false;
    this.#go(within(view, Math.max(this.#edge, view.end), this.#scale), glide);
  }

  fit(start: Ms, end: Ms): void {
    this.show(fitting(start, end, this.#edge, this.#scale));
  }

  reveal(time: Ms): void {
    const to = revealing(this.aim, time, this.#edge, this.#scale);
    if (to === this.aim) return;
    this.follows = false;
    this.#go(to, true);
  }

  /** Switches to another axis of the same run, with this view; keeps following if it did. */
  turnTo(unit: Axis['unit'], edge: number, view: ViewRange): void {
    this.#scale = scales[unit];
    this.#edge = edge;
    if (this.follows) this.reset();
    else this.show(view);
    this.view = this.aim;
    this.#glide = undefined;
  }

  /** Another run, which has reached `edge`. */
  begin(edge: number): void {
    this.#edge = edge;
    this.reset();
  }

  /** Follows the live edge again. */
  follow(): void {
    this.follows = true;
    this.#go(following(this.#edge, spanOf(this.aim)), true);
  }

  /** Follows the live edge, with a span that suits the run. */
  reset(): void {
    this.#auto = true;
    this.follows = true;
    this.#go(following(this.#edge, autoSpan(this.#edge, this.#scale)), true);
  }

  #go(to: ViewRange, glide: boolean): void {
    const smooth = glide && !this.#still();
    this.#glide = smooth ? { from: this.view, to, since: performance.now() } : undefined;
    if (!smooth) this.view = to;
  }
}
