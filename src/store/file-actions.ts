/** Opening and saving files. Fetched when a file is first wanted. */
import { bug } from '../base/bug.ts';
import type { Program } from '../engines/program.ts';
import { loadListings } from '../scenarios/listings.ts';
import { encodeRunFile, MAX_FILE_LENGTH, parseRunFile } from '../share/file.ts';
import { encodeTraceText } from '../trace/codec/encode-trace.ts';
import { isTraceFile, parseTrace } from '../trace/codec/parse-trace.ts';
import type { Source } from '../trace/format.ts';
import { app } from './app-state.ts';
import { openLink } from './link-actions.ts';
import { dismiss, notify } from './notices.ts';
import { nameOf } from './program.ts';
import { openProgram } from './run-actions.ts';
import { currentFragment } from './share-actions.ts';

/** Characters of a trace file that are read at all. */
const MAX_TRACE_LENGTH = 200_000_000;

/** Opens a file that somebody has saved, whatever it is: a run, or a recorded trace. */
export async function openFile(file: File): Promise<void> {
  if (file.size > MAX_TRACE_LENGTH) {
    notify({ kind: 'file', problem: { kind: 'too-large' } });
    return;
  }
  const text = await file.text();
  const json = parseJson(text);
  if (isTraceFile(json)) openTrace(json, file.name);
  else openRun(text);
}

function openRun(text: string): void {
  const found = parseRunFile(text);
  if ('problem' in found) {
    notify({ kind: 'file', problem: { kind: found.problem } });
    return;
  }
  dismiss('file');
  openLink(found.link, MAX_FILE_LENGTH);
}

function openTrace(json: unknown, fileName: string): void {
  const found = parseTrace(json);
  if (!found.ok) {
    notify({ kind: 'file', problem: { kind: 'bad-trace', ...found.problem } });
    return;
  }
  dismiss('file');
  const { trace, title } = found;
  const name = title.trim() || fileName.replace(/(\.weft-trace)?\.json$/i, '');
  app.setState({ dialog: 'none' });
  openProgram({ kind: 'trace', name, trace }, { paused: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface SavedFile {
  readonly name: string;
  readonly text: string;
}

/** The run of the page: what it takes to have it again. */
export function runFile(): SavedFile {
  const link = currentFragment({ theme: false, language: false, isWhole: true });
  const name = `${nameOf(app.getState().program)}.weft.json`;
  return { name, text: encodeRunFile(link ?? bug('no file carries this run')) };
}

/** What has happened in the run of the page, to be looked at without it. */
export async function traceFile(): Promise<SavedFile> {
  const { session } = app.getState();
  const { program, trace } = session ?? bug('there is no run');
  const title = nameOf(program);
  const text = encodeTraceText(trace, title, await sourcesOf(program, trace.sources));
  return { name: `${fileNameOf(title)}.weft-trace.json`, text };
}

/** With their texts, so that whoever opens the file sees which lines are meant. */
async function sourcesOf(program: Program, known: readonly Source[]): Promise<readonly Source[]> {
  switch (program.kind) {
    case 'scenario': {
      const { lines } = (await loadListings(program.id)).program;
      const text = lines.map((runs) => runs.map(([part]) => part).join('')).join('\n');
      return [{ id: 'program', name: 'program.ts', language: 'typescript', text: `${text}\n` }];
    }
    case 'files':
      return program.files.map(({ path, text }) => ({
        id: path,
        name: path,
        language: program.language,
        text,
      }));
    case 'trace':
      return known;
  }
}

/** A title may be any text. */
const fileNameOf = (title: string): string =>
  title.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 60) || 'run';
