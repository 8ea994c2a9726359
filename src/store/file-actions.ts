/** Saving files. Loaded on demand. */
import type { Program } from '../engines/program.ts';
import { loadListings } from '../scenarios/listings.ts';
import { encodeRunFile } from '../share/file.ts';
import type { Source } from '../trace/format.ts';
import { app } from './app-state.ts';
import { nameOf } from './program.ts';
import { currentFragment } from './share-actions.ts';

export interface SavedFile {
  readonly name: string;
  readonly content: string | Blob;
}

/** The page's run as a file that can reopen it. */
export function runFile(): SavedFile {
  const link = currentFragment({ theme: false, language: false, isWhole: true });
  if (link === undefined)
    throw new Error('the files are too large: together they may have 200,000 bytes');
  const name = `${nameOf(app.getState().program)}.weft.json`;
  return { name, content: encodeRunFile(link) };
}

/** With their texts, so that lines can be shown when the file is opened. */
export async function sourcesOf(
  program: Program,
  known: readonly Source[],
): Promise<readonly Source[]> {
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
export const fileNameOf = (title: string): string =>
  title.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 60) || 'run';
