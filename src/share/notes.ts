/** Syntax of notes in a link: `note.1=1234~text`, `note.2=1200-1500~text`, `note.3=thread-2~text`. */
import type { FieldReader } from './field-reader.ts';
import { excerpt } from './fields.ts';
import { MAX_NOTE, MAX_NOTES, MAX_TIME, type Note, type NotePlace } from './link.ts';

/** Upper bound of thread indices. */
const MOST_THREADS = 100_000;

export function noteText({ place, text }: Note): string {
  return `${placeText(place)}~${text}`;
}

function placeText(place: NotePlace): string {
  switch (place.kind) {
    case 'instant':
      return numberText(place.time);
    case 'range':
      return `${numberText(place.start)}-${numberText(place.end)}`;
    case 'thread':
      return `thread-${place.index}`;
  }
}

/** At most microsecond precision; never an exponent. */
export function numberText(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** The valid notes in order; a bad one affects only itself. */
export function readNotes(read: FieldReader): readonly Note[] {
  const notes: Note[] = [];
  for (let n = 1; n <= MAX_NOTES; n++) {
    const field = `note.${n}`;
    const value = read.take(field);
    if (value === undefined) continue;
    const at = value.indexOf('~');
    const place = at < 0 ? undefined : parsePlace(value.slice(0, at));
    const text = read.line(field, value.slice(at + 1), MAX_NOTE);
    if (place === undefined || text === '') {
      read.problems.push({ kind: 'not-note', field, value: excerpt(value) });
    } else notes.push({ place, text });
  }
  return notes;
}

function parsePlace(text: string): NotePlace | undefined {
  const thread = /^thread-(\d{1,6})$/.exec(text);
  if (thread !== null) {
    const index = Number(thread[1]);
    return index <= MOST_THREADS ? { kind: 'thread', index } : undefined;
  }
  const times = /^(\d{1,8}(?:\.\d{1,6})?)(?:-(\d{1,8}(?:\.\d{1,6})?))?$/.exec(text);
  if (times === null) return undefined;
  const [start, end] = [Number(times[1]), Number(times[2] ?? times[1])];
  if (!(start <= end && end <= MAX_TIME)) return undefined;
  return times[2] === undefined || start === end
    ? { kind: 'instant', time: start }
    : { kind: 'range', start, end };
}
