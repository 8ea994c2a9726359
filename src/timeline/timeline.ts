/**
 * The timeline widget: keeps view, scroll, pointer and selection, and paints when called by the page's frame loop. It
 * has no loop of its own, and repaints only what has changed.
 */
import type { CssPx, EventIndex, Ms, ThreadIndex } from '../base/units.ts';
import type { Arrangement, LaneKey } from './arrangement.ts';
import { Camera } from './camera.ts';
import {
  isSameFrame,
  type CanvasText,
  type Flag,
  type Frame,
  type TimelineData,
  type TimelineSelection,
  type Turns,
} from './frame.ts';
import type { PathPart } from '../views/critical-path.ts';
import { labelWidthFor } from './layout.ts';
import { listenForGestures, type GestureTarget } from './gestures.ts';
import { eventOf, type Thing } from './hit-test.ts';
import { keyOfThing, LaneDesk, type Drag } from './lane-desk.ts';
import { Overview } from './overview.ts';
import { overviewPlace } from './paint-overview.ts';
import { yOf } from './placement.ts';
import {
  enderOf,
  laneOf,
  laneOfEvent,
  waitEndedBy,
  nextArrow,
  nextEvent,
  stretchOf,
} from './selection-walk.ts';
import { Surface } from './surface.ts';
import { emphasised, readTheme, type Theme } from './theme.ts';
import { type ViewRange } from './view-range.ts';
import type { LaneState } from '../views/interval-column.ts';
import type { Lane } from '../views/lane.ts';

/** What is under the pointer, for a tooltip; `x` and `y` are CSS pixels from the widget's corner. */
export interface Hover {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly thing: Thing;
}

/** The lane or process whose label was long-pressed or right-clicked. */
export interface LaneMenu {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly key: LaneKey;
}

export interface TimelineOptions {
  /** Looks up a text of namespace "timeline". */
  readonly text: CanvasText;
  /** Jump instead of animating. Default: the system's setting. */
  readonly reducedMotion?: () => boolean;
  /** Lanes of 20 px instead of 24. */
  readonly compact?: boolean;
  /** Without the overview strip below the lanes. */
  readonly isBare?: boolean;
  /**
   * The reader moved the cursor to a place on the axis, from 0 to the live edge; `pointed`: the pointer's place, at
   * least 0.
   */
  readonly onCursor?: (place: number, pointed: number) => void;
  /** The reader pressed the label of a thread's lane. Return true if that was handled; otherwise the lane is pinned. */
  readonly onLane?: (thread: ThreadIndex) => boolean;
  readonly onSelect?: (selection: TimelineSelection) => void;
  /** A flag was pressed; its events. */
  readonly onFlag?: (
    events: readonly EventIndex[],
    at: { readonly x: CssPx; readonly y: CssPx },
  ) => void;
  /** A lane's menu is requested; undefined: closed. */
  readonly onLaneMenu?: (menu: LaneMenu | undefined) => void;
  readonly onArrange?: (arrangement: Arrangement) => void;
  readonly onHover?: (hover: Hover | undefined) => void;
  /** Whether the view follows the live edge. */
  readonly onFollowChange?: (follows: boolean) => void;
  readonly onViewChange?: (view: ViewRange) => void;
}

export type TimelineCursor =
  | { readonly mode: 'live' }
  /** `count`: number of events that have happened; default: all up to `time`. */
  | { readonly mode: 'past'; readonly time: Ms; readonly count?: number };

export interface TimelineNow {
  /** Program time at the live edge. */
  readonly liveEdge: Ms;
  readonly cursor: TimelineCursor;
  /** Hides what comes after the cursor. */
  readonly veiled?: boolean;
  /** In step mode. */
  readonly turns?: Turns | undefined;
  /** Flagged events; the same array while unchanged. */
  readonly flags?: readonly Flag[];
  /** The critical path, if it is shown; the same array while unchanged. */
  readonly path?: readonly PathPart[] | undefined;
  /** Where the run diverges from the one that it is compared with, in program time. */
  readonly parting?: Ms | undefined;
}

const NO_FLAGS: readonly Flag[] = [];
const NO_PATH: readonly PathPart[] = [];
/** How long a request for the next flag stays pending while there are none. */
const FINDING_MS = 5000;
const NOTHING: TimelineSelection = { kind: 'none' };

