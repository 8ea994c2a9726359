/** Writes a file in a Worker of its own, which ends with it: a million events take seconds. */
import type { Trace } from '../../trace/trace.ts';
import type { Telling, TextFormat } from '../text-of.ts';
import { createExportWorker } from './export-worker-factory.ts';
import type { FromExporter, ToExporter } from './protocol.ts';

/** @param type of the file */
export function writeFile(
  format: TextFormat,
  trace: Trace,
  telling: Telling,
  type: string,
): Promise<Blob> {
  const worker = createExportWorker();
  const written = new Promise<Blob>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromExporter>) =>
      data.kind === 'file' ? resolve(data.file) : reject(new Error(data.message));
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'it could not be written: there was no memory left'));
    };
    worker.postMessage({ format, trace: trace.pack(), ...telling, type } satisfies ToExporter);
  });
  return written.finally(() => worker.terminate());
}
