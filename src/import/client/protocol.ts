/** What the page and the Worker that reads files say to each other. The trace's buffers are transferred, all else is cloned. */
import type { Note } from '../../trace/reading-notes.ts';
import type { PackedTrace } from '../../trace/trace.ts';
import type { Format } from '../importer.ts';

/** One file, and before it perhaps a hint that there will be one. To give up, the page ends the Worker. */
export type ToImporter =
  { readonly kind: 'rehearse' } | { readonly kind: 'read'; readonly file: Blob };

export type FromImporter =
  /** Bytes of the file that have been read, of how many; events found so far. */
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
  /** Nothing comes of it: where, and what is wrong, in English. */
  | { readonly kind: 'refused'; readonly where: string; readonly what: string };
