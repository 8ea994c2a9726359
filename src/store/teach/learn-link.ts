/** Opens the learning panel as given in a link. An unknown lesson or challenge opens the list. */
import { findChallenge } from '../../teach/challenges/list.ts';
import { isLesson } from '../../teach/lessons/list.ts';
import { openChallenge } from './challenging.ts';
import { app } from '../app-state.ts';
import { isTour } from './own-lesson.ts';
import { teach } from './teach-state.ts';
import { goToStop } from './touring.ts';

export function openLearn(text: string | undefined): void {
  if (text === undefined) return;
  const { challenge, tour } = teach.getState();
  const [kind, id = '', stop = '1'] = text.split('.');
  const n = Number(stop) - 1;
  if (kind === 'challenge') {
    if (challenge !== id && findChallenge(id) !== undefined) openChallenge(id);
  } else if (id === 'own') {
    const { own } = teach.getState();
    // A lesson without captions only asks during the run.
    if (own.length > 0 && !isTour(own))
      app.setState({ teaching: 'questions', learn: undefined, curtain: undefined });
    else if (!(tour?.id === id && tour.stop === n)) void goToStop(id, Math.max(0, n));
  } else if (isLesson(id) && !(tour?.id === id && tour.stop === n)) {
    void goToStop(id, Math.max(0, n));
  }
}
