/** Creates the export Worker, here only. The options must be literal in the call, or the build emits no chunk. */
export function createExportWorker(): Worker {
  return new Worker(new URL('../../workers/export.worker.ts', import.meta.url), {
    type: 'module',
    name: 'weft export',
  });
}
