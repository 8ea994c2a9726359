/**
 * Everything that one frame of the timeline is painted from. Made anew for each frame and not changed while it lasts;
 * layout, painting and hit-testing take nothing from anywhere else.
 */
import type { CssPx, EventIndex, Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import type { Arrows } from '../views/arrows.ts';
import type { History } from '../views/history.ts';
import type { Lanes } from '../views/lanes.ts';
import type { World } from '../views/state.ts';
import type { Axis } from './axis.ts';
import type { OverviewPicture } from './overview.ts';
import type { Rows } from './rows.ts';
import type { Theme } from './theme.ts';
import type { ViewRange } from './view-range.ts';

/** Texts that the canvas shows; their keys are those of `texts/en.json`. */
export type CanvasText = (
  key: string,
  params?: Readonly<Record<string, string | number>>,
) => string;

/** What the reader has pinned. */
export type TimelineSelection =
  | { readonly kind: 'none' }
  | { readonly kind: 'thread'; readonly index: ThreadIndex }
  | { readonly kind: 'object'; readonly index: ObjectIndex }
  | { readonly kind: 'event'; readonly seq: EventIndex }
  | { readonly kind: 'arrow'; readonly from: EventIndex; readonly to: EventIndex }
  | { readonly kind: 'range'; readonly start: Ms; readonly end: Ms };

/** In step mode: whose step it is. */
export interface Turns {
  /** Threads that can take the next step at the cursor. */
  readonly movers: readonly ThreadIndex[];
  /** Who took it; -1 where nobody has yet. */
  readonly taker: ThreadIndex;
}

/** An event to be kept in sight. */
export interface Flag {
  readonly seq: EventIndex;
  readonly level: 'fault' | 'risk';
}

/** A trace and what is read off it. All views must be of that trace. */
export interface TimelineData {
  readonly trace: Trace;
  readonly lanes: Lanes;
  readonly arrows: Arrows;
  readonly history: History;
  /** What lies along the lanes: they and the arrows are made for it. */
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
  /** Which lanes are shown, and where. */
  readonly rows: Rows;
  /** The whole run in small; without it there is no strip below the lanes. */
  readonly overview: OverviewPicture | undefined;
  /** Events of the trace when the frame was made; the trace itself may grow on. */
  readonly length: number;
  readonly liveEdge: Ms;
  /** Where the cursor stands, and whether that is the live edge. */
  readonly cursor: { readonly time: Ms; readonly live: boolean };
  /** What comes after the cursor must not be read: it answers a question. */
  readonly veiled: boolean;
  readonly turns: Turns | undefined;
  readonly flags: readonly Flag[];
  /** Where the run parts from the one that it is compared with; undefined: nowhere, or with none. */
  readonly parting: Ms | undefined;
  /** What waits are for, as far as it is known: the trace may learn of it later. */
  readonly waits?: Trace['waits'];
  /** Name of the slices that are pointed out, a row of the names of the tracks; -1 none. */
  readonly marked: number;
  readonly text: CanvasText;
}

/** A frame in which nothing is pointed out: a picture of the lanes alone. */
export const unmarked = {
  overview: undefined,
  veiled: false,
  turns: undefined,
  flags: [],
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
