/** Opens files of any format. Loaded with the first file. */
import { expectFile, importFile } from '../import/client/import-file.ts';
import type { Imported } from '../import/importer.ts';
import { ImportError } from '../import/problem.ts';
import { MAX_CODE } from '../share/code/code-text.ts';
import { MAX_FILE_LENGTH, parseRunFile, type LessonFile } from '../share/file.ts';
import type { Note } from '../trace/reading-notes.ts';
import { app } from './app-state.ts';
import { openLink } from './link-actions.ts';
import { dismiss, messageOf, notify } from './notices.ts';
import { isPython, openPython } from './own-arrivals.ts';
import { warm } from './players.ts';
import { recordedSession } from './recorded-player.ts';
import { openProgram, whenStarted } from './run-actions.ts';
import { showInTimeline } from './timeline-port.ts';

export interface OpenedFile {
  readonly format: Imported['format'] | 'python';
  readonly processes: number;
  readonly threads: number;
  /** Of the file. */
  readonly events: number;
  readonly notes: readonly Note[];
}

/** Maximum size of a file fetched from an address. */
const MOST_FETCHED = 1_000_000_000;

let current: AbortController | undefined;

/** A file is about to arrive: loads the code that reads and shows it. */
export function expectTrace(): void {
  warm('trace');
  expectFile();
}

/** Cancels reading at the reader's request. */
export const cancelOpening = (): void => giveUp('the reader did not wait for it');

const giveUp = (why: string): void =>
  current?.abort(new DOMException(`weft: the file was not opened: ${why}.`, 'AbortError'));

/** Opens a file and reports the result on the page. */
export async function openAndTell(
  file: Blob,
  name: string,
  others: readonly File[] = [],
): Promise<void> {
  const sources = [{ file, name }, ...others.map((other) => ({ file: other, name: other.name }))];
  const areSources = sources.every((source) => isPython(source.name));
  await telling(name, () => (areSources ? openSources(sources) : openFile(file, name)));
}

/** Fetches a trace and opens it. */
export async function openAddress(address: string): Promise<void> {
  const url = new URL(address, location.href);
  const name = url.pathname.split('/').at(-1) || url.host;
  await telling(name, async () => openFile(await fetched(url), name));
}

/**
 * Opens a file in place of what is on the page.
 * @throws ImportError if it cannot be read; AbortError if another file is opened before it is done
 */
export async function openFile(file: Blob, name: string): Promise<OpenedFile> {
  giveUp('another one was opened before it was read');
  if (isPython(name)) return openSources([{ file, name }]);
  const mine = new AbortController();
  current = mine;
  // Meanwhile the code that shows it is loaded.
  warm('trace');
  try {
    const found = await importFile(
      file,
      (progress) => app.setState({ opening: { name, ...progress } }),
      mine.signal,
    );
    dismiss('file');
    return found.kind === 'run'
      ? await openRun(found.text)
      : await openTrace(found, name, mine.signal);
  } finally {
    if (current === mine) {
      current = undefined;
      app.setState({ opening: undefined });
    }
  }
}

/** Programs to be viewed, edited and run. */
export async function openSources(
  found: readonly { readonly file: Blob; readonly name: string }[],
): Promise<OpenedFile> {
  const size = found.reduce((sum, { file }) => sum + file.size, 0);
  if (size > MAX_CODE) {
    throw new ImportError('', `a program may have ${MAX_CODE} bytes, and this one has ${size}`);
  }
  const read = found.map(async ({ file, name }) => ({ name, text: await file.text() }));
  app.setState({ dialog: 'none' });
  openPython(await Promise.all(read));
  dismiss('file');
  return { format: 'python', processes: 0, threads: 0, events: 0, notes: [] };
}

async function openRun(text: string): Promise<OpenedFile> {
  const found = parseRunFile(text);
  if ('problem' in found) {
    notify({ kind: 'file', problem: { kind: found.problem } });
    throw new ImportError('', problems[found.problem]);
  }
  if (found.kind === 'lesson') return openLesson(found);
  openLink(found.link, MAX_FILE_LENGTH);
  await whenStarted();
  return openedRun();
}

