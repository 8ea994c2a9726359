/** Moves the cursor through the trace; while a question is open, at most to its position. */
import { app } from './app-state.ts';
import { cursorAtCount, cursorAtTime, live } from './cursor.ts';

/** Shows the state at an instant of program time; at or beyond the live edge of a running program, follows it. */
export function moveToTime(time: number): void {
  const { session, curtain = Infinity } = app.getState();
  if (session === undefined) return;
  const cursor = cursorAtTime(session.trace, time);
  if (cursor.kind === 'past' && cursor.count > curtain) moveToCount(curtain);
  else app.setState({ cursor });
}

/** Shows the state after the first `count` events. */
export function moveToCount(count: number): void {
  const { session, curtain = Infinity } = app.getState();
  if (session === undefined) return;
  app.setState({ cursor: cursorAtCount(session.trace, Math.min(count, curtain)) });
}

/** Moves by one event. Beyond the last event it follows the live edge again. */
export function stepEvents(step: 1 | -1): void {
  const { session, cursor, curtain } = app.getState();
  if (session === undefined) return;
  const count = cursor.kind === 'past' ? cursor.count : session.trace.length;
  const isEdge = curtain === undefined && count >= session.trace.length;
  if (step === 1 && isEdge) app.setState({ cursor: live });
  else moveToCount(count + step);
}
