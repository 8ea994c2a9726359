import type { Ms } from '../../base/units.ts';
import type { NotePlace } from '../../share/link.ts';
import type { Names } from '../../views/names.ts';
import { formatInstant } from '../../views/time-format.ts';

/** A short description of a note's anchor. */
export function placeName(place: NotePlace, names: Names, threads: number): string {
  switch (place.kind) {
    case 'instant':
      return formatInstant(place.time);
    case 'range':
      return `${formatInstant(place.start)} – ${formatInstant(place.end)}`;
    case 'thread':
      return place.index < threads ? names.thread(place.index) : `#${place.index}`;
  }
}

/** Its instant, or the start of its range; 0 for a thread. */
export function startOf(place: NotePlace): Ms {
  if (place.kind === 'thread') return 0;
  return place.kind === 'instant' ? place.time : place.start;
}
