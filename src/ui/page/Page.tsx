import { useEffect } from 'react';
import { useTranslation } from '../use-translation.ts';
import { firstPicture } from '../../store/first-picture.ts';
import { Boundary } from '../controls/Boundary.tsx';
import { Notices } from '../notices/Notices.tsx';
import { useApp, useMedia } from '../use-app.ts';
import { WidePage } from './WidePage.tsx';
import { later, laterAtFirst, onceAfterPicture } from '../controls/later.tsx';
import './Page.css';

/** A wide page never loads it; a phone loads it at once. */
const phone = '(max-width: 760px), (max-height: 480px)';
const importNarrow = () => import('./NarrowPage.tsx');
const narrow = matchMedia(phone).matches ? importNarrow() : undefined;
const NarrowPage = laterAtFirst(async () => (await (narrow ?? importNarrow())).NarrowPage);

/** Nothing is announced before something has happened. */
const Narrator = onceAfterPicture(async () => (await import('../narrator/Narrator.tsx')).Narrator);

/** Nothing is pressed before there is something. */
const Callout = onceAfterPicture(async () => (await import('../inspector/Callout.tsx')).Callout);

const loadShare = () => import('../share/ShareDialog.tsx');
const loadKeys = () => import('../keys/KeysDialog.tsx');
const ShareDialog = later(async () => (await loadShare()).ShareDialog);
const Opening = later(async () => (await import('../files/Opening.tsx')).Opening);
const loadPalette = () => import('../palette/PaletteDialog.tsx');
const PaletteDialog = later(async () => (await loadPalette()).PaletteDialog);
const KeysDialog = later(async () => (await loadKeys()).KeysDialog);

const watchForNewVersion = async () =>
  (await import('../../store/new-version.ts')).watchForNewVersion();

/** Delay after which dialogs are preloaded, so that they open at once, and offline. */
const PRELOAD_AFTER_MS = 3000;

/** @param onThere called once everything is mounted */
export function Page({ onThere }: { readonly onThere: () => void }) {
  const { t } = useTranslation();
  const isNarrow = useMedia(phone);
  const dialog = useApp((state) => state.dialog);
  const isOpening = useApp((state) => state.opening !== undefined);
  useEffect(onThere, [onThere]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hasLeft = false;
    const preload = async (): Promise<void> => {
      await Promise.all([loadShare(), loadKeys(), loadPalette(), watchForNewVersion()]);
    };
    const wait = async (): Promise<void> => {
      await firstPicture;
      if (!hasLeft)
        timer = setTimeout(() => void preload().catch(() => undefined), PRELOAD_AFTER_MS);
    };
    void wait();
    return () => {
      hasLeft = true;
      clearTimeout(timer);
    };
  }, []);
  return (
    <Boundary>
      <a className="skip-link" href="#timeline" onClick={skipToContent}>
        {t(isNarrow ? 'skipToContent' : 'skipToTimeline')}
      </a>
      {isNarrow ? <NarrowPage /> : <WidePage />}
      <Notices />
      <Narrator />
      <Callout />
      {isOpening && <Opening />}
      {dialog === 'share' && <ShareDialog />}
      {dialog === 'keys' && <KeysDialog />}
      {dialog === 'palette' && <PaletteDialog />}
    </Boundary>
  );
}

/** Not by the fragment, which is used for links. */
function skipToContent(event: { preventDefault: () => void }): void {
  event.preventDefault();
  const timeline = document.getElementById('timeline');
  // A phone shows one view at a time.
  const content = timeline ?? document.querySelector<HTMLElement>('main [role=tabpanel]');
  if (timeline === null) content?.setAttribute('tabindex', '-1');
  content?.focus();
}
