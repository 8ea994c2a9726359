/** The lesson that came with the run, or is being written: stored with the words of the link. */
import type { OwnStop } from '../../teach/lesson.ts';
import { numbered } from '../../teach/own-lesson.ts';
import { app } from '../app-state.ts';
import { packLesson, unpackLesson } from './lesson-text.ts';
import { teach } from './teach-state.ts';

/** Last read or written text. */
let packed: string | undefined;

/** Reads lessons of links. Returns a function that ends this. */
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
    // A tour in progress belonged to another lesson.
    ...(teach.getState().tour?.id === 'own' ? { tour: undefined, asked: undefined } : {}),
  });
}

/** Replaces the stops; they are included in the next link. */
export function setStops(stops: readonly OwnStop[]): void {
  const own = stops.map(numbered);
  teach.setState({ own, ownProblem: undefined });
  packed = packLesson(own);
  app.setState(({ words }) => ({ words: { ...words, lesson: packed } }));
}

/** A tour has captions; otherwise the lesson only asks. */
export const isTour = (stops: readonly OwnStop[]): boolean =>
  stops.some(({ caption }) => caption.en !== '');
