import { useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import { app } from '../../store/app-state.ts';
import { linkKinds, linkOfNow } from '../../store/share-actions.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { SaveFiles } from '../files/SaveFiles.tsx';
import { ShareLink, type Links } from './ShareLink.tsx';
import './ShareDialog.css';

/** Links to what the page shows, as far as they fit, and files for everything. */
export function ShareDialog() {
  const { t } = useTranslation(['ui', 'recorded']);
  const [links] = useState(linksOfNow);
  return (
    <Dialog title={t('share.title')} onClose={() => app.setState({ dialog: 'none' })}>
      {links.scenario === undefined ? (
        <p className="share-help">{t('recorded:share')}</p>
      ) : (
        <ShareLink links={links} />
      )}
      <SaveFiles />
    </Dialog>
  );
}

/** The program continues behind the dialog; the links do not change. None if nothing fits. */
const linksOfNow = (): Links =>
  Object.fromEntries(
    linkKinds.flatMap((kind) => {
      const found = linkOfNow(kind);
      return found === undefined ? [] : [[kind, found]];
    }),
  );
