/** Mounts the page of a worker tab. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { app } from '../../store/app-state.ts';
import { loadPreferences } from '../../store/preferences.ts';
import { restOfTexts, startTexts } from '../i18n.ts';
import { followTheme } from '../theme.ts';
import '../tokens.css';
import '../base.css';
import { openChannel } from './channel.ts';
import { newId, serverIn } from './messages.ts';
import { TabWorker } from './tab-worker.ts';
import { WorkerPage } from './WorkerPage.tsx';

const BEAT_MS = 250;

export async function startWorker(root: HTMLElement, fragment: string): Promise<void> {
  loadPreferences(navigator.languages);
  followTheme();
  await startTexts(app.getState().language);
  await restOfTexts();
  const post = openChannel((message) => worker.receive(message, performance.now()));
  const worker = new TabWorker(serverIn(fragment) ?? '', newId(), post);
  // A page may be restored from the browser's back/forward cache.
  window.addEventListener('pagehide', () => worker.leave());
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) worker.join();
  });
  window.addEventListener('hashchange', () => location.reload());
  worker.join();
  setInterval(() => worker.beat(), BEAT_MS);
  createRoot(root).render(
    <StrictMode>
      <WorkerPage worker={worker} />
    </StrictMode>,
  );
}
