/** Shows a lesson from a file on the run that came with it, as if from a link. */
import { cleanWords } from '../../base/clean-words.ts';
import { MAX_TITLE } from '../../share/link.ts';
import { parseOwnLesson } from '../../teach/own-lesson.ts';
import { app } from '../app-state.ts';
import { packLesson } from './lesson-text.ts';

/** Placeholder for an unreadable lesson: it cannot be decoded either, and the panel says why. */
const DAMAGED = '1.damaged';

export function showLesson(title: string, given: unknown): void {
  const stops = parseOwnLesson(given);
  const lesson = typeof stops === 'string' ? DAMAGED : packLesson(stops);
  const named = cleanWords(title, MAX_TITLE);
  app.setState(({ words }) => ({
    words: { ...words, title: named === '' ? words.title : named, lesson },
    teaching: 'lessons',
    learn: 'lesson.own.1',
  }));
}
