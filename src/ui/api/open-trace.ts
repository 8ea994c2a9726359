/** `weft.open`: loaded on first call. */
import i18next from 'i18next';
import { ImportError } from '../../import/problem.ts';
import { openFile } from '../../store/open-file.ts';
import { restOfTexts } from '../i18n.ts';
import type { Note } from '../../trace/reading-notes.ts';
import type { OpenedInfo } from './weft-api.ts';

export async function openTrace(file: unknown, name: unknown): Promise<OpenedInfo> {
  if (!(file instanceof Blob)) throw new TypeError('weft: what is opened should be a Blob.');
  const title = typeof name === 'string' && name !== '' ? name : 'trace.json';
  try {
    const { notes, ...opened } = await openFile(file, title);
    await restOfTexts();
    return { ...opened, notes: notes.map((note) => ({ text: textOf(note), count: note.count })) };
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    throw new Error(`weft: ${title} cannot be opened: ${error.message}.`, { cause: error });
  }
}

function textOf({ kind, count, first, detail }: Note): string {
  const text = i18next.t(`recorded:notes.${kind}`, { count, detail });
  return first > 0 ? text + i18next.t('recorded:notes.first', { first }) : text;
}
