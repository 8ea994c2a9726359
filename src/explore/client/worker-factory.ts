/** The one place that makes the explorer's Worker. The options must stand literally in the call, or the build emits no chunk. */
export function createExploreWorker(): Worker {
  return new Worker(new URL('../../workers/explore.worker.ts', import.meta.url), {
    type: 'module',
    name: 'weft explorer',
  });
}
