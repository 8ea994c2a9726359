/** Where the page is put together: which engine runs the programs, and where the page goes. */
import { bug } from './base/bug.ts';
import { ensureIsolation } from './base/isolation.ts';
import { provideEngines } from './store/run-actions.ts';
import { startPage } from './ui/start.tsx';

const [isolation, { LiveEngine }] = await Promise.all([
  ensureIsolation(),
  import('./engines/live/engine.ts'),
]);
if (isolation.kind !== 'reloading') {
  provideEngines((options) => new LiveEngine(options));
  await startPage(document.getElementById('root') ?? bug('the document has no #root'));
}
