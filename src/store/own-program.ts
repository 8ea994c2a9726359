/** The user's own program: its files, stored while typing, and their origin. `own-run.ts` runs it. */
import { createStore } from 'zustand/vanilla';
import { grains, type FilesProgram, type Grain, type SourceFile } from '../engines/program.ts';
import { isPath, MAX_FILES } from '../share/code/code-text.ts';
import type { ExploreWish } from '../share/link.ts';
import { app, initialState, noWords } from './app-state.ts';
import type { StepLink } from './player.ts';
import { rest, warm } from './players.ts';

const storageKey = 'weft.own-program';
/** Default file name of a program. */
export const FIRST_FILE = 'program.py';
/** Maximum number of characters stored, over all files: browsers limit a page to a few megabytes. */
const MOST_KEPT = 500_000;

/** Origin of the files before the reader changed them. */
export interface Origin {
  readonly kind: 'own' | 'example' | 'scenario' | 'link' | 'file' | 'page';
  readonly files: readonly SourceFile[];
}

/** The run of a link, for the next press of Run. */
export interface LinkedRun {
  /** The link, without the `#`. */
  readonly fragment: string;
  readonly seed: number;
  readonly steps: StepLink;
  /** Settings of its exploration, if the link has any. */
  readonly explore: ExploreWish | undefined;
}

/** Location of an error in the program. */
export interface Fault {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** As Python says it: `SyntaxError: expected ':'`. */
  readonly message: string;
}

export interface OwnProgram {
  /** At least one. */
  readonly files: readonly SourceFile[];
  /** The file that is open, by its path. */
  readonly shown: string;
  /** Files that are each started as a program, by path; at least one. */
  readonly starts: readonly string[];
  readonly grain: Grain;
  /** Whether the text is being edited; otherwise the run is shown on it. */
  readonly isEditing: boolean;
  /** A run was requested and has not started yet. */
  readonly isStarting: boolean;
  /** Bytes of the interpreter loaded so far and in all; undefined before loading. */
  readonly loading: { readonly done: number; readonly total: number } | undefined;
  /** Why it could not start, or how it ended. */
  readonly problem: string;
  readonly fault: Fault | undefined;
  readonly origin: Origin;
  /** Valid while the files are those of the link. */
  readonly link: LinkedRun | undefined;
}

/** Initial text for a user who has written nothing yet. */
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

const firstFiles: readonly SourceFile[] = [{ path: FIRST_FILE, text: FIRST }];

export const own = createStore<OwnProgram>()(() => ({
  files: firstFiles,
  shown: FIRST_FILE,
  starts: [FIRST_FILE],
  grain: 'sync',
  isEditing: true,
  isStarting: false,
  loading: undefined,
  problem: '',
  fault: undefined,
  origin: { kind: 'own', files: firstFiles },
  link: undefined,
}));

let isRead = false;

/** Opens the last written program for editing; nothing runs yet. */
export function openOwnProgram(): void {
  if (!isRead && own.getState().origin.kind === 'own') own.setState(readKept());
  isRead = true;
  showEditor();
}

/** Shows the files on the page, in place of the present run. */
export function showEditor(): void {
  own.setState({ isEditing: true, isStarting: false });
  warm('files');
  const { program, mode } = app.getState();
  const next = programOf(own.getState());
  if (program.kind === 'files' && program.link === next.link) return;
  rest();
  const { session, status, world, eventCount, cursor, selection } = initialState;
  const cleared = { session, status, world, eventCount, cursor, selection, breakpoints: [] };
  app.setState({
    program: next,
    mode: program.kind === 'files' ? mode : 'step',
    listing: own.getState().shown,
    words: noWords,
    ...cleared,
  });
}

/** Replaces the files. Nothing is executed, and nothing is stored before the reader changes it. */
export function putFiles(origin: Origin, more: Partial<Pick<OwnProgram, 'grain' | 'link'>>): void {
  const [first] = origin.files;
  if (first === undefined) return;
  isRead = true;
  const program = app.getState().program;
  if (program.kind === 'files') app.setState({ breakpoints: [], words: noWords });
  own.setState({
    files: origin.files,
    shown: first.path,
    starts: startsOf(origin.files),
    problem: '',
    fault: undefined,
    link: undefined,
    ...more,
    origin,
  });
  showEditor();
}

