/** Mounts the page. */
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { findScenario } from '../scenarios/registry.ts';
import { loadGallery, loadTexts } from '../scenarios/texts.ts';
import { app } from '../store/app-state.ts';
import { fetchRest, firstPicture, watchFirstPicture } from '../store/first-picture.ts';
import { startFrameLoop } from '../store/frame-loop.ts';
import { listenForKeys } from '../store/keyboard.ts';
import { openAddress } from '../store/link-actions.ts';
import { messageOf, notify } from '../store/notices.ts';
import { loadPreferences, wasWelcomed } from '../store/preferences.ts';
import { firstScenario } from '../store/run-actions.ts';
import { showWelcome } from '../store/welcome.ts';
import { expectChosen, openChosen, openFrom } from './files/open-chosen.ts';
import { watchForFailures } from './failures.ts';
import { changeLanguage, fetchRestOfTexts, fetchTexts, startTexts } from './i18n.ts';
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

/**
 * Requests the texts of the page before the engine: Workers leave little network and processor time. Those of the gallery and
 * of the scenario come with their panels.
 */
export function fetchWords(): void {
  loadPreferences(navigator.languages);
  const { language } = app.getState();
  const first = /^#(?:.*&)?s=([\w-]+)/.exec(location.hash)?.[1] ?? firstScenario();
  // A link whose program does not run by itself, or a file: no picture is to be expected.
  if (/^#(?:.*&)?(?:mode=step|own$|code=)/.test(location.hash) || fileAddress() !== null)
    fetchRest();
  const wanted: readonly Promise<unknown>[] = [
    fetchTexts(language),
    ...(isFirstVisit() ? [fetchWelcome()] : []),
    firstPicture.then(() => fetchRestOfTexts(language)),
    firstPicture.then(() => loadGallery(language)),
    firstPicture.then(() =>
      loadTexts(findScenario(first) === undefined ? firstScenario() : first, language),
    ),
  ];
  // Errors are reported by whoever uses the results.
  for (const fetched of wanted) fetched.catch(() => undefined);
}

/** The address of a file that the page is to open. */
const fileAddress = (): string | null => new URLSearchParams(location.search).get('trace');

/** Resolves when the page is mounted: keys find their targets. */
export async function startPage(root: HTMLElement): Promise<void> {
  watchForFailures();
  openAddress(location.hash);
  if (isFirstVisit()) showWelcome();
  const opened = app.getState();
  followTheme();
  openDroppedFiles();
  listenForKeys(document);
  watchFirstPicture();
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
  const { browserBar, followAddress } = await firstPicture.then(
    () => import('../store/address.ts'),
  );
  followAddress(browserBar, opened);
  const address = fileAddress();
  if (address !== null) openFrom(address);
}
