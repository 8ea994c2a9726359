/** Creates the explorer's Worker, here only. The options must be literal in the call, or the build emits no chunk. */
export function createExploreWorker(): Worker {
  return new Worker(new URL('../../workers/explore.worker.ts', import.meta.url), {
    type: 'module',
    name: 'weft explorer',
  });
}
