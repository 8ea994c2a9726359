/** The painted timeline: two canvases, the current frame, and its layout. */
import type { CssPx, Ms } from '../base/units.ts';
import { Brushes } from './brushes.ts';
import { flagAt } from './flag-layout.ts';
import type { Frame, TimelineSelection } from './frame.ts';
import type { Region } from './gestures.ts';
import { hitTest, type Thing } from './hit-test.ts';
import type { Drag } from './lane-desk.ts';
import { knownThing } from './known-thing.ts';
import { Layers } from './layers.ts';
import { layoutTimeline, type Layout } from './layout.ts';
import { paintOverlay } from './paint-overlay.ts';
import { paintTimeline } from './paint.ts';
import { timeOf } from './placement.ts';
import type { ViewRange } from './view-range.ts';

/** Distance within which an end of a range snaps to an event. */
const SNAP: CssPx = 6;

interface Point {
  readonly x: CssPx;
  readonly y: CssPx;
}

export class Surface {
  /** The current frame; undefined before the first. */
  frame: Frame | undefined;
  layout: Layout | undefined;
  readonly #container: HTMLElement;
  readonly #layers: Layers;
  readonly #brushes: Brushes;

  constructor(container: HTMLElement) {
    this.#container = container;
    this.#layers = new Layers(container);
    this.#brushes = new Brushes((width, height) =>
      Object.assign(document.createElement('canvas'), { width, height }),
    );
  }

  get size(): { readonly width: CssPx; readonly height: CssPx; readonly ratio: number } {
    const { width, height, ratio } = this.#layers;
    return { width, height, ratio };
  }

  /** True if the canvases were resized and are empty now. */
  resize(): boolean {
    return this.#layers.resize();
  }

  paint(frame: Frame): Layout {
    const layout = layoutTimeline(frame);
    this.frame = frame;
    this.layout = layout;
    // One finger pans the lanes if they do not fit; otherwise it scrolls the page.
    this.#container.style.touchAction = layout.maxScroll > 0 ? 'none' : 'pan-y';
    paintTimeline(this.#layers.still, frame, layout, this.#brushes);
    return layout;
  }

  /** Paints the interactive layer; returns what is under the pointer. */
  paintOverlay(
    point: Point | undefined,
    selection: TimelineSelection,
    drag?: Drag,
  ): Thing | undefined {
    const { frame, layout } = this;
    if (frame === undefined || layout === undefined) return undefined;
    const thing = point === undefined ? undefined : this.thingAt(point.x, point.y);
    const pointing = point === undefined ? undefined : { x: point.x, y: point.y, thing };
    const state = { pointing, selection, drag };
    paintOverlay(this.#layers.moving, frame, layout, state, this.#brushes);
    this.#container.style.cursor = cursorFor(thing);
    return thing;
  }

  /** Several wheel events may arrive before the next frame: each starts from the updated view. */
  moveTo(view: ViewRange): void {
    if (this.frame !== undefined) this.frame = { ...this.frame, view };
  }

  thingAt(x: CssPx, y: CssPx): Thing | undefined {
    const { frame, layout } = this;
    if (frame === undefined || layout === undefined) return undefined;
    return knownThing(frame, layout, x, hitTest(frame, layout, x, y));
  }

  timeAt(x: CssPx): Ms {
    const { frame, layout } = this;
    return frame === undefined || layout === undefined ? 0 : timeOf(frame, layout, x);
  }

  /** Program time at a position of the plot, snapped to a nearby event, from 0 to the live edge. */
  snappedTimeAt(x: CssPx): Ms {
    const { frame, layout } = this;
    if (frame === undefined || layout === undefined) return 0;
    const reach = timeOf(frame, layout, x + SNAP) - timeOf(frame, layout, x);
    const place = Math.min(Math.max(0, timeOf(frame, layout, x)), frame.liveEdge);
    const { axis, trace } = frame;
    const after = axis.countUntil(place);
    // The last event before the place, and the first after it.
    const near = [after - 1, after]
      .filter((seq) => seq >= 0 && seq < trace.length)
      .filter((seq) => Math.abs(axis.at(seq) - place) <= reach)
      .toSorted((a, b) => Math.abs(axis.at(a) - place) - Math.abs(axis.at(b) - place))[0];
    return near === undefined ? axis.timeAt(place) : trace.time(near);
  }

  regionAt(x: CssPx, y: CssPx): Region {
    const plot = this.layout?.plot;
    if (plot === undefined) return 'plot';
    if (flagAt(this.layout?.flags ?? [], plot.y, x, y) !== undefined) return 'flag';
    if (y >= plot.y + plot.height) return 'overview';
    if (x >= plot.x && y >= plot.y) return 'plot';
    return x < plot.x ? 'labels' : 'ruler';
  }

  remove(): void {
    this.#layers.remove();
  }
}

function cursorFor(thing: Thing | undefined): string {
  if (thing === undefined) return 'default';
  if (thing.kind === 'overview') return 'grab';
  return thing.kind === 'ruler' ? 'ew-resize' : 'pointer';
}
