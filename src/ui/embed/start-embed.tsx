/** Mounts the page in a frame. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { decodeLink } from '../../share/decode.ts';
import { app } from '../../store/app-state.ts';
import { embedCommands } from '../../store/embed-commands.ts';
import { fetchRest } from '../../store/first-picture.ts';
import { startFrameLoop } from '../../store/frame-loop.ts';
import { listenForKeys } from '../../store/keyboard.ts';
import { linkContext } from '../../store/link-actions.ts';
import { loadPreferences } from '../../store/preferences.ts';
import { pause, play } from '../../store/run-actions.ts';
import { player } from '../../store/players.ts';
import { languages } from '../../scenarios/texts.ts';
import { watchForFailures } from '../failures.ts';
import { restOfTexts, startTexts } from '../i18n.ts';
import { followTheme } from '../theme.ts';
import { EmbedPage, type Shown } from './EmbedPage.tsx';
import { EmbedStart } from './embed-start.ts';
import { listenToParent } from './parent.ts';

export async function startEmbed(root: HTMLElement): Promise<void> {
  watchForFailures();
  // Its program may wait for a press: then no picture is to be expected.
  fetchRest();
  loadPreferences(navigator.languages);
  const { hash, search } = location;
  const { link } = decodeLink(hash, linkContext());
  const language = languages.find((known) => known === link.language) ?? app.getState().language;
  app.setState({ theme: link.theme ?? app.getState().theme, language });
  followTheme();
  startFrameLoop();
  // A frame gets keys only while focused; commands of panels that are not shown do nothing.
  listenForKeys(document, embedCommands);
  await startTexts(language);
  await restOfTexts();
  const { program } = link;
  const start = new EmbedStart(hash, program.kind === 'code');
  const shown: Shown =
    program.kind === 'scenario'
      ? { kind: 'scenario', id: program.id }
      : {
          kind: 'code',
          code: (await import('../../share/code/code-text.ts')).decodeCode(program.text),
          title: link.title,
        };
  await new Promise<void>((resolve) =>
    createRoot(root).render(
      <StrictMode>
        <EmbedPage start={start} shown={shown} onThere={resolve} />
      </StrictMode>,
    ),
  );
  // Code from a link is shown before it runs.
  const isAutomatic = !start.isCode && new URLSearchParams(search).get('embed') === 'play';
  restWhileUnseen(root, start, isAutomatic);
  listenToParent(start);
}

/** Pauses while out of view, so that a page with ten frames runs only the visible ones. */
function restWhileUnseen(root: HTMLElement, start: EmbedStart, isAutomatic: boolean): void {
  let isResting = false;
  new IntersectionObserver((entries) => {
    const isSeen = entries.at(-1)?.isIntersecting === true;
    if (isSeen && isAutomatic && !start.isStarted) start.start();
    else if (!isSeen && player()?.isPlaying() === true) {
      isResting = true;
      pause();
    } else if (isSeen && isResting) {
      isResting = false;
      play();
    }
  }).observe(root);
}
