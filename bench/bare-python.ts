import type { Sample } from './sample.ts';

/** From a new Worker to the first line that Python prints in it. */
export async function barePython(): Promise<Sample> {
  const begun = performance.now();
  const worker = new Worker(new URL('bare-python.worker.ts', import.meta.url), { type: 'module' });
  await new Promise((resolve, reject) => {
    worker.onmessage = resolve;
    worker.onerror = reject;
  });
  const ms = performance.now() - begun;
  worker.terminate();
  return { ms };
}
