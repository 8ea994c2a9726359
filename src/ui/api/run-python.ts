/** `weft.run`: loaded on first call. */
import { grains, type Grain, type SourceFile } from '../../engines/program.ts';
import { isPath, MAX_CODE, MAX_FILES } from '../../share/code/code-text.ts';
import { own, FIRST_FILE, putFiles } from '../../store/own-program.ts';
import { runFiles } from '../../store/own-run.ts';
import { setSpeed } from '../../store/run-actions.ts';
import { runThrough } from '../../store/step/run-through.ts';
import { steps } from '../../store/step/step-state.ts';
import { readOptions, readSpeed, show } from './arguments.ts';
import { readFlag, readMode, readSeed } from './load-arguments.ts';

export async function runPython(source: unknown, options: unknown): Promise<void> {
  const files = readFiles(source);
  const given = readOptions(options, ['seed', 'mode', 'grain', 'timed', 'speed']);
  const seed = readSeed(given.get('seed'));
  const mode = readMode(given.get('mode'));
  const grain = readGrain(given.get('grain'));
  const timed = given.get('timed') === undefined || readFlag('timed', given.get('timed'));
  const speed = given.get('speed');
  if (speed !== undefined) setSpeed(readSpeed(speed));
  putFiles({ kind: 'page', files }, { grain });
  // One program, even if two of its files are named server and client.
  own.setState({ starts: [files[0]!.path] });
  steps.setState({ timed });
  // Without a clock of its own it cannot be paced.
  const isPaced = mode === 'live' && timed;
  await runFiles({ seed, mode: isPaced ? 'live' : 'step' });
  const { problem, isEditing } = own.getState();
  if (isEditing) throw new Error(`weft: the program could not begin: ${problem}`);
  if (mode === 'live' && !isPaced) runThrough();
}

export function readFiles(source: unknown): readonly SourceFile[] {
  const files = typeof source === 'string' ? [{ path: FIRST_FILE, text: source }] : listOf(source);
  if (files.length === 0 || files.length > MAX_FILES) {
    throw new TypeError(`weft: there should be 1 to ${MAX_FILES} files, not ${files.length}.`);
  }
  for (const [n, { path, text }] of files.entries()) {
    if (typeof path !== 'string' || !isPath(path))
      throw new TypeError(`weft: ${show(path)} is no path of a file.`);
    if (typeof text !== 'string')
      throw new TypeError(`weft: the text of ${path} should be a string, not ${show(text)}.`);
    if (files.findIndex((file) => file.path === path) < n)
      throw new TypeError(`weft: there are two files ${show(path)}.`);
  }
  const found = files as readonly SourceFile[];
  const size = found.reduce((sum, { text }) => sum + new TextEncoder().encode(text).length, 0);
  if (size > MAX_CODE)
    throw new TypeError(`weft: a program may have ${MAX_CODE} bytes, and this one has ${size}.`);
  return found;
}

interface MaybeFile {
  readonly path: unknown;
  readonly text: unknown;
}

function listOf(source: unknown): readonly MaybeFile[] {
  const files = (source as { readonly files?: unknown } | null | undefined)?.files;
  if (Array.isArray(files)) {
    return files.map((file: unknown) => {
      const { path, text } = (file ?? {}) as Partial<MaybeFile>;
      return { path, text };
    });
  }
  if (typeof files === 'object' && files !== null) {
    return Object.entries(files).map(([path, text]) => ({ path, text: text as unknown }));
  }
  throw new TypeError(`weft: what is run should be a text or { files }, not ${show(source)}.`);
}

function readGrain(value: unknown): Grain {
  const found = grains.find((grain) => grain === (value ?? 'sync'));
  if (found !== undefined) return found;
  throw new TypeError(`weft: grain should be one of: ${grains.join(', ')}, not ${show(value)}.`);
}