/** A server and a client are two programs; of other files, the first is the main file. */
function startsOf(files: readonly SourceFile[]): string[] {
  const [first] = files;
  const pair = ['server', 'client'].flatMap((role) =>
    files.filter(({ path }) => new RegExp(`(^|[_.-])${role}([_.-]|$)`, 'i').test(path)),
  );
  return pair.length === 2 ? pair.map(({ path }) => path) : [first?.path ?? FIRST_FILE];
}

/** Replaces the text of one of the files. */
export function setText(text: string, path = own.getState().shown): void {
  const { files, starts } = own.getState();
  const before = files.find((file) => file.path === path)?.text;
  if (before === text) return;
  const next = files.map((file) => (file.path === path ? { path, text } : file));
  const begins = before?.trim() === '' && !starts.includes(path) && isPartner(path, text, files);
  change({ files: next });
  if (begins) setStarts(path, true);
}

/**
 * Whether a file filled at once is a separate program: it connects to one of the others, and none of them imports it.
 */
function isPartner(path: string, text: string, files: readonly SourceFile[]): boolean {
  const module = path.replace(/\.pyw?$/, '').replaceAll(/\W/g, '\\$&');
  const imported = new RegExp(`^\\s*(import|from)\\s[^#\\n]*\\b${module}\\b`, 'm');
  const calls = /\b(connect|create_connection|open_connection|Client|sendto)\(/.test(text);
  return calls && !files.some((file) => imported.test(file.text));
}

export function showFile(path: string): void {
  own.setState({ shown: path });
  app.setState({ listing: path });
}

/** Adds a file and opens it; its name can then be changed. */
export function addFile(): void {
  const { files } = own.getState();
  if (files.length >= MAX_FILES) return;
  const names = ['client.py', 'server.py', 'worker.py'];
  for (let n = 2; n <= MAX_FILES + 1; n++) names.push(`file${n}.py`);
  const path = names.find((name) => files.every((file) => file.path !== name)) ?? 'file.py';
  change({ files: [...files, { path, text: '' }] });
  showFile(path);
}

export function removeFile(path: string): void {
  const { files, shown, starts } = own.getState();
  const left = files.filter((file) => file.path !== path);
  const [first] = left;
  if (first === undefined) return;
  const others = starts.filter((start) => start !== path);
  change({ files: left, starts: others.length === 0 ? [first.path] : others });
  if (shown === path) showFile(first.path);
}

/** @returns why the file keeps its name, if it does */
export function renameFile(path: string, next: string): 'invalid' | 'taken' | undefined {
  const { files, starts, shown } = own.getState();
  if (next === path) return undefined;
  if (!isPath(next)) return 'invalid';
  if (files.some((file) => file.path === next)) return 'taken';
  change(
    {
      files: files.map((file) => (file.path === path ? { path: next, text: file.text } : file)),
      starts: starts.map((start) => (start === path ? next : start)),
    },
    new Map([[path, next]]),
  );
  if (shown === path) showFile(next);
  return undefined;
}

/** Whether a file is started as a program of its own. At least one stays. */
export function setStarts(path: string, isStarted: boolean): void {
  const { starts, files } = own.getState();
  const wanted = files
    .map((file) => file.path)
    .filter((known) => (known === path ? isStarted : starts.includes(known)));
  if (wanted.length > 0) change({ starts: wanted });
}

/** Restores the original files, without the reader's changes. */
export const reset = (): void => {
  const { origin, files } = own.getState();
  const [first] = origin.files;
  if (first === undefined) return;
  const textNow = (path: string) => files.find((file) => file.path === path)?.text;
  // Their order first, then the texts: breakpoints follow each by itself.
  change({
    files: origin.files.map(({ path, text }) => ({ path, text: textNow(path) ?? text })),
    starts: startsOf(origin.files),
  });
  showFile(first.path);
  change({ files: origin.files });
};

export const isChanged = ({ files, origin }: OwnProgram): boolean =>
  files.length !== origin.files.length ||
  files.some(({ path, text }, n) => {
    const before = origin.files[n];
    return before?.path !== path || before.text !== text;
  });

export function storeGrain(grain: Grain): void {
  own.setState({ grain });
  keep();
}

/** The reader changed something: it is stored, and no longer a link's program. */
function change(parts: Partial<OwnProgram>, renamed = new Map<string, string>()): void {
  const before = pathsOf(own.getState());
  own.setState({ ...parts, problem: '', fault: undefined });
  moveBreakpoints(before, renamed);
  keep();
}

/** Breakpoints stay with their files, whose rows in the table of sources change with each other's. */
function moveBreakpoints(before: readonly string[], renamed: ReadonlyMap<string, string>): void {
  const { breakpoints, program } = app.getState();
  if (breakpoints.length === 0 || program.kind !== 'files') return;
  const after = pathsOf(own.getState());
  const moved = breakpoints.flatMap(({ source, line }) => {
    const path = before[source] ?? '';
    const row = after.indexOf(renamed.get(path) ?? path);
    return row < 0 ? [] : [{ source: row, line }];
  });
  app.setState({ breakpoints: moved });
}

/** Of a run's table of sources. */
const pathsOf = (state: OwnProgram): string[] => programOf(state).files.map(({ path }) => path);

/** The files' link, as long as they are unchanged. */
export const linkOf = (state: OwnProgram): LinkedRun | undefined =>
  isChanged(state) ? undefined : state.link;

/** The program for an engine. */
export function programOf(state: OwnProgram): FilesProgram {
  const { files, starts, grain } = state;
  const firsts = files.filter(({ path }) => starts.includes(path));
  const others = files.filter(({ path }) => !starts.includes(path));
  const launcher = firsts.length > 1 ? [{ path: LAUNCHER, text: launcherOf(starts) }] : [];
  const link = linkOf(state)?.fragment;
  return {
    kind: 'files',
    language: 'python',
    name: (firsts[0]?.path ?? FIRST_FILE).replace(/\.pyw?$/, ''),
    files: [...launcher, ...firsts, ...others],
    grain,
    ...(link === undefined ? {} : { link }),
  };
}

/** The program that starts the others, like a user at a terminal. */
export const LAUNCHER = 'start_all.py';

const launcherOf = (starts: readonly string[]): string => `import subprocess
import sys
import time

programs = []
for path in [${starts.map((path) => JSON.stringify(path)).join(', ')}]:
    programs.append(subprocess.Popen([sys.executable, path]))
    time.sleep(0.5)
for program in programs:
    program.wait()
`;

function readKept(): Partial<OwnProgram> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return {};
    const { text, files, starts, grain } = kept as Record<string, unknown>;
    const found =
      readFiles(files) ?? (typeof text === 'string' ? [{ path: FIRST_FILE, text }] : undefined);
    if (found === undefined) return {};
    const paths = found.map(({ path }) => path);
    const known = Array.isArray(starts) ? paths.filter((path) => starts.includes(path)) : [];
    return {
      files: found,
      shown: paths[0]!,
      starts: known.length === 0 ? [paths[0]!] : known,
      origin: { kind: 'own', files: found },
      ...(grains.includes(grain as Grain) ? { grain: grain as Grain } : {}),
    };
  } catch {
    return {};
  }
}

function readFiles(value: unknown): SourceFile[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_FILES) return undefined;
  const files = value.flatMap((file: unknown) => {
    const { path, text } = (file ?? {}) as Record<string, unknown>;
    return typeof path === 'string' && typeof text === 'string' && isPath(path)
      ? [{ path, text }]
      : [];
  });
  return files.length === value.length ? files : undefined;
}

function keep(): void {
  const { files, starts, grain } = own.getState();
  if (files.reduce((length, { text }) => length + text.length, 0) > MOST_KEPT) return;
  try {
    localStorage.setItem(storageKey, JSON.stringify({ files, starts, grain }));
  } catch {
    // Storage is full or refused: the text lasts as long as the page.
  }
}
