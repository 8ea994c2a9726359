/** What the page and the Worker that writes files say to each other. All is cloned: the page keeps its trace. */
import type { PackedTrace } from '../../trace/trace.ts';
import type { Telling, TextFormat } from '../text-of.ts';

/** The first message, and the only one. */
export interface ToExporter extends Telling {
  readonly format: TextFormat;
  readonly trace: PackedTrace;
  /** Of the file. */
  readonly type: string;
}

export type FromExporter =
  | { readonly kind: 'file'; readonly file: Blob }
  /** Nothing comes of it; why, in English. */
  | { readonly kind: 'failed'; readonly message: string };
