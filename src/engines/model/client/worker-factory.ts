/** Creates the model's Worker, here only. The options must be literal in the call, or the build emits no chunk. */
export function createModelWorker(): Worker {
  return new Worker(new URL('../../../workers/model.worker.ts', import.meta.url), {
    type: 'module',
    name: 'weft model',
  });
}
