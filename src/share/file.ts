/**
 * A run as a file, for runs that are too long for a link: JSON with a link of any length. docs/FORMATS.md has the
 * layout.
 */
export const FILE_VERSION = 1;
/** Maximum file size in characters: far more than the longest schedule. */
export const MAX_FILE_LENGTH = 8_000_000;

export const LESSON_FILE_VERSION = 1;

export type FileProblem = 'too-large' | 'not-a-run' | 'newer-version';

/** A lesson with its run: a link, or a recording. */
export interface LessonFile {
  readonly title: string;
  /** Its stops, unvalidated (`teach/own-lesson.ts`). */
  readonly lesson: unknown;
  readonly link?: string;
  /** A trace in the trace file format. */
  readonly trace?: unknown;
}

export type RunFile =
  | { readonly kind: 'run'; readonly link: string }
  | ({ readonly kind: 'lesson' } & LessonFile)
  | { readonly problem: FileProblem };

/** @param fragment from `encodeLink` */
export function encodeRunFile(fragment: string): string {
  return `${JSON.stringify({ format: 'weft-run', version: FILE_VERSION, link: fragment }, undefined, 2)}\n`;
}

export function encodeLessonFile({ title, lesson, link, trace }: LessonFile): string {
  const head = { format: 'weft-lesson', version: LESSON_FILE_VERSION, title };
  return `${JSON.stringify({ ...head, lesson, link, trace }, undefined, 2)}\n`;
}

/** Parses any text. */
export function parseRunFile(text: string): RunFile {
  if (text.length > MAX_FILE_LENGTH) return { problem: 'too-large' };
  const fields = new Map<string, unknown>(Object.entries(parseObject(text)));
  const format = fields.get('format');
  const version = fields.get('version');
  const link = fields.get('link');
  if ((format !== 'weft-run' && format !== 'weft-lesson') || typeof version !== 'number') {
    return { problem: 'not-a-run' };
  }
  const known = format === 'weft-run' ? FILE_VERSION : LESSON_FILE_VERSION;
  if (version > known) return { problem: 'newer-version' };
  if (format === 'weft-run')
    return typeof link === 'string' ? { kind: 'run', link } : { problem: 'not-a-run' };
  const title = fields.get('title');
  const lesson = fields.get('lesson');
  const said = { kind: 'lesson', title: typeof title === 'string' ? title : '', lesson } as const;
  if (typeof link === 'string') return { ...said, link };
  const trace = fields.get('trace');
  return typeof trace === 'object' && trace !== null
    ? { ...said, trace }
    : { problem: 'not-a-run' };
}

function parseObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
