import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { messageOf, notify } from '../../store/notices.ts';
import type { SaveFormat } from '../../store/save-actions.ts';
import { Button } from '../controls/Button.tsx';
import { saveFile } from './save-file.ts';
import './ExportMenu.css';

/** In the order in which they are asked for. */
const offered = [
  'chrome-trace',
  'svg',
  'png',
  'mermaid',
  'text',
  'csv',
] as const satisfies readonly SaveFormat[];

/** What has happened, in formats that other tools read. */
export function ExportMenu() {
  const { t } = useTranslation(['ui', 'recorded', 'timeline']);
  const save = async (format: SaveFormat) => {
    const { save: make, savedName } = await import('../../store/save-actions.ts');
    const text = (key: string, params?: Readonly<Record<string, string | number>>) =>
      t(`timeline:${key}` as 'timeline:name', params ?? {});
    saveFile({ name: savedName(format), content: await make(format, text) });
  };
  return (
    <fieldset className="export-menu">
      <legend>{t('recorded:export.name')}</legend>
      {offered.map((format) => (
        <Button
          key={format}
          look="plain"
          icon={<Download size={15} />}
          title={t(`recorded:export.help.${format}`)}
          onClick={() => {
            save(format).catch((error: unknown) =>
              notify({ kind: 'load', message: messageOf(error) }),
            );
          }}
        >
          {t(`recorded:export.formats.${format}`)}
        </Button>
      ))}
    </fieldset>
  );
}
