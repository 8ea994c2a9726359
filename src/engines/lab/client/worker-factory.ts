import type { Begin } from '../begin.ts';

/**
 * The only place that starts the lab's Worker: on the page, never nested.
 * @param code the interpreter's code as another Worker has compiled it
 */
export function createLabWorker(code?: WebAssembly.Module): Worker {
  const worker = new Worker(new URL('../../../workers/lab.worker.ts', import.meta.url), {
    type: 'module',
    name: 'weft lab',
  });
  worker.postMessage({ type: 'begin', code } satisfies Begin);
  return worker;
}