export class Timeline {
  /** Visible lanes and their order. */
  readonly desk: LaneDesk;
  readonly #container: HTMLElement;
  readonly #options: TimelineOptions;
  readonly #surface: Surface;
  readonly #camera: Camera;
  readonly #unlisten: () => void;
  #data: TimelineData | undefined;
  #plainTheme: Theme;
  /** With the legend's emphasis. */
  #theme: Theme;
  #emphasis: ReadonlySet<LaneState> = new Set();
  #compact: boolean;
  #scrollY: CssPx = 0;
  readonly #overview = new Overview();
  #drag: Drag | undefined;
  /** Where the overview's window was grabbed, relative to its middle, on the axis. */
  #grip = 0;
  #selection: TimelineSelection = NOTHING;
  #pointer: { readonly x: CssPx; readonly y: CssPx } | undefined;
  #marked = -1;
  #isHovering = false;
  #overlayIsOld = true;
  /** A flag was requested before there was any. */
  #flagAsked: { readonly direction: 1 | -1; readonly until: number } | undefined;
  #told: { readonly view: ViewRange; readonly follows: boolean };

  constructor(container: HTMLElement, options: TimelineOptions) {
    this.#container = container;
    this.#options = options;
    this.desk = new LaneDesk((arrangement) => options.onArrange?.(arrangement));
    this.#compact = options.compact ?? false;
    this.#surface = new Surface(container);
    this.#camera = new Camera(options.reducedMotion ?? prefersStillness);
    this.#told = { view: this.#camera.view, follows: true };
    this.#plainTheme = this.#theme = readTheme(container);
    this.#unlisten = listenForGestures(container, this.#gestures());
  }

  /** Shows another trace, from its beginning, unless `keepsPlace`: then it is a variation of the one before. */
  setData(data: TimelineData, keepsPlace = false): void {
    const before = this.#data;
    this.#data = data;
    if (before !== undefined && before.axis.unit !== data.axis.unit) this.#turn(before, data);
    else if (before === undefined) this.#camera.turnTo(data.axis.unit, 0, this.#camera.view);
    if (data.trace === before?.trace) return;
    this.#flagAsked = undefined;
    this.desk.chosen = undefined;
    if (keepsPlace) return;
    this.desk.clear();
    this.#scrollY = 0;
    this.#selection = NOTHING;
    this.#camera.begin(data.axis.edge(data.trace.endTime));
  }

