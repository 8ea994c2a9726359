/** Puts the page into the document. */
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

/** A file that is dropped on the page is a trace or a run, or said not to be; it never takes the page's place. */
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
  // Where the reader types, what is pasted is text.
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

/** Who sends a link shows something: that comes first. */
const isFirstVisit = (): boolean =>
  location.href === location.origin + location.pathname && !wasWelcomed();

/**
 * Asks for what the first screen says, while the engine is still on its way: Workers leave the network and the processor little
 * room.
 */
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
  // Whoever needs them says what went wrong.
  for (const fetch of wanted) fetch().catch(() => undefined);
}

/** Resolves when the page is there: keys find what they are for. */
export async function startPage(root: HTMLElement): Promise<void> {
  watchForFailures();
  openAddress(location.hash);
  if (isFirstVisit()) showWelcome();
  const opened = app.getState();
  followTheme();
  openDroppedFiles();
  listenForKeys(document);
  startFrameLoop();

  // What cannot be fetched says so in its own place.
  const welcome = opened.welcome === undefined ? undefined : fetchWelcome().catch(() => undefined);
  await Promise.all([startTexts(app.getState().language), welcome]);
  app.subscribe(({ language }, before) => {
    if (language === before.language) return;
    changeLanguage(language).catch((error: unknown) =>
      notify({ kind: 'load', message: messageOf(error) }),
    );
  });
  // In slices: what the reader presses meanwhile, and what the engine says, is not kept waiting.
  await new Promise<void>((resolve) =>
    startTransition(() =>
      createRoot(root).render(
        <StrictMode>
          <Page onThere={resolve} />
        </StrictMode>,
      ),
    ),
  );
  // What is picked before it is there, it sees from what was opened.
  const { browserBar, followAddress } = await import('../store/address.ts');
  followAddress(browserBar, opened);
  const address = new URLSearchParams(location.search).get('trace');
  if (address !== null) openFrom(address);
}
