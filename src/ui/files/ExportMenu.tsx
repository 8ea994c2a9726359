import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import { messageOf, notify } from '../../store/notices.ts';
import { shownTheme, type ShownTheme } from '../../store/shown-theme.ts';
import { Button } from '../controls/Button.tsx';
import { Choice } from '../controls/Choice.tsx';
import { saveFile } from './save-file.ts';
import type { AnyFormat } from './save-any.ts';
import './ExportMenu.css';

/** In order of frequency. */
const pictures = [
  'svg',
  'png',
  'stage-svg',
  'stage-png',
  'webm',
  'animated-svg',
] as const satisfies readonly AnyFormat[];
const texts = ['chrome-trace', 'mermaid', 'text', 'csv'] as const satisfies readonly AnyFormat[];

/** Exports of the run as pictures, and in other tools' formats. */
export function ExportMenu() {
  const { t } = useTranslation(['ui', 'recorded']);
  const [theme, setTheme] = useState<ShownTheme>(shownTheme);
  const [clip, setClip] = useState<number>();
  const save = async (format: AnyFormat) => {
    const { anyName, saveAny } = await import('./save-any.ts');
    const onProgress = format === 'webm' ? setClip : undefined;
    const content = await saveAny(format, {
      theme,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    saveFile({ name: anyName(format), content });
  };
  const saveAndTell = (format: AnyFormat) => {
    save(format)
      .catch((error: unknown) => notify({ kind: 'load', message: messageOf(error) }))
      .finally(() => setClip(undefined));
  };
  const row = (formats: readonly (typeof pictures | typeof texts)[number][]) =>
    formats.map((format) => (
      <Button
        key={format}
        look="plain"
        icon={<Download size={15} />}
        title={t(`recorded:export.help.${format}`)}
        disabled={clip !== undefined}
        onClick={() => saveAndTell(format)}
      >
        {t(`recorded:export.formats.${format}`)}
      </Button>
    ));
  return (
    <>
      <fieldset className="export-menu">
        <legend>{t('recorded:export.pictures')}</legend>
        {row(pictures)}
        <Choice
          label={t('theme.name')}
          options={(['light', 'dark'] as const).map((value) => ({
            value,
            label: t(`theme.options.${value}`),
          }))}
          chosen={theme}
          onChoose={setTheme}
        />
        {clip !== undefined && (
          <progress aria-label={t('recorded:export.formats.webm')} value={clip}></progress>
        )}
      </fieldset>
      <fieldset className="export-menu">
        <legend>{t('recorded:export.name')}</legend>
        {row(texts)}
      </fieldset>
    </>
  );
}
