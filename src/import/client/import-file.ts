/** Reads a file in a Worker of its own, which ends with it. */
import { Trace } from '../../trace/trace.ts';
import { ImportError } from '../problem.ts';
import { createImportWorker } from './import-worker-factory.ts';
import type { FromImporter, ToImporter } from './protocol.ts';
import type { Imported } from '../importer.ts';

export interface Progress {
  /** Bytes. */
  readonly read: number;
  readonly size: number;
  readonly events: number;
}

/**
 * @param signal ends the Worker at once; the promise rejects with its reason
 * @throws ImportError where nothing comes of the file
 */
export function importFile(
  file: Blob,
  onProgress: (progress: Progress) => void,
  signal?: AbortSignal,
): Promise<Imported> {
  return new Promise<Imported>((resolve, reject) => {
    const worker = createImportWorker();
    const stop = () => {
      worker.terminate();
      reject(signal?.reason as Error);
    };
    if (signal?.aborted === true) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    const end = () => {
      worker.terminate();
      signal?.removeEventListener('abort', stop);
    };
    worker.onmessage = ({ data }: MessageEvent<FromImporter>) => {
      if (data.kind === 'progress') {
        onProgress(data);
        return;
      }
      end();
      if (data.kind === 'refused') reject(new ImportError(data.where, data.what));
      else if (data.kind === 'run') resolve({ ...data, format: 'weft-run' });
      else resolve({ ...data, trace: Trace.unpack(data.trace) });
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end();
      reject(
        new ImportError('', event.message || 'it could not be read: there was no memory left'),
      );
    };
    worker.postMessage({ file } satisfies ToImporter);
  });
}
