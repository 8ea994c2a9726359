import { useEffect } from 'react';
import { useTranslation } from '../use-translation.ts';

/** In place of a scenario's title and params. */
export function LabHeader() {
  const { t } = useTranslation('lab');
  const title = t('title');
  useEffect(() => {
    document.title = `${title} · Weft`;
  }, [title]);
  return (
    <header className="scenario">
      <div className="scenario-head">
        <h1 className="scenario-title">{title}</h1>
      </div>
      <p className="scenario-look">{t('look')}</p>
    </header>
  );
}
