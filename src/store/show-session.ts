/** Puts another run on the page. */
import { app, emptyWorld } from './app-state.ts';
import { live, type Cursor } from './cursor.ts';
import { firstPicture } from './first-picture.ts';
import { dismiss } from './notices.ts';
import { nothing } from './selection.ts';
import type { Session } from './session.ts';

export function showSession(session: Session, cursor: Cursor = live): void {
  dismiss('engine');
  dismiss('full');
  nameWaits(session);
  app.setState({
    session,
    transport: session.run.transport,
    status: session.run.status,
    // The state shown must belong to the same trace.
    world: session.trace.length === 0 ? emptyWorld : session.worldAt(cursor),
    eventCount: session.trace.length,
    cursor,
    movers: [],
    taker: -1,
    selection: nothing,
    path: undefined,
  });
}

/** Meanings of waits are added when loaded; a run does not need them. */
export function nameWaits({ trace, program }: Session): void {
  if (program.kind !== 'scenario') return;
  firstPicture
    .then(() => import('./wait-names.ts'))
    .then(
      (names) => names.nameWaits(trace, program.id),
      () => undefined,
    );
}
