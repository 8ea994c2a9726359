/** What the page and the Worker that writes files say to each other. Traces are cloned: the page keeps its own. */
import type { PackedTrace } from '../../trace/trace.ts';
import type { Telling, TextFormat } from '../text-of.ts';

/** A text is one message, and the only one; a picture comes in bands, after its size. */
export type ToExporter =
  | (Telling & {
      readonly kind: 'text';
      readonly format: TextFormat;
      readonly trace: PackedTrace;
      /** Of the file. */
      readonly type: string;
    })
  | { readonly kind: 'picture'; readonly width: number; readonly height: number }
  /** Pixels from `top` down, across the whole picture; transferred. */
  | { readonly kind: 'band'; readonly top: number; readonly pixels: ImageBitmap }
  | { readonly kind: 'end' };

export type FromExporter =
  | { readonly kind: 'file'; readonly file: Blob }
  /** Nothing comes of it; why, in English. */
  | { readonly kind: 'failed'; readonly message: string };
