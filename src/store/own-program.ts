/** The reader's own program: what they have written, kept as it is typed, and run when they say so. */
import { createStore } from 'zustand/vanilla';
import { grains, type FilesProgram, type Grain, type Program } from '../engines/program.ts';
import { app, initialState } from './app-state.ts';
import { dismiss } from './notices.ts';
import { rest } from './players.ts';
import { openProgram, play, whenStarted } from './run-actions.ts';

const storageKey = 'weft.own-program';
/** The name under which a program runs. */
const FILE = 'program.py';
/** Longer ones are not kept: the browser gives a page a few megabytes. */
const MOST_KEPT = 500_000;

export interface OwnProgram {
  readonly text: string;
  readonly grain: Grain;
  /** Whether the text is open to be changed; otherwise the run is shown on it. */
  readonly isEditing: boolean;
  /** A run was asked for and is not there yet. */
  readonly isStarting: boolean;
  /** Why it could not begin: what Python says of its text. */
  readonly problem: string;
}

/** What somebody finds who has written nothing yet. */
const FIRST = `import threading
import time

lock = threading.Lock()
cups = 0

def fill(name):
    global cups
    for _ in range(3):
        with lock:
            seen = cups
            time.sleep(0.1)
            cups = seen + 1
            print(name, 'fills cup', cups)

waiters = [threading.Thread(target=fill, args=(name,)) for name in ('Ann', 'Ben')]
for waiter in waiters:
    waiter.start()
for waiter in waiters:
    waiter.join()
print(cups, 'cups')
`;

export const own = createStore<OwnProgram>()(() => ({
  text: FIRST,
  grain: 'sync',
  isEditing: true,
  isStarting: false,
  problem: '',
}));

let isRead = false;

/** Opens what the reader wrote last, to be changed; nothing runs yet. */
export function openOwnProgram(): void {
  if (!isRead) {
    isRead = true;
    own.setState(readKept());
  }
  own.setState({ isEditing: true, isStarting: false });
  const { program } = app.getState();
  if (program.kind === 'files') return;
  rest();
  const { session, status, world, eventCount, cursor, selection } = initialState;
  const mode = 'step';
  const cleared = { session, status, world, eventCount, cursor, selection, breakpoints: [] };
  app.setState({ program: programOf(own.getState()), mode, listing: FILE, ...cleared });
}

/** Puts another text in place of the present one. */
export function setText(text: string): void {
  own.setState({ text, problem: '' });
  keep();
}

export function setGrain(grain: Grain): void {
  own.setState({ grain });
  keep();
  if (!own.getState().isEditing) runOwnProgram();
}

export function editOwnProgram(): void {
  own.setState({ isEditing: true });
}

/** Runs the text as it is now, from its beginning. */
export function runOwnProgram(): void {
  own.setState({ isEditing: false, isStarting: true, problem: '' });
  app.setState({ listing: FILE });
  openProgram(programOf(own.getState()));
  void showBeginning(app.getState().program);
}

/** Once the run is there it plays; where it could not begin, the text is open again, with the reason. */
async function showBeginning(asked: Program): Promise<void> {
  await whenStarted();
  if (app.getState().program !== asked) return;
  const hasFailed = app.getState().session?.program !== asked;
  own.setState({ isStarting: false, isEditing: hasFailed });
  if (hasFailed) tellProblem();
  else play();
}

/** What the engine says of a program that it cannot begin is said beside the text. */
function tellProblem(): void {
  const notice = app.getState().notices.find(({ kind }) => kind === 'engine');
  if (notice?.kind !== 'engine') return;
  own.setState({ problem: notice.message });
  dismiss('engine');
}

const programOf = ({ text, grain }: OwnProgram): FilesProgram => ({
  kind: 'files',
  language: 'python',
  name: 'program',
  files: [{ path: FILE, text }],
  grain,
});

function readKept(): Partial<OwnProgram> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return {};
    const { text, grain } = kept as Record<string, unknown>;
    return {
      ...(typeof text === 'string' ? { text } : {}),
      ...(grains.includes(grain as Grain) ? { grain: grain as Grain } : {}),
    };
  } catch {
    return {};
  }
}

function keep(): void {
  const { text, grain } = own.getState();
  if (text.length > MOST_KEPT) return;
  try {
    localStorage.setItem(storageKey, JSON.stringify({ text, grain }));
  } catch {
    // Storage is full or refused: the text lives as long as the page.
  }
}
