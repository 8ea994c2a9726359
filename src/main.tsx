/** Where the page is put together: which engine runs the programs, and where the page goes. */
import { bug } from './base/bug.ts';
import { ensureIsolation } from './base/isolation.ts';
import { provideEngines } from './store/run-actions.ts';
import { provideStepMode } from './store/step-port.ts';
import { installPageApi } from './ui/api/page-api.ts';
import { showStartFailure } from './ui/failures.ts';
import { startPage } from './ui/start.tsx';

const root = document.getElementById('root') ?? bug('the document has no #root');

async function start(): Promise<void> {
  if (location.hash.startsWith('#worker=')) {
    const { startWorker } = await import('./ui/tabs/start-worker.tsx');
    return startWorker(root, location.hash);
  }
  const [isolation, { LiveEngine }] = await Promise.all([
    ensureIsolation(),
    import('./engines/live/engine.ts'),
  ]);
  if (isolation.kind === 'reloading') return new Promise(() => undefined);
  provideEngines((options) => new LiveEngine(options));
  provideStepMode(async () => {
    const [{ provideStepEngine }, { stepMode }, { ModelEngine }] = await Promise.all([
      import('./store/step-mode.ts'),
      import('./store/step-actions.ts'),
      import('./engines/model/client/model-engine.ts'),
    ]);
    provideStepEngine(() => new ModelEngine());
    return stepMode;
  });
  await startPage(root);
}

// Before anything has to be waited for: whoever embeds the page finds `window.weft` once it has loaded.
const started = start();
installPageApi(started);
// Not awaited here: the chunks that it fetches import from this one.
started.catch((error: unknown) => {
  showStartFailure(root, error);
  throw error;
});
