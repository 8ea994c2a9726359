/** The one place that makes the model's Worker. The options must stand literally in the call, or the build emits no chunk. */
export function createModelWorker(): Worker {
  return new Worker(new URL('../../../workers/model.worker.ts', import.meta.url), {
    type: 'module',
    name: 'weft model',
  });
}
