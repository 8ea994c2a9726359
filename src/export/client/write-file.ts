/**
 * Writes a file in a Worker of its own, which ends afterwards: a million events take seconds, a large picture half a
 * second.
 */
import type { Trace } from '../../trace/trace.ts';
import type { Telling, TextFormat } from '../text-of.ts';
import { createExportWorker } from './export-worker-factory.ts';
import type { FromExporter, ToExporter } from './protocol.ts';

/** @param type of the file */
export const writeFile = (
  format: TextFormat,
  trace: Trace,
  telling: Telling,
  type: string,
): Promise<Blob> =>
  written(async (post) => {
    post({ kind: 'text', format, trace: trace.pack(), ...telling, type });
  });

/** One band of a picture: pixels from `top` down, over its whole width. */
export interface Band {
  readonly top: number;
  readonly pixels: ImageBitmap;
}

/** A PNG from bands, which are requested one after the other. */
export const writePng = (
  width: number,
  height: number,
  bands: AsyncIterable<Band>,
): Promise<Blob> =>
  written(async (post) => {
    post({ kind: 'picture', width, height });
    for await (const { top, pixels } of bands) post({ kind: 'band', top, pixels }, [pixels]);
    post({ kind: 'end' });
  });

type Post = (message: ToExporter, changeHands?: Transferable[]) => void;

/** @param tell sends the Worker its input */
async function written(tell: (post: Post) => Promise<void>): Promise<Blob> {
  const worker = createExportWorker();
  try {
    return await new Promise<Blob>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromExporter>) =>
        data.kind === 'file' ? resolve(data.file) : reject(new Error(data.message));
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message || 'it could not be written: there was no memory left'));
      };
      tell((message, changeHands = []) => worker.postMessage(message, changeHands)).catch(reject);
    });
  } finally {
    worker.terminate();
  }
}
