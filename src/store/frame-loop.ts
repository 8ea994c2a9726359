/**
 * The one animation-frame loop: takes new events of the run, publishes the state at the cursor to the panels, and then
 * paints the canvases. So everything on the screen in one frame belongs to one instant.
 *
 * Canvases are painted every frame. Panels are updated at most every `PANEL_INTERVAL_MS` while the program runs (a
 * person reads no faster), less often if updates delay frames, and at once when the reader has moved the cursor.
 */
import type { Ms } from '../base/units.ts';
import { app } from './app-state.ts';
import { cursorAtTime, type Cursor } from './cursor.ts';
import { messageOf, notify } from './notices.ts';
import type { Session } from './session.ts';
import { withoutRevealing } from './timeline-port.ts';

const PANEL_INTERVAL_MS = 50;
/** Maximum share of time for panels. */
const PANEL_SHARE = 1 / 4;
const FRAME_MS = 1000 / 60;
/** Interval at which durations such as "since" are updated while only time passes. */
const CLOCK_INTERVAL_MS = 250;
/**
 * A hidden page gets no frames, nor does a frame of another page that is not displayed; events must still be taken, or
 * threads would wait for room in the ring, and callers for an answer.
 */
const HIDDEN_INTERVAL_MS = 250;
/** A page that is only slow gets a frame within this time. */
const UNDRAWN_MS = 1000;

/** Data of a frame for painters. */
export interface PageFrame {
  /** Real time, as of requestAnimationFrame. */
  readonly now: Ms;
  readonly session: Session;
  readonly cursor: Cursor;
  /** Program time at the live edge. */
  readonly edge: Ms;
  /** Program time at the cursor. */
  readonly time: Ms;
}

type Painter = (frame: PageFrame) => void;

const painters = new Set<Painter>();
let idlers: { readonly session: Session; readonly count: number; readonly resolve: () => void }[] =
  [];
let published: { session: Session; cursor: Cursor; at: Ms } | undefined;
/** Cost of updating the panels: average delay of the following frame. */
let panelCost: Ms = 0;
let previousFrame: Ms = 0;
/** An instant from a link that the run has not reached. */
let awaited: { readonly time: Ms; readonly keepsView: boolean } | undefined;

/** Calls `paint` every frame, after the panels were updated. Returns a function that ends this. */
export function onFrame(paint: Painter): () => void {
  painters.add(paint);
  return () => painters.delete(paint);
}

/** Moves the cursor to `time` as soon as the run gets there. `keepsView`: without scrolling the timeline. */
export function awaitTime(time: Ms | undefined, keepsView = false): void {
  awaited = time === undefined ? undefined : { time, keepsView };
}

/** Resolves when everything that has happened up to now is on the screen. */
export function whenDrawn(): Promise<void> {
  const { session } = app.getState();
  if (session === undefined) return Promise.resolve();
  session.advance();
  const count = session.trace.length;
  return new Promise((resolve) => idlers.push({ session, count, resolve }));
}

/** Updates the state at once, without waiting for a frame. */
export function showNow(): void {
  const { session } = app.getState();
  if (session === undefined) return;
  takeIn(session);
  publish(session, performance.now(), true);
}

/** Returns a function that ends the loop. */
export function startFrameLoop(): () => void {
  let request = 0;
  let last = performance.now();
  const frame = (now: number) => {
    request = requestAnimationFrame(frame);
    turn(now);
    last = performance.now();
  };
  request = requestAnimationFrame(frame);
  const timer = setInterval(() => {
    const now = performance.now();
    if (document.hidden || now - last > UNDRAWN_MS) turn(now);
  }, HIDDEN_INTERVAL_MS);
  return () => {
    cancelAnimationFrame(request);
    clearInterval(timer);
  };
}

/** One frame. Exported for tests. */
export function turn(now: Ms): void {
  const { session } = app.getState();
  if (session === undefined) return;
  takeIn(session);
  measureCost(now);
  const edge = session.edge();
  if (awaited !== undefined && (edge >= awaited.time || session.run.status === 'ended')) {
    const { time, keepsView } = awaited;
    awaited = undefined;
    const move = () => app.setState({ cursor: cursorAtTime(session.trace, time) });
    if (keepsView) withoutRevealing(move);
    else move();
  }
  publish(session, now);
  const { cursor } = app.getState();
  const time = cursor.kind === 'live' ? edge : cursor.time;
  for (const paint of painters) paint({ now, session, cursor, edge, time });
  settleIdlers(session);
}

/** Called once a frame, before panels are updated. */
function measureCost(now: Ms): void {
  const cost = now - previousFrame - FRAME_MS;
  if (published?.at === previousFrame && cost < 1000)
    panelCost += (Math.max(0, cost) - panelCost) / 4;
  previousFrame = now;
}

function takeIn(session: Session): void {
  try {
    session.advance();
  } catch (error) {
    session.run.stop();
    notify({ kind: 'engine', message: messageOf(error) });
  }
}

function publish(session: Session, now: Ms, isUrgentAnyway = false): void {
  const { cursor, world, eventCount, status, workers } = app.getState();
  const { run, trace } = session;
  const isAsked = published?.session !== session || published.cursor !== cursor;
  const isNew = trace.length !== eventCount;
  const isUrgent = isUrgentAnyway || isAsked || run.status !== status || idlers.length > 0;
  const usual = Math.min(CLOCK_INTERVAL_MS, Math.max(PANEL_INTERVAL_MS, panelCost / PANEL_SHARE));
  const interval = isUrgent ? 0 : isNew ? usual : CLOCK_INTERVAL_MS;
  if (published !== undefined && now - published.at < interval) return;

  published = { session, cursor, at: now };
  const load = run.workers();
  const isSameLoad =
    load.busy === workers.busy && load.idle === workers.idle && load.awaited === workers.awaited;
  const shown = session.worldAt(cursor);
  if (run.status === 'full' && status !== 'full') notify({ kind: 'full', count: trace.length });
  if (shown === world && !isNew && isSameLoad && run.status === status) return;
  app.setState({
    world: shown,
    eventCount: trace.length,
    status: run.status,
    workers: isSameLoad ? workers : load,
  });
}

function settleIdlers(session: Session): void {
  if (idlers.length === 0) return;
  const { eventCount } = app.getState();
  const isDone = (idler: (typeof idlers)[number]) =>
    idler.session !== session || eventCount >= idler.count;
  const done = idlers.filter(isDone);
  idlers = idlers.filter((idler) => !isDone(idler));
  for (const idler of done) idler.resolve();
}
