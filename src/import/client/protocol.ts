/** Messages between the page and the import Worker. The trace's buffers are transferred, everything else is cloned. */
import type { Note } from '../../trace/reading-notes.ts';
import type { PackedTrace } from '../../trace/trace.ts';
import type { Format } from '../importer.ts';

/** One file, possibly announced by a hint. To cancel, the page terminates the Worker. */
export type ToImporter =
  | { readonly kind: 'rehearse' }
  | { readonly kind: 'read'; readonly file: Blob };

export type FromImporter =
  /** Progress: bytes of the file read, total, and events found. */
  | {
      readonly kind: 'progress';
      readonly read: number;
      readonly size: number;
      readonly events: number;
    }
  | { readonly kind: 'run'; readonly text: string }
  | {
      readonly kind: 'trace';
      readonly format: Exclude<Format, 'weft-run'>;
      readonly trace: PackedTrace;
      readonly title: string;
      readonly events: number;
      readonly notes: readonly Note[];
    }
  /** The import failed: where, and why, in English. */
  | { readonly kind: 'refused'; readonly where: string; readonly what: string };
