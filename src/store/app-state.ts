/** The state of the page. Actions replace parts of it; components subscribe to parts of it. */
import { createStore } from 'zustand/vanilla';
import type { Program } from '../engines/program.ts';
import type { RunStatus, Transport, Workers } from '../engines/run.ts';
import type { SourceLine } from '../engines/step-run.ts';
import type { Language } from '../scenarios/texts.ts';
import type { EventIndex, Ms, ThreadIndex } from '../base/units.ts';
import type { ExploreWish, Note, Theme, TransportWish } from '../share/link.ts';
import type { Axis } from '../timeline/axis.ts';
import type { CriticalPath } from '../views/critical-path.ts';
import { Names } from '../views/names.ts';
import type { World } from '../views/state.ts';
import { live, type Cursor } from './cursor.ts';
import type { Notice } from './notice.ts';
import { defaultLayout, type Layout } from './layout.ts';
import type { PlayMode } from './player.ts';
import { nothing, type Selection } from './selection.ts';
import type { Session } from './session.ts';

export interface AppState {
  // The open program.
  readonly program: Program;
  readonly mode: PlayMode;
  readonly seed: number;
  /** Factor on the program's clock, 0.1 to 20. */
  readonly speed: number;
  readonly transportWish: TransportWish;
  /** undefined before the first run. */
  readonly transport: Transport | undefined;
  readonly session: Session | undefined;
  /** A run has been requested and is not on the page yet. */
  readonly isStarting: boolean;

  // The displayed state. The frame loop publishes these together, so that they belong to one instant.
  readonly status: RunStatus;
  /** The state at the cursor. */
  readonly world: World;
  /** Events in the trace, up to the live edge. */
  readonly eventCount: number;
  readonly workers: Workers;

  readonly cursor: Cursor;
  /** Settings of the exploration; undefined while its panel is closed. */
  readonly exploring: ExploreWish | undefined;
  /** The open part of the learning panel; undefined while closed. */
  readonly teaching: 'challenges' | 'lessons' | 'questions' | 'write' | undefined;
  /** While a question is open: number of events that may be shown, since later ones answer it. */
  readonly curtain: EventIndex | undefined;
  /** What is open in it, as encoded in links. */
  readonly learn: string | undefined;
  /** Whether the run with the cure (or with the mistake) is shown beneath on the timeline. */
  readonly comparing: boolean;
  /** In step mode: indices of the threads that can take the next step at the cursor. */
  readonly movers: readonly ThreadIndex[];
  /** In step mode, at a step that has been taken: its thread; else -1. */
  readonly taker: ThreadIndex;
  /** Lines of the program's sources at which step mode stops. */
  readonly breakpoints: readonly SourceLine[];
  readonly selection: Selection;
  /** The critical path that the reader has asked for, up to an instant. */
  readonly path: (CriticalPath & { readonly until: Ms }) | undefined;

  // The reader's preferences.
  readonly theme: Theme;
  readonly language: Language;
  readonly layout: Layout;
  /** Axis of the timeline in step mode. */
  readonly axis: Axis['unit'];
  /** Whether single keys are shortcuts; off for readers who dictate text. */
  readonly shortcuts: boolean;
  /** The open source: 'python' or 'program' for a scenario, else a file path. Line numbers refer to it. */
  readonly listing: string;

  /** Title and notes from the link, or for the next link. */
  readonly words: {
    readonly title: string | undefined;
    readonly notes: readonly Note[];
    /** Stops and questions, packed as in links. */
    readonly lesson: string | undefined;
  };
  readonly notices: readonly Notice[];
  /** A file being read: bytes read, total, and events found. */
  readonly opening:
    | {
        readonly name: string;
        readonly read: number;
        readonly size: number;
        readonly events: number;
      }
    | undefined;
  /** Step of the page tour: 0 is the introduction, from 1 on its stops. undefined: closed. */
  readonly welcome: number | undefined;
  /** The open dialog. */
  readonly dialog: 'none' | 'share' | 'keys' | 'palette';
}

export const emptyWorld: World = {
  count: 0,
  time: 0,
  threads: [],
  objects: [],
  processes: [],
  seats: [],
  names: Names.none,
};

export const noWords: AppState['words'] = { title: undefined, notes: [], lesson: undefined };

export const initialState: AppState = {
  program: { kind: 'scenario', id: '', params: {} },
  mode: 'live',
  seed: 1,
  speed: 1,
  transportWish: 'auto',
  transport: undefined,
  session: undefined,
  isStarting: false,
  status: 'starting',
  world: emptyWorld,
  eventCount: 0,
  workers: { busy: 0, idle: 0 },
  cursor: live,
  exploring: undefined,
  teaching: undefined,
  curtain: undefined,
  learn: undefined,
  comparing: false,
  movers: [],
  taker: -1,
  breakpoints: [],
  selection: nothing,
  path: undefined,
  theme: 'system',
  language: 'en',
  layout: defaultLayout,
  axis: 'time',
  shortcuts: true,
  listing: 'python',
  words: noWords,
  notices: [],
  opening: undefined,
  welcome: undefined,
  dialog: 'none',
};

/** The thread of the last step; -1 for none, or while that answers a question. */
export const takerOf = ({ taker, curtain }: AppState): ThreadIndex =>
  curtain === undefined ? taker : -1;

/** The timeline's axis: time while two runs are compared. */
export const axisOf = ({ comparing, axis }: AppState): Axis['unit'] => (comparing ? 'time' : axis);

export const app = createStore<AppState>()(() => initialState);
