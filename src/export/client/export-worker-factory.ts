/** The one place that makes the Worker that writes files. The options must stand literally in the call, or the build emits no chunk. */
export function createExportWorker(): Worker {
  return new Worker(new URL('../../workers/export.worker.ts', import.meta.url), {
    type: 'module',
    name: 'weft export',
  });
}