  /** Along another axis: what was in view stays in view. */
  #turn({ axis }: TimelineData, to: TimelineData): void {
    const placeOf = (place: number) => {
      const count = axis.countAt(place);
      return to.axis.cursor(count, count === 0 ? 0 : to.trace.time(count - 1));
    };
    const { start, end } = this.#camera.aim;
    const edge = to.axis.edge(to.trace.endTime);
    this.#camera.turnTo(to.axis.unit, edge, { start: placeOf(start), end: placeOf(end) });
    this.desk.chosen = undefined;
    this.#overlayIsOld = true;
  }

  /** Reads the colours and fonts again, and paints: after a change of theme or language. */
  refresh(): void {
    this.#plainTheme = readTheme(this.#container);
    this.#theme = emphasised(this.#plainTheme, this.#emphasis);
  }

  /** Shows only these states in colour; none: all. */
  emphasise(states: ReadonlySet<LaneState>): void {
    this.#emphasis = states;
    this.#theme = emphasised(this.#plainTheme, states);
  }

  setCompact(compact: boolean): void {
    this.#compact = compact;
  }

  /** Pins something that was chosen elsewhere. Does not call `onSelect`. */
  setSelection(selection: TimelineSelection): void {
    if (selection === this.#selection) return;
    this.#flagAsked = undefined;
    this.#selection = selection;
    if (this.#data !== undefined)
      this.desk.chosen = laneOf(this.#data, selection) ?? this.desk.chosen;
    this.#overlayIsOld = true;
  }

  setFollowing(follows: boolean): void {
    if (follows) this.#camera.follow();
    else this.#camera.follows = false;
  }

  /** What it shows, or is about to when it has come to rest. */
  get view(): ViewRange {
    return this.#camera.aim;
  }

  /** What it shows at this moment, on its way to {@link view}. */
  get viewNow(): ViewRange {
    return this.#camera.view;
  }

  setView(view: ViewRange, glides = true): void {
    this.#camera.show(view, glides);
  }

  /** Points out the slices of a name, a row of the names of the tracks; -1 none. */
  mark(name: number): void {
    this.#marked = name;
  }

  /** Pans so that a stretch of time is in view, and zooms in where it would be too small to be seen. */
  showStretch(start: Ms, end: Ms): void {
    const { view } = this.#camera;
    this.#camera.follows = false;
    if (end - start < (view.end - view.start) / 200) this.#camera.fit(start, end);
    else this.#camera.reveal(start);
  }

  /** Scrolls and pans so that the event is in view. */
  reveal(seq: EventIndex): void {
    const data = this.#data;
    const lane = data === undefined ? undefined : laneOfEvent(data, seq);
    if (data === undefined || lane === undefined) return;
    this.#camera.reveal(data.axis.at(seq));
    this.#revealLane(lane);
  }

  /** Pans so that the state after `count` events, as it is at `time`, is in view. */
  revealInstant(count: number, time: Ms): void {
    if (this.#data !== undefined) this.#camera.reveal(this.#data.axis.cursor(count, time));
  }

  /** Paints what changed. Called once in each animation frame; true if it wants another one soon (it glides). */
  frame(now: TimelineNow): boolean {
    const data = this.#data;
    if (data === undefined || this.#surface.size.width === 0) return false;
    data.lanes.advance();
    data.arrows.advance();
    const glides = this.#camera.tick(data.axis.edge(now.liveEdge), performance.now());
    const resized = this.#surface.resize();
    const before = this.#surface.frame;
    const frame = this.#makeFrame(data, now);
    if (resized || before === undefined || !isSameFrame(before, frame)) {
      this.#scrollY = this.#surface.paint(frame).scrollY;
      this.#overlayIsOld = true;
    }
    if (this.#overlayIsOld) this.#paintOverlay();
    this.#tellView();
    this.#goToAskedFlag(frame);
    return glides;
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

  /** All of the run. */
  fitAll(): void {
    this.#camera.fit(0, this.#surface.frame?.liveEdge ?? 0);
  }

  /** The selection if there is one and it is not yet fitted, else the whole run. */
  fit(): void {
    const edge = this.#surface.frame?.liveEdge ?? 0;
    const data = this.#data;
    const stretch = data === undefined ? undefined : stretchOf(data, this.#selection, edge);
    const before = this.#camera.aim;
    if (stretch !== undefined) this.#camera.fit(stretch.start, stretch.end);
    const { start, end } = this.#camera.aim;
    const unchanged = start === before.start && end === before.end;
    if (stretch === undefined || unchanged) this.#camera.fit(0, edge);
  }

  /** Follows the live edge again, from the top lane on, with a span that suits the run. */
  reset(): void {
    this.#scrollY = 0;
    this.#camera.reset();
  }

  /** Selects the next (1) or previous (-1) event of the selected lane; of the first lane where none is. */
  stepEvent(direction: 1 | -1): void {
    const data = this.#data;
    const lane = this.desk.chosen ?? data?.lanes.threads[0];
    if (data === undefined || lane === undefined) return;
    const happened = this.#surface.frame?.world.count ?? 0;
    const seq = nextEvent(this.#selection, lane, happened, direction);
    if (seq >= 0) this.#selectEvent(seq, lane);
  }

  /**
   * Opens the next (1) or previous (-1) flag, as a press on it does: from the selected event, or else the cursor, on; from
   * the last one on the first.
   */
  stepFlag(direction: 1 | -1): void {
    const { frame } = this.#surface;
    if (frame === undefined) return;
    const from = this.#selection.kind === 'event' ? this.#selection.seq : frame.world.count - 0.5;
    const known = frame.veiled ? frame.world.count : frame.length;
    const flags = frame.flags
      .map(({ seq }) => seq)
      .filter((seq) => seq < known)
      .toSorted((a, b) => a - b);
    const next =
      direction === 1
        ? (flags.find((seq) => seq > from) ?? flags[0])
        : (flags.findLast((seq) => seq < from) ?? flags.at(-1));
    // What went wrong may still be being found.
    this.#flagAsked =
      frame.flags.length === 0 ? { direction, until: performance.now() + FINDING_MS } : undefined;
    if (next === undefined) return;
    this.#options.onFlag?.([next], { x: 0, y: 0 });
    this.reveal(next);
  }

  #goToAskedFlag({ flags }: Frame): void {
    const asked = this.#flagAsked;
    if (asked === undefined) return;
    if (performance.now() > asked.until) this.#flagAsked = undefined;
    else if (flags.length > 0) this.stepFlag(asked.direction);
  }

  /** The stretch from the first to the last of these events. */
  fitEvents(events: readonly EventIndex[]): void {
    const { axis } = this.#data ?? {};
    const places = events.map((seq) => axis?.at(seq) ?? 0);
    if (places.length > 0) this.#camera.fit(Math.min(...places), Math.max(...places));
  }

  /**
   * Selects the event that the selected one caused (1), or that caused it (-1). From a wait 1 leads to who ended it, and -1
   * from there back to it.
   */
  followArrow(direction: 1 | -1): void {
    const data = this.#data;
    if (data === undefined) return;
    const seq = this.#selection.kind === 'event' ? this.#selection.seq : -1;
    const isCaused = data.arrows.into(seq) !== undefined;
    const across = direction === 1 ? enderOf(data, seq) : isCaused ? -1 : waitEndedBy(data, seq);
    if (across >= 0) {
      this.#selectEvent(across, laneOfEvent(data, across));
      return;
    }
    const arrow = nextArrow(data, this.#selection, this.desk.chosen, direction);
    if (arrow === undefined) return;
    const forward = direction === 1;
    const lane = data.lanes.threads[forward ? arrow.toThread : arrow.fromThread];
    this.#selectEvent(forward ? arrow.to : arrow.from, lane);
  }

  clearSelection(): void {
    this.#select(NOTHING);
  }

  destroy(): void {
    this.#unlisten();
    this.#surface.remove();
  }

  get #laneHeight(): CssPx {
    return this.#compact ? 20 : 24;
  }

  #makeFrame(
    data: TimelineData,
    {
      liveEdge,
      cursor,
      veiled = false,
      turns,
      flags = NO_FLAGS,
      path = NO_PATH,
      parting,
    }: TimelineNow,
  ): Frame {
    const { trace, lanes, arrows, history, axis } = data;
    const live = cursor.mode === 'live';
    const edge = axis.edge(liveEdge);
    const time = live ? Math.max(liveEdge, trace.endTime) : cursor.time;
    const count = live ? trace.length : (cursor.count ?? trace.countUntil(time));
    const world = live ? history.live(time) : history.at(count, time);
    const { size } = this.#surface;
    const plotWidth = size.width - labelWidthFor(size.width);
    return {
      trace,
      lanes,
      arrows,
      axis,
      world,
      theme: this.#theme,
      ...size,
      laneHeight: this.#laneHeight,
      view: this.#camera.view,
      scrollY: this.#scrollY,
      rows: this.desk.rows(data, world, this.#laneHeight),
      overview:
        this.#options.isBare === true
          ? undefined
          : this.#overview.picture(lanes, edge, plotWidth, performance.now()),
      length: trace.length,
      liveEdge: edge,
      cursor: { time: live ? edge : axis.cursor(count, time), live },
      veiled,
      turns,
      flags,
      path,
      parting: parting === undefined ? undefined : axis.ofTime(parting),
      waits: trace.waits,
      marked: this.#marked,
      text: this.#options.text,
    };
  }

  #paintOverlay(): void {
    this.#overlayIsOld = false;
    const point = this.#pointer;
    const thing = this.#surface.paintOverlay(point, this.#selection, this.#drag);
    const wasHovering = this.#isHovering;
    this.#isHovering = thing !== undefined;
    if (point !== undefined && thing !== undefined) this.#options.onHover?.({ ...point, thing });
    else if (wasHovering) this.#options.onHover?.(undefined);
  }

  #tellView(): void {
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
    this.desk.chosen = lane ?? this.desk.chosen;
    this.#camera.reveal(this.#data?.axis.at(seq) ?? 0);
    this.#revealLane(lane);
  }

  #revealLane(lane: Lane | undefined): void {
    const { layout } = this.#surface;
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
    const most = this.#surface.layout?.maxScroll ?? 0;
    this.#scrollY = Math.min(most, Math.max(0, before + dy));
    return this.#scrollY !== before;
  }

  #click(thing: Thing | undefined, at: { readonly x: CssPx; readonly y: CssPx }): void {
    const lanes = this.#data?.lanes;
    if (thing === undefined) return this.#select(NOTHING);
    switch (thing.kind) {
      case 'group':
        return this.desk.fold(thing.process);
      case 'thread':
        if (this.#options.onLane?.(thing.thread) === true) return;
        return this.#select({ kind: 'thread', index: thing.thread });
      case 'object':
        return this.#select({ kind: 'object', index: thing.object });
      case 'arrow':
        return this.#select({ kind: 'arrow', from: thing.path.from, to: thing.path.to });
      case 'interval':
        this.#select({ kind: 'event', seq: eventOf(thing) });
        this.desk.chosen = lanes?.threads[thing.thread];
        return;
      case 'step':
        this.#select({ kind: 'event', seq: thing.event });
        this.desk.chosen = lanes?.objects[thing.object];
        return;
      case 'core':
        this.#select(thing.thread < 0 ? NOTHING : { kind: 'thread', index: thing.thread });
        return;
      case 'slice':
        // As a stretch of time, so that what happened in it is told.
        return this.#select({ kind: 'range', start: thing.from, end: thing.to });
      case 'flag':
        return this.#options.onFlag?.(thing.events, at);
      case 'counter':
      case 'overview':
      case 'ruler':
    }
  }

  #overviewAt(x: CssPx): number {
    const { frame, layout } = this.#surface;
    if (frame?.overview === undefined || layout === undefined) return 0;
    return overviewPlace(layout.overview, frame.overview, x);
  }

  #gestures(): GestureTarget {
    const surface = this.#surface;
    const camera = this.#camera;
    return {
      regionAt: (x, y) => surface.regionAt(x, y),
      hover: (point) => {
        this.#pointer = point;
        this.#overlayIsOld = true;
      },
      click: (x, y) => this.#click(surface.thingAt(x, y), { x, y }),
      doubleClick: (x, y) => {
        // Its first click has selected what is there.
        const kind = surface.thingAt(x, y)?.kind;
        const fits = ['interval', 'step', 'arrow', 'slice'];
        if (kind !== undefined && fits.includes(kind)) this.fit();
      },
      moveCursor: (x) => {
        const edge = surface.frame?.liveEdge ?? 0;
        const pointed = Math.max(0, surface.timeAt(x));
        this.#options.onCursor?.(Math.min(pointed, edge), pointed);
      },
      selectRange: (from, to, done) => {
        // Else the lanes would run away below the pointer.
        camera.follows = false;
        const timeAt = (x: CssPx) => surface.snappedTimeAt(x);
        const [a, b] = [timeAt(from), timeAt(to)];
        const range = { kind: 'range', start: Math.min(a, b), end: Math.max(a, b) } as const;
        if (done) this.#select(range);
        else this.setSelection(range);
      },
      pan: (dx, dy) => {
        const width = surface.layout?.plot.width ?? 1;
        if (dx !== 0) camera.pan(-dx / width, false);
        if (dy !== 0) this.#scroll(-dy);
      },
      zoom: (x, factor) => {
        camera.follows = false;
        camera.zoom(surface.timeAt(x), factor, false);
        surface.moveTo(camera.view);
      },
      scroll: (dy) => this.#scroll(dy),
      grabOverview: (x) => {
        const { start, end } = camera.aim;
        const place = this.#overviewAt(x);
        const isInside = place >= start && place <= end;
        this.#grip = isInside ? place - (start + end) / 2 : 0;
        if (!isInside) camera.centre(place);
      },
      dragOverview: (x) => camera.centre(this.#overviewAt(x) - this.#grip),
      dragLane: (from, to, done) => {
        const { layout } = surface;
        const drag = layout === undefined ? undefined : this.desk.dragged(layout, from, to);
        if (done && drag !== undefined) this.desk.move(drag.by, drag.key);
        this.#options.onLaneMenu?.(undefined);
        this.#drag = done ? undefined : drag;
        this.#overlayIsOld = true;
      },
      askLane: (x, y) => {
        const key = keyOfThing(surface.thingAt(x, y));
        if (key !== undefined) this.#options.onHover?.(undefined);
        this.#options.onLaneMenu?.(key === undefined ? undefined : { x, y, key });
      },
    };
  }
}

const prefersStillness = (): boolean =>
  window.matchMedia('(prefers-reduced-motion: reduce)').matches;
