/** Puts another run on the page. */
import { app, emptyWorld } from './app-state.ts';
import { live, type Cursor } from './cursor.ts';
import { dismiss } from './notices.ts';
import { nothing } from './selection.ts';
import type { Session } from './session.ts';

export function showSession(session: Session, cursor: Cursor = live): void {
  dismiss('engine');
  dismiss('full');
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
