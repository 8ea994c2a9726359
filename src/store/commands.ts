/** All commands of the page except the timeline's own. */
import { app, type AppState } from './app-state.ts';
import type { Chord, Command, CommandId, Scope } from './command.ts';
import { maximise, setTheme, togglePresenting } from './preferences.ts';
import {
  goLive,
  goToStart,
  letThread,
  restart,
  setSpeed,
  stepBy,
  stepThrough,
  switchMode,
  takeLine,
  toggleExploring,
  togglePlaying,
} from './run-actions.ts';
import { nothing } from './selection.ts';
import { shownTheme } from './shown-theme.ts';
import { speedSteps } from './speed.ts';
import { closeWelcome, showWelcome } from './welcome.ts';
import { canCompare, toggleCompare } from './compare-port.ts';
import { typeAhead } from './typed-ahead.ts';
import { aimedThread, walkMovers } from './mover-port.ts';
import { drop, modesOf } from './players.ts';

/** A run is there, or will be: what is asked of it until then is kept. */
const hasRun = ({ session, isStarting }: AppState) => session !== undefined || isStarting;
const always = () => true;
const canTake = (state: AppState) => state.mode === 'step' && hasRun(state);

function command(
  id: CommandId,
  scope: Scope,
  keys: readonly (string | Chord)[],
  run: (key?: string) => void,
  isEnabled: (state: AppState) => boolean = always,
): Command {
  return {
    id,
    scope,
    keys: keys.map((key) => (typeof key === 'string' ? { key } : key)),
    run,
    isEnabled: () => isEnabled(app.getState()),
  };
}

/** What Escape closes, in order of priority. */
const closers: readonly {
  readonly isOpen: (state: AppState) => boolean;
  readonly close: () => void;
}[] = [
  {
    isOpen: ({ selection }) => selection.kind !== 'none',
    close: () => app.setState({ selection: nothing }),
  },
  { isOpen: ({ layout }) => layout.maximised !== undefined, close: () => maximise(undefined) },
  {
    isOpen: ({ teaching }) => teaching !== undefined,
    close: () => app.setState({ teaching: undefined }),
  },
  { isOpen: ({ exploring }) => exploring !== undefined, close: toggleExploring },
  { isOpen: ({ welcome }) => welcome !== undefined, close: closeWelcome },
];

export const commands = {
  playPause: command('playPause', 'player', [' '], togglePlaying, hasRun),
  restart: command('restart', 'page', ['r'], restart, hasRun),
  stepBack: command('stepBack', 'player', ['ArrowLeft'], () => stepBy(-1), hasRun),
  stepForward: command('stepForward', 'player', ['ArrowRight'], () => stepBy(1), hasRun),
  goToStart: command('goToStart', 'player', ['Home'], goToStart, hasRun),
  goLive: command(
    'goLive',
    'player',
    ['End'],
    goLive,
    (state) => canTake(state) || state.cursor.kind === 'past',
  ),
  slower: command('slower', 'page', ['<'], () => changeSpeed(-1)),
  faster: command('faster', 'page', ['>'], () => changeSpeed(1)),
  clearSelection: command(
    'clearSelection',
    'player',
    ['Escape'],
    () => {
      if (!drop()) closers.find(({ isOpen }) => isOpen(app.getState()))?.close();
    },
    (state) => canTake(state) || closers.some(({ isOpen }) => isOpen(state)),
  ),
  switchMode: command(
    'switchMode',
    'page',
    ['m'],
    switchMode,
    ({ program }) => modesOf(program.kind).length > 1,
  ),
  stepThrough: command(
    'stepThrough',
    'page',
    ['p'],
    stepThrough,
    ({ mode, eventCount }) => mode === 'live' && eventCount > 0,
  ),
  letThread: command(
    'letThread',
    'page',
    ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    (key) => letThread(Number(key) - 1),
    canTake,
  ),
  takeLine: command('takeLine', 'page', ['n'], () => takeLine(aimedThread()), canTake),
  nextThread: command('nextThread', 'player', ['ArrowDown'], () => walkMovers(1), canTake),
  previousThread: command('previousThread', 'player', ['ArrowUp'], () => walkMovers(-1), canTake),
  compareCure: command('compareCure', 'page', ['b'], toggleCompare, ({ program }) =>
    canCompare(program),
  ),
  share: command('share', 'page', ['l'], () => app.setState({ dialog: 'share' })),
  searchGallery: command('searchGallery', 'page', ['/'], searchGallery),
  nextTheme: command('nextTheme', 'page', ['t'], nextTheme),
  present: command('present', 'page', ['v'], togglePresenting),
  showKeys: command('showKeys', 'page', ['?'], () => app.setState({ dialog: 'keys' })),
  palette: command('palette', 'page', [{ key: 'k', ctrl: true }], () => {
    typeAhead();
    app.setState({ dialog: 'palette' });
  }),
  welcome: command('welcome', 'page', [], () => showWelcome()),
} satisfies Record<CommandId, Command>;

export const allCommands: readonly Command[] = Object.values(commands);

const searchers: (() => void)[] = [];
/** The gallery is loading: its search field gets the focus once it is shown. */
let isSearchAwaited = false;

function searchGallery(): void {
  const show = searchers.at(-1);
  if (show !== undefined) return show();
  isSearchAwaited = true;
  typeAhead();
}

/**
 * Registers a way to show the gallery's search field; the latest one is used. Returns a function that unregisters it.
 */
export function onSearchGallery(show: () => void): () => void {
  searchers.push(show);
  if (isSearchAwaited) {
    isSearchAwaited = false;
    show();
  }
  return () => {
    searchers.splice(searchers.indexOf(show), 1);
  };
}

/** To the theme not in use, so that pressing the key has a visible effect. */
function nextTheme(): void {
  setTheme(shownTheme() === 'light' ? 'dark' : 'light');
}

function changeSpeed(direction: 1 | -1): void {
  const { speed } = app.getState();
  const next =
    direction === 1
      ? speedSteps.find((step) => step > speed + 1e-9)
      : speedSteps.findLast((step) => step < speed - 1e-9);
  if (next !== undefined) setSpeed(next);
}
