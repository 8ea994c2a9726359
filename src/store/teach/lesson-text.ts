/** A user's lesson as text for a link: its JSON, packed like a program. */
import { decodeCode, encodeCode } from '../../share/code/code-text.ts';
import type { OwnStop } from '../../teach/lesson.ts';
import { parseOwnLesson, plainLesson, type OwnLessonProblem } from '../../teach/own-lesson.ts';

const FILE = 'lesson.json';

/** undefined for none. */
export function packLesson(stops: readonly OwnStop[]): string | undefined {
  if (stops.length === 0) return undefined;
  return encodeCode([{ path: FILE, text: JSON.stringify(plainLesson(stops)) }]);
}

/** Accepts any text. */
export function unpackLesson(text: string): readonly OwnStop[] | OwnLessonProblem {
  const found = decodeCode(text);
  if ('problem' in found) return found.problem === 'newer-version' ? found.problem : 'damaged';
  const [file] = found.files;
  try {
    return parseOwnLesson(JSON.parse(file?.path === FILE ? file.text : '') as unknown);
  } catch {
    return 'damaged';
  }
}
