/** Puts another run on the page. */
import { app, emptyWorld } from './app-state.ts';
import { live, type Cursor } from './cursor.ts';
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
    // What is shown must belong to the trace that it is read with.
    world: session.trace.length === 0 ? emptyWorld : session.worldAt(cursor),
    eventCount: session.trace.length,
    cursor,
    movers: [],
    taker: -1,
    selection: nothing,
  });
}

/** What the program says that its waits are for comes as soon as it is there; a run can do without. */
export function nameWaits({ trace, program }: Session): void {
  if (program.kind !== 'scenario') return;
  import('./wait-names.ts').then(
    (names) => names.nameWaits(trace, program.id),
    () => undefined,
  );
}
