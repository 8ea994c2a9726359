/** Messages between the page and the export Worker. Traces are cloned: the page keeps its own. */
import type { PackedTrace } from '../../trace/trace.ts';
import type { Telling, TextFormat } from '../text-of.ts';

/** A text is a single message; a picture is sent as its size, followed by bands. */
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
  /** The export failed; why, in English. */
  | { readonly kind: 'failed'; readonly message: string };
