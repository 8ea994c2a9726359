/** Creates the import Worker, here only. The options must be literal in the call, or the build emits no chunk. */
export function createImportWorker(): Worker {
  return new Worker(new URL('../../workers/import.worker.ts', import.meta.url), {
    type: 'module',
    name: 'weft import',
  });
}
