/** One cursor and one selection for both runs. */
import type { EventIndex, Ms } from '../../base/units.ts';
import { app } from '../app-state.ts';
import { live } from '../cursor.ts';
import { moveToCount, moveToTime } from '../cursor-actions.ts';
import { cure } from './cure-state.ts';

/** Moves both cursors to an instant; that of the run above at most to its end. */
export function moveBoth(time: Ms): void {
  const { session } = app.getState();
  if (session === undefined || time <= session.edge()) {
    moveToTime(time);
    cure.setState({ beyond: undefined });
    return;
  }
  app.setState({ cursor: live });
  cure.setState({ beyond: time });
}

/** Just after an event of the run above, which is shown in the inspector and in the listing. */
export function lookAbove(seq: EventIndex): void {
  moveToCount(seq + 1);
  app.setState({ selection: { kind: 'event', seq } });
  cure.setState({ chosen: -1 });
}

/** At the instant of an event of the run beneath. */
export function lookBeneath(seq: EventIndex): void {
  const { beneath } = cure.getState();
  if (beneath === undefined) return;
  moveBoth(beneath.trace.time(seq));
  cure.setState({ chosen: seq });
}
