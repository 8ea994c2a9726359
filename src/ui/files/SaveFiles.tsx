import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { messageOf, notify } from '../../store/notices.ts';
import { Button } from '../controls/Button.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { OpenFile } from './OpenFile.tsx';
import { saveFile } from './save-file.ts';
import './SaveFiles.css';

/** What happened, as a file that needs no program; and the way back into the page for any file. */
export function SaveFiles() {
  const { t } = useTranslation();
  const save = () => {
    import('../../store/save-actions.ts')
      .then(async (actions) => {
        const content = await actions.save('weft', String);
        saveFile({ name: actions.savedName('weft'), content });
      })
      .catch((error: unknown) => notify({ kind: 'load', message: messageOf(error) }));
  };
  return (
    <div className="save-files">
      <p>{t('files.traceHelp')}</p>
      <div className="save-files-row">
        <Button look="plain" icon={<Download size={15} />} onClick={save}>
          {t('files.saveTrace')}
        </Button>
        <OpenFile label={t('files.open')} />
      </div>
      <ExportMenu />
    </div>
  );
}
