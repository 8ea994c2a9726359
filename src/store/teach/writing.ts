/** What the editor of a lesson takes from the page, and what it makes of it: a link, or a file. */
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

/** Events of a recording that goes into the file of its lesson: about what a file may be long. */
const MOST_RECORDED = 60_000;

/** The last event before the cursor; undefined before there is one. */
export function spotHere(): Spot | undefined {
  const { session, world } = app.getState();
  if (session === undefined || session.trace.length === 0) return undefined;
  const last = Math.min(Math.max(world.count, 1), session.trace.length) - 1;
  return new Spotter(session.trace).spotOf(last);
}

/** What is selected, by its name. */
export function selectedHere(): OwnStop['select'] {
  const { session, selection } = app.getState();
  if (session === undefined) return undefined;
  const { trace } = session;
  if (selection.kind === 'thread')
    return { thread: new Spotter(trace).threadName(selection.index) };
  const object = selection.kind === 'object' ? trace.objects[selection.index] : undefined;
  return object === undefined ? undefined : { object: object.name };
}

/** Characters of the link that carries it; undefined where none can. */
export function linkLength(): number | undefined {
  const fragment = currentFragment({ theme: false, language: false });
  return fragment?.length;
}

/** The lesson with its run: by the link to it, or, of a recording, all of it. */
export async function lessonFile(): Promise<SavedFile> {
  const { program, session, words } = app.getState();
  const title = words.title ?? nameOf(program);
  // The lesson stands beside it, for people to read and change.
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
