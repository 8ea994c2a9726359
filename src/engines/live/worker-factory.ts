/**
 * Creates Workers, here only. The page creates them all: nested Workers freeze in some browsers (see
 * docs/ARCHITECTURE.md). The options must be literal in the call, or the build emits no chunk for the Worker.
 */
export function createThreadWorker(name: string): Worker {
  return new Worker(new URL('../../workers/thread.worker.ts', import.meta.url), {
    type: 'module',
    name,
  });
}

export function createKernelWorker(): Worker {
  return new Worker(new URL('../../workers/kernel.worker.ts', import.meta.url), {
    type: 'module',
    name: 'weft kernel',
  });
}
