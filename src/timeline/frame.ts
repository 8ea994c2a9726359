/**
 * All input of one frame of the timeline. Created for each frame and immutable; layout, painting and hit-testing use
 * nothing else.
 */
import type { CssPx, EventIndex, Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import type { Arrows } from '../views/arrows.ts';
import type { History } from '../views/history.ts';
import type { Lanes } from '../views/lanes.ts';
import type { PathPart } from '../views/critical-path.ts';
import type { World } from '../views/state.ts';
import type { Axis } from './axis.ts';
import type { OverviewPicture } from './overview.ts';
import type { Rows } from './rows.ts';
import type { Theme } from './theme.ts';
import type { ViewRange } from './view-range.ts';

/** Texts on the canvas; keys are those of `texts/en.json`. */
export type CanvasText = (
  key: string,
  params?: Readonly<Record<string, string | number>>,
) => string;

/** The reader's selection. */
export type TimelineSelection =
  | { readonly kind: 'none' }
  | { readonly kind: 'thread'; readonly index: ThreadIndex }
  | { readonly kind: 'object'; readonly index: ObjectIndex }
  | { readonly kind: 'event'; readonly seq: EventIndex }
  | { readonly kind: 'arrow'; readonly from: EventIndex; readonly to: EventIndex }
  | { readonly kind: 'range'; readonly start: Ms; readonly end: Ms };

/** In step mode: movable threads. */
export interface Turns {
  /** Threads that can take the next step at the cursor. */
  readonly movers: readonly ThreadIndex[];
  /** The thread that took it; -1 if not taken yet. */
  readonly taker: ThreadIndex;
}

/** A flagged event. */
export interface Flag {
  readonly seq: EventIndex;
  readonly level: 'fault' | 'risk';
}

/** A trace and its views. All views must be of that trace. */
export interface TimelineData {
  readonly trace: Trace;
  readonly lanes: Lanes;
  readonly arrows: Arrows;
  readonly history: History;
  /** The axis for which lanes and arrows were built. */
  readonly axis: Axis;
}

export interface Frame extends Omit<TimelineData, 'history'> {
  /** The state at the cursor. */
  readonly world: World;
  readonly theme: Theme;
  /** Of the whole widget. */
  readonly width: CssPx;
  readonly height: CssPx;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  /** 24, or 20 when compact. */
  readonly laneHeight: CssPx;
  readonly view: ViewRange;
  readonly scrollY: CssPx;
  /** The visible lanes and their positions. */
  readonly rows: Rows;
  /** The overview of the whole run; without it there is no strip below the lanes. */
  readonly overview: OverviewPicture | undefined;
  /** Number of events when the frame was made; the trace may have grown. */
  readonly length: number;
  readonly liveEdge: Ms;
  /** The cursor, and whether it is at the live edge. */
  readonly cursor: { readonly time: Ms; readonly live: boolean };
  /** Hides what comes after the cursor, since it answers a question. */
  readonly veiled: boolean;
  readonly turns: Turns | undefined;
  readonly flags: readonly Flag[];
  /** The critical path, on program time; the same array while unchanged. */
  readonly path: readonly PathPart[];
  /** Where the run diverges from the one that it is compared with; undefined: nowhere, or no comparison. */
  readonly parting: Ms | undefined;
  /** Meanings of waits known so far: the trace may get them later. */
  readonly waits?: Trace['waits'];
  /** The highlighted slice name, an index into the tracks' names; -1 for none. */
  readonly marked: number;
  readonly text: CanvasText;
}

/** A frame without highlights: only the lanes. */
export const unmarked = {
  overview: undefined,
  veiled: false,
  turns: undefined,
  flags: [],
  path: [],
  parting: undefined,
  marked: -1,
} as const satisfies Partial<Frame>;

/** Whether two frames look the same on the static layer. */
export function isSameFrame(a: Frame, b: Frame): boolean {
  const { view, cursor, ...rest } = a;
  return (
    view.start === b.view.start &&
    view.end === b.view.end &&
    cursor.time === b.cursor.time &&
    cursor.live === b.cursor.live &&
    (Object.keys(rest) as (keyof typeof rest)[]).every((part) => a[part] === b[part])
  );
}
