/** The lesson that came with the run, or is being written: what travels is kept with the words of the link. */
import type { OwnStop } from '../../teach/lesson.ts';
import { numbered } from '../../teach/own-lesson.ts';
import { app } from '../app-state.ts';
import { packLesson, unpackLesson } from './lesson-text.ts';
import { teach } from './teach-state.ts';

/** What was read or written last. */
let packed: string | undefined;

/** Reads what comes with a link. Returns what ends that. */
export function followOwn(): () => void {
  packed = undefined;
  take();
  const unfollow = app.subscribe((now, before) => {
    if (now.words.lesson !== before.words.lesson) take();
  });
  return () => {
    unfollow();
    teach.setState({ own: [], ownProblem: undefined });
  };
}

function take(): void {
  const { lesson } = app.getState().words;
  if (lesson === packed) return;
  packed = lesson;
  const read = lesson === undefined ? [] : unpackLesson(lesson);
  const problem = typeof read === 'string' ? read : undefined;
  teach.setState({
    own: typeof read === 'string' ? [] : read,
    ownProblem: problem,
    // The tour that was on was of another lesson.
    ...(teach.getState().tour?.id === 'own' ? { tour: undefined, asked: undefined } : {}),
  });
}

/** Puts other stops in the place of the present ones; they travel with the next link. */
export function setStops(stops: readonly OwnStop[]): void {
  const own = stops.map(numbered);
  teach.setState({ own, ownProblem: undefined });
  packed = packLesson(own);
  app.setState(({ words }) => ({ words: { ...words, lesson: packed } }));
}

/** A tour has something to say; else the run only asks. */
export const isTour = (stops: readonly OwnStop[]): boolean =>
  stops.some(({ caption }) => caption.en !== '');