/** The lesson's run, then the lesson; the panel reports what of it cannot be read. */
async function openLesson({ title, lesson, link, trace }: LessonFile): Promise<OpenedFile> {
  const { showLesson } = await import('./teach/show-lesson.ts');
  let opened: OpenedFile | undefined;
  if (link !== undefined) {
    openLink(link, MAX_FILE_LENGTH);
    await whenStarted();
  } else {
    const file = new Blob([JSON.stringify(trace)]);
    const found = await importFile(file, () => undefined);
    if (found.kind === 'run') throw new ImportError('trace', problems['not-a-run']);
    opened = await openTrace(found, title);
  }
  showLesson(title, lesson);
  return opened ?? openedRun();
}

function openedRun(): OpenedFile {
  const trace = app.getState().session?.trace;
  const [processes, threads] = [trace?.processes.length ?? 0, trace?.threads.length ?? 0];
  return { format: 'weft-run', processes, threads, events: trace?.length ?? 0, notes: [] };
}

const problems = {
  'too-large': 'it is larger than any run that Weft opens',
  'not-a-run': 'it is not a run that Weft has saved',
  'newer-version': 'it was saved by a newer Weft',
} as const;

async function openTrace(
  { trace, title, format, events, notes }: Extract<Imported, { kind: 'trace' }>,
  fileName: string,
  signal?: AbortSignal,
): Promise<OpenedFile> {
  const bare = fileName.replace(
    /(\.weft-trace|\.trace|\.speedscope)?(\.json|\.cpuprofile)?(\.gz)?$/i,
    '',
  );
  const program = {
    kind: 'trace',
    name: title.trim() || bare || fileName,
    trace,
    fileEvents: events,
    notes,
  } as const;
  // What is on the page stays there until this is ready, and if it is cancelled.
  const session = await recordedSession(program, () => signal?.aborted !== true);
  signal?.throwIfAborted();
  app.setState({ dialog: 'none' });
  // The whole trace at first: a file may cover a millisecond, or an hour.
  showInTimeline({ start: 0, end: Math.max(trace.endTime, 1e-3) });
  openProgram(program, { paused: true, session });
  await whenStarted();
  const [processes, threads] = [trace.processes.length, trace.threads.length];
  return { format, processes, threads, events, notes };
}

async function telling(name: string, open: () => Promise<unknown>): Promise<void> {
  // Of the file before.
  dismiss('file');
  try {
    await open();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    if (error instanceof ImportError) {
      const { where, what } = error;
      const place = where === '' ? '' : `${where}: `;
      // A refused run has a notice of its own.
      if (app.getState().notices.some(({ kind }) => kind === 'file') && where === '') return;
      notify({ kind: 'file', problem: { kind: 'bad-trace', name, where: place, what } });
    } else notify({ kind: 'load', message: messageOf(error) });
  }
}

/** Without credentials and referrer: no cookies are sent. */
async function fetched(url: URL): Promise<Blob> {
  if (url.protocol !== 'https:' && url.origin !== location.origin)
    throw new ImportError(
      '',
      `${url.href.slice(0, 200)} is no address from which traces are fetched`,
    );
  const refuse = (why: string): never => {
    throw new ImportError('', `${url.href.slice(0, 200)} could not be fetched: ${why}`);
  };
  const request = { credentials: 'omit', referrerPolicy: 'no-referrer', mode: 'cors' } as const;
  const response = await fetch(url, request).catch(() =>
    refuse('there is no answer, or it may not be read from here (CORS)'),
  );
  if (!response.ok || response.body === null) refuse(`the answer is ${response.status}`);
  const size = Number(response.headers.get('content-length') ?? 0);
  const name = url.pathname;
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let read = 0;
  const reader = response.body!.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    read += value.length;
    if (read > MOST_FETCHED) {
      await reader.cancel();
      refuse(`it has more than ${MOST_FETCHED} bytes`);
    }
    pieces.push(value);
    app.setState({ opening: { name, read, size: Math.max(size, read), events: 0 } });
  }
  return new Blob(pieces);
}
