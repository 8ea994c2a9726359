/** Reads a file in a Worker of its own, which ends afterwards. */
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

/** A Worker's memory is returned when it ends, which delays other allocations: not the page's at that moment. */
const END_AFTER_MS = 2000;
/** Timeout after which an expected file is not coming. */
const UNUSED_MS = 60_000;

let ready: { readonly worker: Worker; readonly timer: ReturnType<typeof setTimeout> } | undefined;

/** A file is about to arrive: starts the Worker and warms it up. */
export function expectFile(): void {
  clearTimeout(ready?.timer);
  const worker = ready?.worker ?? rehearsing();
  const timer = setTimeout(() => takeReady()?.terminate(), UNUSED_MS);
  ready = { worker, timer };
}

function rehearsing(): Worker {
  const worker = createImportWorker();
  // The Worker created for the file will report the failure.
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
 * @param signal terminates the Worker at once; the promise rejects with its reason
 * @throws ImportError if the file cannot be imported
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
