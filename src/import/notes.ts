/** Counts what an importer leaves out or repairs. Notes may be added in any order: the first place is the lowest. */
import { noteKinds, type Note, type NoteKind } from '../trace/reading-notes.ts';

/** Maximum number of different details told. */
const MOST_DETAILS = 5;

interface Told {
  count: number;
  first: number;
  readonly details: Set<string>;
}

export class Notes {
  readonly #notes = new Map<NoteKind, Told>();

  add(kind: NoteKind, first: number, count = 1, detail = ''): void {
    if (count <= 0) return;
    const known = this.#notes.get(kind);
    if (known === undefined) {
      this.#notes.set(kind, { count, first, details: new Set(detail === '' ? [] : [detail]) });
      return;
    }
    known.count += count;
    known.first = Math.min(known.first, first);
    if (detail !== '' && known.details.size < MOST_DETAILS) known.details.add(detail);
  }

  all(): readonly Note[] {
    return noteKinds.flatMap((kind) => {
      const note = this.#notes.get(kind);
      if (note === undefined) return [];
      const { count, first, details } = note;
      return [{ kind, count, first, detail: [...details].join(', ') }];
    });
  }
}
