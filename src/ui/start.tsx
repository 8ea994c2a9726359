/** Mounts the page. */
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { findScenario } from '../scenarios/registry.ts';
import { loadGallery, loadTexts } from '../scenarios/texts.ts';
import { app } from '../store/app-state.ts';
import { startFrameLoop } from '../store/frame-loop.ts';
import { listenForKeys } from '../store/keyboard.ts';
import { openAddress } from '../store/link-actions.ts';
import { messageOf, notify } from '../store/notices.ts';
import { loadPreferences, wasWelcomed } from '../store/preferences.ts';
import { firstScenario } from '../store/run-actions.ts';
import { showWelcome } from '../store/welcome.ts';
import { expectChosen, openChosen, openFrom } from './files/open-chosen.ts';
import { watchForFailures } from './failures.ts';
import { changeLanguage, fetchTexts, startTexts } from './i18n.ts';
import { Page } from './page/Page.tsx';
import { fetchWelcome } from './page/panels.tsx';
import { followTheme } from './theme.ts';
import './tokens.css';
import './base.css';

/**
 * A file dropped on the page is opened as a trace or a run, or reported as neither; the browser never navigates to it.
 */
function openDroppedFiles(): void {
  const filesOf = (event: DragEvent) =>
    event.dataTransfer?.types.includes('Files') === true ? event.dataTransfer.files : undefined;
  window.addEventListener('dragenter', (event) => filesOf(event) && expectChosen());
  window.addEventListener('dragover', (event) => filesOf(event) && event.preventDefault());
  window.addEventListener('drop', (event) => {
    const files = filesOf(event);
    if (files === undefined) return;
    event.preventDefault();
    const [file, ...others] = files;
    if (file !== undefined) openChosen(file, file.name, others);
  });
  // In editable elements, pasted content is text.
  window.addEventListener('paste', ({ target, clipboardData }) => {
    const isField =
      target instanceof Element && target.closest('input, textarea, [contenteditable]');
    if (isField || clipboardData === null) return;
    const [file] = clipboardData.files;
    const text = clipboardData.getData('text/plain');
    if (file !== undefined) openChosen(file, file.name);
    else if (/^\s*[[{]/.test(text)) openChosen(new Blob([text]), 'pasted.json');
  });
}

/** A link shows something: it takes precedence over the welcome. */
const isFirstVisit = (): boolean =>
  location.href === location.origin + location.pathname && !wasWelcomed();

/** Requests the texts of the first screen before the engine: Workers leave little network and processor time. */
export function fetchWords(): void {
  loadPreferences(navigator.languages);
  const { language } = app.getState();
  const first = /^#(?:.*&)?s=([\w-]+)/.exec(location.hash)?.[1] ?? firstScenario();
  const wanted: (() => Promise<unknown>)[] = [
    () => fetchTexts(language),
    () => loadGallery(language),
    () => loadTexts(findScenario(first) === undefined ? firstScenario() : first, language),
  ];
  if (isFirstVisit()) wanted.push(fetchWelcome);
  // Errors are reported by whoever uses the results.
  for (const fetch of wanted) fetch().catch(() => undefined);
}

/** Resolves when the page is mounted: keys find their targets. */
export async function startPage(root: HTMLElement): Promise<void> {
  watchForFailures();
  openAddress(location.hash);
  if (isFirstVisit()) showWelcome();
  const opened = app.getState();
  followTheme();
  openDroppedFiles();
  listenForKeys(document);
  startFrameLoop();

  // A failed load is reported in its own place.
  const welcome = opened.welcome === undefined ? undefined : fetchWelcome().catch(() => undefined);
  await Promise.all([startTexts(app.getState().language), welcome]);
  app.subscribe(({ language }, before) => {
    if (language === before.language) return;
    changeLanguage(language).catch((error: unknown) =>
      notify({ kind: 'load', message: messageOf(error) }),
    );
  });
  // As a transition: input of the reader and messages of the engine are not delayed.
  await new Promise<void>((resolve) =>
    startTransition(() =>
      createRoot(root).render(
        <StrictMode>
          <Page onThere={resolve} />
        </StrictMode>,
      ),
    ),
  );
  // Changes made before it is loaded are detected by comparison with the opened state.
  const { browserBar, followAddress } = await import('../store/address.ts');
  followAddress(browserBar, opened);
  const address = new URLSearchParams(location.search).get('trace');
  if (address !== null) openFrom(address);
}
