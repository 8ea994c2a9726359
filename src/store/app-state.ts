/** The state of the page. Actions replace parts of it; components subscribe to parts of it. */
import { createStore } from 'zustand/vanilla';
import type { RunStatus, Transport } from '../engines/run.ts';
import type { Language, ListingName } from '../scenarios/texts.ts';
import type { ParamValues } from '../scenarios/scenario.ts';
import type { ThreadIndex } from '../base/units.ts';
import type { Mode, Theme, TransportWish } from '../share/link.ts';
import type { Axis } from '../timeline/axis.ts';
import type { World } from '../views/state.ts';
import { live, type Cursor } from './cursor.ts';
import type { Notice } from './notice.ts';
import { defaultLayout, type Layout } from './layout.ts';
import { nothing, type Selection } from './selection.ts';
import type { Session } from './session.ts';

export interface AppState {
  // What runs.
  /** live: on real Workers, in real time. step: under a scheduler, one step at a time. */
  readonly mode: Mode;
  readonly scenario: string;
  readonly params: ParamValues;
  readonly seed: number;
  /** Factor on the program's clock, 0.1 to 20. */
  readonly speed: number;
  readonly transportWish: TransportWish;
  /** undefined before the first run. */
  readonly transport: Transport | undefined;
  readonly session: Session | undefined;

  // What is shown of it. The frame loop publishes these together, so that they belong to one instant.
  readonly status: RunStatus;
  /** The state at the cursor. */
  readonly world: World;
  /** Events in the trace, up to the live edge. */
  readonly eventCount: number;
  readonly workers: { readonly busy: number; readonly idle: number };

  readonly cursor: Cursor;
  /** In step mode: the threads that can take the next step at the cursor, by index. */
  readonly movers: readonly ThreadIndex[];
  /** In step mode, at a step that has been taken: who took it; else -1. */
  readonly taker: ThreadIndex;
  /** Lines of the program that runs at which step mode stops. */
  readonly breakLines: readonly number[];
  readonly selection: Selection;

  // How the reader likes the page.
  readonly theme: Theme;
  readonly language: Language;
  readonly layout: Layout;
  /** What lies along the timeline in step mode. */
  readonly axis: Axis['unit'];
  /** Whether single keys are shortcuts; somebody who dictates text turns them off. */
  readonly shortcuts: boolean;
  /** The listing that is open: Python's, or the program that runs. Lines are named as they are there. */
  readonly listing: ListingName;

  readonly notices: readonly Notice[];
  /** The dialog that is open. */
  readonly dialog: 'none' | 'share' | 'keys';
}

export const emptyWorld: World = {
  count: 0,
  time: 0,
  threads: [],
  objects: [],
  processes: [],
  seats: [],
};

export const initialState: AppState = {
  mode: 'live',
  scenario: '',
  params: {},
  seed: 1,
  speed: 1,
  transportWish: 'auto',
  transport: undefined,
  session: undefined,
  status: 'starting',
  world: emptyWorld,
  eventCount: 0,
  workers: { busy: 0, idle: 0 },
  cursor: live,
  movers: [],
  taker: -1,
  breakLines: [],
  selection: nothing,
  theme: 'system',
  language: 'en',
  layout: defaultLayout,
  axis: 'time',
  shortcuts: true,
  listing: 'python',
  notices: [],
  dialog: 'none',
};

export const app = createStore<AppState>()(() => initialState);
