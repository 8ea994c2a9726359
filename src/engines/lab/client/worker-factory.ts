/** The only place that starts the lab's Worker: on the page, never nested. */
export const createLabWorker = (): Worker =>
  new Worker(new URL('../../../workers/lab.worker.ts', import.meta.url), {
    type: 'module',
    name: 'weft lab',
  });
