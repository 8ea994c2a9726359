/**
 * The timeline as a widget: keeps view, scroll, pointer and selection, and paints when the app's loop tells it to. It
 * has no loop of its own, and nothing is painted that has not changed.
 */
import type { CssPx, EventIndex, Ms, ProcessIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import type { Arrows } from '../views/arrows.ts';
import type { History } from '../views/history.ts';
import type { Lane, Lanes } from '../views/lanes.ts';
import { stepInLane } from '../views/search.ts';
import { Brushes } from './brushes.ts';
import { Camera } from './camera.ts';
import type { CanvasText, Frame, TimelineSelection } from './frame.ts';
import { listenForGestures, type GestureTarget, type Region } from './gestures.ts';
import { eventOf, hitTest, type Thing } from './hit-test.ts';
import { Layers } from './layers.ts';
import { layoutTimeline, type Layout } from './layout.ts';
import { paintOverlay, type Pointing } from './paint-overlay.ts';
import { paintTimeline } from './paint.ts';
import { timeOf, yOf } from './placement.ts';
import { readTheme, type Theme } from './theme.ts';
import type { ViewRange } from './view-range.ts';

export interface TimelineData {
  readonly trace: Trace;
  readonly lanes: Lanes;
  readonly arrows: Arrows;
  readonly history: History;
}

/** What the pointer is over, for a tooltip; `x` and `y` are CSS pixels from the widget's corner. */
export interface Hover {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly thing: Thing;
}

export interface TimelineOptions {
  /** Looks up a text of namespace "timeline". */
  readonly text: CanvasText;
  /** Jump instead of gliding. Default: as the system says. */
  readonly reducedMotion?: () => boolean;
  /** Lanes of 20 px instead of 24. */
  readonly compact?: boolean;
  /** The reader moved the cursor into the past; `done` when they let go of it. */
  readonly onCursor?: (time: Ms) => void;
  readonly onSelect?: (selection: TimelineSelection) => void;
  readonly onHover?: (hover: Hover | undefined) => void;
  /** Whether the view follows the live edge. */
  readonly onFollowChange?: (follows: boolean) => void;
  readonly onViewChange?: (view: ViewRange) => void;
}

export type TimelineCursor =
  | { readonly mode: 'live' }
  /** `count`: how many events have happened; without it, all up to `time`. */
  | { readonly mode: 'past'; readonly time: Ms; readonly count?: number };

export interface TimelineNow {
  /** Program time at the live edge. */
  readonly liveEdge: Ms;
  readonly cursor: TimelineCursor;
}

const NOTHING: TimelineSelection = { kind: 'none' };

export class Timeline {
  readonly #container: HTMLElement;
  readonly #options: TimelineOptions;
  readonly #layers: Layers;
  readonly #brushes: Brushes;
  readonly #camera: Camera;
  readonly #unlisten: () => void;
  #data: TimelineData | undefined;
  #theme: Theme;
  #compact: boolean;
  #scrollY: CssPx = 0;
  #collapsed: ReadonlySet<ProcessIndex> = new Set();
  #selection: TimelineSelection = NOTHING;
  /** The lane that stepping through events goes along. */
  #lane: Lane | undefined;
  #point: { readonly x: CssPx; readonly y: CssPx } | undefined;
  #pointing: Pointing | undefined;
  #frame: Frame | undefined;
  #layout: Layout | undefined;
  #painted: readonly unknown[] = [];
  #overlayIsOld = true;
  #told: { view: ViewRange; follows: boolean };

  constructor(container: HTMLElement, options: TimelineOptions) {
    this.#container = container;
    this.#options = options;
    this.#compact = options.compact ?? false;
    this.#layers = new Layers(container);
    this.#brushes = new Brushes((width, height) => {
      const canvas = document.createElement('canvas');
      return Object.assign(canvas, { width, height });
    });
    this.#camera = new Camera(options.reducedMotion ?? prefersStillness);
    this.#told = { view: this.#camera.view, follows: true };
    this.#theme = readTheme(container);
    this.#unlisten = listenForGestures(container, this.#gestures());
  }

  /** Shows another trace, from its beginning. */
  setData(data: TimelineData): void {
    if (data.trace !== this.#data?.trace) {
      this.#lane = undefined;
      this.#collapsed = new Set();
      this.#scrollY = 0;
      this.#selection = NOTHING;
      this.#camera.reset();
    }
    this.#data = data;
    this.#painted = [];
  }

  /** Reads the colours and fonts again: after a change of theme. Also after a change of language. */
  refresh(): void {
    this.#theme = readTheme(this.#container);
  }

  setCompact(compact: boolean): void {
    this.#compact = compact;
  }

  /** Pins something that was chosen elsewhere. Does not call `onSelect`. */
  setSelection(selection: TimelineSelection): void {
    if (selection === this.#selection) return;
    this.#selection = selection;
    this.#lane = this.#laneOf(selection) ?? this.#lane;
    this.#overlayIsOld = true;
  }

  setFollowing(follows: boolean): void {
    if (follows) this.#camera.follow();
    else this.#camera.follows = false;
  }

  get view(): ViewRange {
    return this.#camera.view;
  }

  setView(view: ViewRange): void {
    this.#camera.show(view);
  }

  /** Scrolls and pans so that the event is in view. */
  reveal(seq: EventIndex): void {
    const { trace } = this.#data ?? {};
    if (trace === undefined || seq < 0 || seq >= trace.length) return;
    this.#camera.reveal(trace.time(seq));
    this.#revealLane(this.#laneOf({ kind: 'event', seq }));
  }

  /** Paints what changed. Called once in each animation frame; true if it wants another one soon (it glides). */
  frame(now: TimelineNow): boolean {
    const data = this.#data;
    if (data === undefined || this.#layers.width === 0) return false;
    data.lanes.advance();
    data.arrows.advance();
    // Events may be a little ahead of the clock that was read before them.
    const liveEdge = Math.max(now.liveEdge, data.trace.endTime);
    const gliding = this.#camera.tick(liveEdge, performance.now());
    const resized = this.#layers.resize();
    const { trace } = data;
    const live = now.cursor.mode === 'live';
    const time = now.cursor.mode === 'live' ? liveEdge : now.cursor.time;
    const count =
      now.cursor.mode === 'live' ? trace.length : (now.cursor.count ?? trace.countUntil(time));
    const key = [
      trace,
      trace.length,
      liveEdge,
      live,
      time,
      count,
      this.#camera.view.start,
      this.#camera.view.end,
      this.#scrollY,
      this.#collapsed,
      this.#theme,
      this.#compact,
    ];
    if (resized || key.some((part, i) => part !== this.#painted[i])) {
      this.#painted = key;
      this.#paint(data, liveEdge, live, time, count);
    }
    if (this.#overlayIsOld) this.#paintOverlay();
    this.#tell();
    return gliding;
  }

  /** Factor above 1 zooms in. */
  zoomBy(factor: number): void {
    this.#camera.zoomInPlace(factor);
  }

  /** By a share of the view: 0.2 is a fifth later. */
  panBy(share: number): void {
    this.#camera.pan(share, true);
  }

  scrollLanes(lanes: number): void {
    this.#scroll(lanes * this.#laneHeight);
  }

  /** The selection if there is one and it is not yet fitted, else the whole run. */
  fit(): void {
    const span = this.#spanOfSelection();
    const before = this.#camera.aim;
    if (span !== undefined) this.#camera.fit(span.start, span.end);
    const { start, end } = this.#camera.aim;
    const unchanged = start === before.start && end === before.end;
    if (span === undefined || unchanged) this.#camera.fit(0, this.#frame?.liveEdge ?? 0);
  }

  /** Follows the live edge again, from the top lane on, with a span that suits the run. */
  reset(): void {
    this.#scrollY = 0;
    this.#camera.reset();
  }

  /** Selects the next (1) or previous (-1) event of the selected lane; of the first lane where none is. */
  stepEvent(direction: 1 | -1): void {
    const data = this.#data;
    const lane = this.#lane ?? data?.lanes.threads[0];
    if (data === undefined || lane === undefined) return;
    const { selection } = { selection: this.#selection };
    const from =
      selection.kind === 'event'
        ? selection.seq
        : data.trace.countUntil(this.#frame?.cursor.time ?? 0) - (direction === 1 ? 1 : 0);
    const seq = stepInLane(lane, from, direction);
    if (seq < 0) return;
    this.#lane = lane;
    this.#selectEvent(seq, lane);
  }

  /** Selects the event that the selected one caused (1), or that caused it (-1). */
  followArrow(direction: 1 | -1): void {
    const { arrows, lanes } = this.#data ?? {};
    const selection = this.#selection;
    if (arrows === undefined || lanes === undefined) return;
    if (selection.kind !== 'event' && selection.kind !== 'arrow') return;
    const at = selection.kind === 'event' ? selection.seq : -1;
    const arrow =
      selection.kind === 'arrow'
        ? arrows.into(selection.to)
        : direction === 1
          ? arrows.outOf(at)[0]
          : arrows.into(at);
    if (arrow === undefined) return;
    const [seq, thread] =
      direction === 1 ? [arrow.to, arrow.toThread] : [arrow.from, arrow.fromThread];
    this.#selectEvent(seq, lanes.threads[thread]);
  }

  clearSelection(): void {
    this.#select(NOTHING);
  }

  destroy(): void {
    this.#unlisten();
    this.#layers.remove();
  }

  get #laneHeight(): CssPx {
    return this.#compact ? 20 : 24;
  }

  #paint(data: TimelineData, liveEdge: Ms, live: boolean, time: Ms, count: number): void {
    const { width, height, ratio } = this.#layers;
    this.#frame = {
      trace: data.trace,
      lanes: data.lanes,
      arrows: data.arrows,
      world: live ? data.history.live(time) : data.history.at(count, time),
      theme: this.#theme,
      width,
      height,
      ratio,
      laneHeight: this.#laneHeight,
      view: this.#camera.view,
      scrollY: this.#scrollY,
      collapsed: this.#collapsed,
      liveEdge,
      cursor: { time, live },
      text: this.#options.text,
    };
    this.#layout = layoutTimeline(this.#frame);
    this.#scrollY = this.#layout.scrollY;
    // One finger pans the lanes where they do not fit; where they do, it scrolls the page.
    this.#container.style.touchAction = this.#layout.maxScroll > 0 ? 'none' : 'pan-y';
    paintTimeline(this.#layers.still, this.#frame, this.#layout, this.#brushes);
    this.#overlayIsOld = true;
  }

  #paintOverlay(): void {
    const [frame, layout] = [this.#frame, this.#layout];
    if (frame === undefined || layout === undefined) return;
    this.#overlayIsOld = false;
    const point = this.#point;
    const thing = point === undefined ? undefined : hitTest(frame, layout, point.x, point.y);
    const before = this.#pointing;
    this.#pointing = point === undefined ? undefined : { ...point, thing };
    const state = { pointing: this.#pointing, selection: this.#selection };
    paintOverlay(this.#layers.moving, frame, layout, state, this.#brushes);
    this.#container.style.cursor = cursorFor(thing);
    if (before?.thing === undefined && thing === undefined) return;
    const hover = point === undefined || thing === undefined ? undefined : { ...point, thing };
    this.#options.onHover?.(hover);
  }

  #tell(): void {
    const { view, follows } = this.#camera;
    const told = this.#told;
    this.#told = { view, follows };
    if (told.follows !== follows) this.#options.onFollowChange?.(follows);
    if (told.view.start !== view.start || told.view.end !== view.end)
      this.#options.onViewChange?.(view);
  }

  #select(selection: TimelineSelection): void {
    this.setSelection(selection);
    this.#options.onSelect?.(selection);
  }

  #selectEvent(seq: EventIndex, lane: Lane | undefined): void {
    this.#select({ kind: 'event', seq });
    this.#lane = lane ?? this.#lane;
    this.#camera.reveal(this.#data?.trace.time(seq) ?? 0);
    this.#revealLane(lane);
  }

  #laneOf(selection: TimelineSelection): Lane | undefined {
    const { lanes, trace } = this.#data ?? {};
    if (selection.kind === 'thread') return lanes?.threads[selection.index];
    if (selection.kind === 'object') return lanes?.objects[selection.index];
    if (selection.kind !== 'event' || trace === undefined || selection.seq >= trace.length)
      return undefined;
    const { seq } = selection;
    return lanes?.threads[trace.phase(seq) === Phase.wake ? trace.other(seq) : trace.thread(seq)];
  }

  #revealLane(lane: Lane | undefined): void {
    const layout = this.#layout;
    if (layout === undefined || lane === undefined) return;
    const { rows, plot } = layout;
    const row = (lane.kind === 'thread' ? rows.ofThread : rows.ofObject)[lane.index];
    if (row === undefined) return;
    const top = yOf(layout, row) - plot.y;
    if (top < 0) this.#scroll(top - this.#laneHeight);
    else if (top + row.height > plot.height)
      this.#scroll(top + row.height + this.#laneHeight - plot.height);
  }

  #scroll(dy: CssPx): boolean {
    const before = this.#scrollY;
    const most = this.#layout?.maxScroll ?? 0;
    this.#scrollY = Math.min(most, Math.max(0, before + dy));
    return this.#scrollY !== before;
  }

  #spanOfSelection(): { start: Ms; end: Ms } | undefined {
    const data = this.#data;
    const selection = this.#selection;
    if (data === undefined) return undefined;
    const { trace, lanes } = data;
    if (selection.kind === 'range') return selection;
    if (selection.kind === 'arrow')
      return { start: trace.time(selection.from), end: trace.time(selection.to) };
    if (selection.kind !== 'event') return undefined;
    const lane = this.#laneOf(selection);
    if (lane?.kind !== 'thread') return undefined;
    const { intervals } = lanes.threads[lane.index]!;
    const i = intervals.at(trace.time(selection.seq));
    if (i < 0) return undefined;
    return { start: intervals.start[i]!, end: intervals.endOf(i, this.#frame?.liveEdge ?? 0) };
  }

  #toggle(process: ProcessIndex): void {
    const collapsed = new Set(this.#collapsed);
    if (!collapsed.delete(process)) collapsed.add(process);
    this.#collapsed = collapsed;
  }

  #click(x: CssPx, y: CssPx): void {
    const [frame, layout, lanes] = [this.#frame, this.#layout, this.#data?.lanes];
    if (frame === undefined || layout === undefined || lanes === undefined) return;
    const thing = hitTest(frame, layout, x, y);
    if (thing === undefined) return this.#select(NOTHING);
    switch (thing.kind) {
      case 'group':
        return this.#toggle(thing.process);
      case 'thread':
        return this.#select({ kind: 'thread', index: thing.thread });
      case 'object':
        return this.#select({ kind: 'object', index: thing.object });
      case 'arrow':
        return this.#select({ kind: 'arrow', from: thing.path.from, to: thing.path.to });
      case 'interval':
        this.#select({ kind: 'event', seq: eventOf(thing) });
        this.#lane = lanes.threads[thing.thread];
        return;
      case 'step':
        this.#select({ kind: 'event', seq: thing.event });
        this.#lane = lanes.objects[thing.object];
        return;
      case 'ruler':
    }
  }

  #timeAt(x: CssPx): Ms {
    const [frame, layout] = [this.#frame, this.#layout];
    return frame === undefined || layout === undefined ? 0 : timeOf(frame, layout, x);
  }

  #gestures(): GestureTarget {
    return {
      regionAt: (x, y): Region => {
        const plot = this.#layout?.plot;
        if (plot === undefined) return 'plot';
        return x < plot.x ? 'labels' : y < plot.y ? 'ruler' : 'plot';
      },
      hover: (point) => {
        this.#point = point;
        this.#overlayIsOld = true;
      },
      click: (x, y) => this.#click(x, y),
      doubleClick: (x, y) => {
        this.#click(x, y);
        if (this.#selection.kind === 'event') this.fit();
      },
      moveCursor: (x) => {
        const time = Math.min(Math.max(0, this.#timeAt(x)), this.#frame?.liveEdge ?? 0);
        this.#options.onCursor?.(time);
      },
      selectRange: (from, to, done) => {
        const times = [this.#timeAt(from), this.#timeAt(to)].map((time) => Math.max(0, time));
        const range = {
          kind: 'range',
          start: Math.min(...times),
          end: Math.max(...times),
        } as const;
        if (done) this.#select(range);
        else this.setSelection(range);
      },
      pan: (dx, dy) => {
        const width = this.#layout?.plot.width ?? 1;
        if (dx !== 0) this.#camera.pan(-dx / width, false);
        if (dy !== 0) this.#scroll(-dy);
      },
      zoom: (x, factor) => {
        this.#camera.follows = false;
        this.#camera.zoom(this.#timeAt(x), factor, false);
        // More turns of the wheel may come before the next frame: they start from this view.
        if (this.#frame !== undefined) this.#frame = { ...this.#frame, view: this.#camera.view };
      },
      scroll: (dy) => this.#scroll(dy),
    };
  }
}

function cursorFor(thing: Thing | undefined): string {
  if (thing === undefined) return 'default';
  return thing.kind === 'ruler' ? 'ew-resize' : 'pointer';
}

const prefersStillness = (): boolean =>
  window.matchMedia('(prefers-reduced-motion: reduce)').matches;
