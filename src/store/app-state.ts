/** The state of the page. Actions replace parts of it; components subscribe to parts of it. */
import { createStore } from 'zustand/vanilla';
import type { Program } from '../engines/program.ts';
import type { RunStatus, Transport, Workers } from '../engines/run.ts';
import type { SourceLine } from '../engines/step-run.ts';
import type { Language } from '../scenarios/texts.ts';
import type { EventIndex, ThreadIndex } from '../base/units.ts';
import type { ExploreWish, Note, Theme, TransportWish } from '../share/link.ts';
import type { Axis } from '../timeline/axis.ts';
import { Names } from '../views/names.ts';
import type { World } from '../views/state.ts';
import { live, type Cursor } from './cursor.ts';
import type { Notice } from './notice.ts';
import { defaultLayout, type Layout } from './layout.ts';
import type { PlayMode } from './player.ts';
import { nothing, type Selection } from './selection.ts';
import type { Session } from './session.ts';

export interface AppState {
  // What runs.
  readonly program: Program;
  readonly mode: PlayMode;
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
  readonly workers: Workers;

  readonly cursor: Cursor;
  /** How the ways are explored in which the program can end; undefined while that is closed. */
  readonly exploring: ExploreWish | undefined;
  /** Which part of the panel for learning is shown; undefined while that is closed. */
  readonly teaching: 'challenges' | 'lessons' | 'questions' | 'write' | undefined;
  /** While a question is open: events up to which the run may be read, since the rest answers it. */
  readonly curtain: EventIndex | undefined;
  /** What is open in it, as a link says it. */
  readonly learn: string | undefined;
  /** The run with the cure, or what there is to be cured, lies beneath that on the timeline. */
  readonly comparing: boolean;
  /** In step mode: the threads that can take the next step at the cursor, by index. */
  readonly movers: readonly ThreadIndex[];
  /** In step mode, at a step that has been taken: who took it; else -1. */
  readonly taker: ThreadIndex;
  /** Lines of the program's sources at which step mode stops. */
  readonly breakpoints: readonly SourceLine[];
  readonly selection: Selection;

  // How the reader likes the page.
  readonly theme: Theme;
  readonly language: Language;
  readonly layout: Layout;
  /** What lies along the timeline in step mode. */
  readonly axis: Axis['unit'];
  /** Whether single keys are shortcuts; somebody who dictates text turns them off. */
  readonly shortcuts: boolean;
  /** The source that is open: of a scenario 'python' or 'program', else a file. Lines are named as they are there. */
  readonly listing: string;

  /** What whoever sent the link says of the program, or the reader will say who sends one. */
  readonly words: {
    readonly title: string | undefined;
    readonly notes: readonly Note[];
    /** Stops and questions, packed as the link has them. */
    readonly lesson: string | undefined;
  };
  readonly notices: readonly Notice[];
  /** A file that is being read: bytes read, of how many, and events found. */
  readonly opening:
    | {
        readonly name: string;
        readonly read: number;
        readonly size: number;
        readonly events: number;
      }
    | undefined;
  /** Where the tour of the page stands: 0 says what this is, from 1 on are its stops. undefined: closed. */
  readonly welcome: number | undefined;
  /** The dialog that is open. */
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

/** Who took the last step; -1 for nobody, or while that answers a question. */
export const takerOf = ({ taker, curtain }: AppState): ThreadIndex =>
  curtain === undefined ? taker : -1;

/** What lies along the timeline: of two runs that are compared, time. */
export const axisOf = ({ comparing, axis }: AppState): Axis['unit'] => (comparing ? 'time' : axis);

export const app = createStore<AppState>()(() => initialState);
