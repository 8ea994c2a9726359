import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Boundary } from '../controls/Boundary.tsx';
import { Narrator } from '../narrator/Narrator.tsx';
import { Notices } from '../notices/Notices.tsx';
import { useApp, useMedia } from '../use-app.ts';
import { NarrowPage } from './NarrowPage.tsx';
import { WidePage } from './WidePage.tsx';
import './Page.css';

const ShareDialog = lazy(async () => ({
  default: (await import('../share/ShareDialog.tsx')).ShareDialog,
}));
const KeysDialog = lazy(async () => ({
  default: (await import('../keys/KeysDialog.tsx')).KeysDialog,
}));

export function Page() {
  const { t } = useTranslation();
  const isNarrow = useMedia('(max-width: 760px)');
  const dialog = useApp((state) => state.dialog);
  return (
    <Boundary>
      {!isNarrow && (
        <a className="skip-link" href="#timeline" onClick={skipToTimeline}>
          {t('skipToTimeline')}
        </a>
      )}
      {isNarrow ? <NarrowPage /> : <WidePage />}
      <Notices />
      <Narrator />
      <Suspense>
        {dialog === 'share' && <ShareDialog />}
        {dialog === 'keys' && <KeysDialog />}
      </Suspense>
    </Boundary>
  );
}

/** Not by the fragment: that is where links live. */
function skipToTimeline(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('timeline')?.focus();
}
