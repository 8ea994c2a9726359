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

/** What a Worker has read into is given back when it ends, and whoever asks for memory meanwhile has to wait: not the page. */
const END_AFTER_MS = 2000;
/** A file that has not come by then does not. */
const UNUSED_MS = 60_000;

let ready: { readonly worker: Worker; readonly timer: ReturnType<typeof setTimeout> } | undefined;

/** A file is about to come: what reads it starts, and gets into its stride. */
export function expectFile(): void {
  clearTimeout(ready?.timer);
  const worker = ready?.worker ?? rehearsing();
  const timer = setTimeout(() => takeReady()?.terminate(), UNUSED_MS);
  ready = { worker, timer };
}

function rehearsing(): Worker {
  const worker = createImportWorker();
  // The one that is made for the file will say so.
  worker.onerror = (event) => {
    event.preventDefault();
    takeReady()?.terminate();
  };
  worker.postMessage({ kind: 'rehearse' } satisfies ToImporter);
  return worker;
}

function takeReady(): Worker | undefined {
  const worker = ready?.worker;
  clearTimeout(ready?.timer);
  ready = undefined;
  return worker;
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
    const worker = takeReady() ?? createImportWorker();
    const stop = () => {
      worker.terminate();
      reject(signal?.reason as Error);
    };
    if (signal?.aborted === true) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    const end = () => {
      setTimeout(() => worker.terminate(), END_AFTER_MS);
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
    worker.postMessage({ kind: 'read', file } satisfies ToImporter);
  });
}
