/** Data of the page for the lesson editor, and its output: a link, or a file. */
import { encodeTraceText } from '../../trace/codec/encode-trace.ts';
import { encodeLessonFile } from '../../share/file.ts';
import type { OwnStop } from '../../teach/lesson.ts';
import { plainLesson } from '../../teach/own-lesson.ts';
import { Spotter, type Spot } from '../../teach/spot.ts';
import { app } from '../app-state.ts';
import { fileNameOf, sourcesOf, type SavedFile } from '../file-actions.ts';
import { nameOf } from '../program.ts';
import { currentFragment } from '../share-actions.ts';
import { teach } from './teach-state.ts';

/** Maximum number of events of a recording in a lesson's file, about the file size limit. */
const MOST_RECORDED = 60_000;

/** The last event before the cursor; undefined if there is none. */
export function spotHere(): Spot | undefined {
  const { session, world } = app.getState();
  if (session === undefined || session.trace.length === 0) return undefined;
  const last = Math.min(Math.max(world.count, 1), session.trace.length) - 1;
  return new Spotter(session.trace).spotOf(last);
}

/** The selection by name. */
export function selectedHere(): OwnStop['select'] {
  const { session, selection } = app.getState();
  if (session === undefined) return undefined;
  const { trace } = session;
  if (selection.kind === 'thread')
    return { thread: new Spotter(trace).threadName(selection.index) };
  const object = selection.kind === 'object' ? trace.objects[selection.index] : undefined;
  return object === undefined ? undefined : { object: object.name };
}

/** Length of the link that contains it; undefined if none can. */
export function linkLength(): number | undefined {
  const fragment = currentFragment({ theme: false, language: false });
  return fragment?.length;
}

/** The lesson with its run: by a link, or, for a recording, the whole trace. */
export async function lessonFile(): Promise<SavedFile> {
  const { program, session, words } = app.getState();
  const title = words.title ?? nameOf(program);
  // The lesson is stored beside it, for people to read and edit.
  const whole = { theme: false, language: false, isWhole: true };
  const lesson = plainLesson(teach.getState().own);
  const name = `${fileNameOf(title)}.weft-lesson.json`;
  const link = currentFragment(whole, { ...words, lesson: undefined });
  if (link !== undefined) return { name, content: encodeLessonFile({ title, lesson, link }) };
  if (session === undefined) throw new Error('there is no run');
  const { trace } = session;
  if (trace.length > MOST_RECORDED)
    throw new Error(`a recording with a lesson may have ${MOST_RECORDED} events`);
  const text = encodeTraceText(trace, nameOf(program), await sourcesOf(program, trace.sources));
  return { name, content: encodeLessonFile({ title, lesson, trace: JSON.parse(text) as unknown }) };
}
