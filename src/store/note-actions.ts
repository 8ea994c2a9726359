/** Notes in links: their anchors, and navigation to them. Loaded with the first note. */
import type { Note, NotePlace } from '../share/link.ts';
import { app } from './app-state.ts';
import { moveToTime } from './cursor-actions.ts';
import { currentTimeline } from './timeline-port.ts';

/** Margin around a shown range, as a fraction of its length. */
const MARGIN = 0.15;

/** Possible anchors: the selection, then the instant at the cursor. */
export function placesForNotes(): readonly NotePlace[] {
  const { session, selection, world, axis } = app.getState();
  if (session === undefined) return [];
  const along = session.along(axis).axis;
  const places: NotePlace[] = [{ kind: 'instant', time: world.time }];
  if (selection.kind === 'range') {
    const [start, end] = [along.timeAt(selection.start), along.timeAt(selection.end)];
    if (start < end) places.unshift({ kind: 'range', start, end });
  }
  if (selection.kind === 'thread') places.unshift({ kind: 'thread', index: selection.index });
  return places;
}

/** Shows a note's anchor. */
export function showNote({ place }: Note): void {
  const { session, axis } = app.getState();
  if (session === undefined) return;
  const along = session.along(axis).axis;
  switch (place.kind) {
    case 'instant':
      return moveToTime(place.time);
    case 'thread':
      if (place.index >= session.trace.threads.length) return;
      return app.setState({ selection: { kind: 'thread', index: place.index } });
    case 'range': {
      const [start, end] = [along.ofTime(place.start), along.ofTime(place.end)];
      const margin = Math.max(end - start, 1e-3) * MARGIN;
      moveToTime(place.end);
      currentTimeline()?.setView({ start: start - margin, end: end + margin });
      app.setState({ selection: { kind: 'range', start, end } });
    }
  }
}

export const setTitle = (title: string): void =>
  app.setState(({ words }) => ({ words: { ...words, title: title === '' ? undefined : title } }));

export const setNotes = (notes: readonly Note[]): void =>
  app.setState(({ words }) => ({ words: { ...words, notes } }));
