import { Download } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import { messageOf, notify } from '../../store/notices.ts';
import { Button } from '../controls/Button.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { OpenFile } from './OpenFile.tsx';
import { saveFile } from './save-file.ts';
import './SaveFiles.css';

/** Saves the recording as a file that needs no program; and opens any file. */
export function SaveFiles() {
  const { t } = useTranslation(['ui', 'recorded']);
  const save = async () => {
    const actions = await import('../../store/save-actions.ts');
    const content = await actions.save('weft', String);
    saveFile({ name: actions.savedName('weft'), content });
  };
  const saveAndTell = () => {
    save().catch((error: unknown) => notify({ kind: 'load', message: messageOf(error) }));
  };
  return (
    <div className="save-files">
      <p>{t('files.traceHelp')}</p>
      <div className="save-files-row">
        <Button look="plain" icon={<Download size={15} />} onClick={saveAndTell}>
          {t('files.saveTrace')}
        </Button>
        <OpenFile label={t('files.open')} />
      </div>
      <ExportMenu />
      <p>
        {t('recorded:recorder.help')}{' '}
        <a href="weft_record.py" download>
          weft_record.py
        </a>
      </p>
    </div>
  );
}
