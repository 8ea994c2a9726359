/** The one place that makes the Worker that reads files. The options must stand literally in the call, or the build emits no chunk. */
export function createImportWorker(): Worker {
  return new Worker(new URL('../../workers/import.worker.ts', import.meta.url), {
    type: 'module',
    name: 'weft import',
  });
}
