/** Counts what an importer leaves out or repairs. */
import { noteKinds, type Note, type NoteKind } from '../trace/reading-notes.ts';

export class Notes {
  readonly #notes = new Map<NoteKind, { count: number; first: number; detail: string }>();

  add(kind: NoteKind, first: number, count = 1, detail = ''): void {
    if (count <= 0) return;
    const known = this.#notes.get(kind);
    if (known === undefined) this.#notes.set(kind, { count, first, detail });
    else known.count += count;
  }

  all(): readonly Note[] {
    return noteKinds.flatMap((kind) => {
      const note = this.#notes.get(kind);
      return note === undefined ? [] : [{ kind, ...note }];
    });
  }
}
