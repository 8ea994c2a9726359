import { X } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import { cancelOpening } from '../../store/open-file.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';
import './Opening.css';

/** Progress of reading a file, and a Cancel button. */
export function Opening() {
  const { t } = useTranslation('recorded');
  const opening = useApp((state) => state.opening);
  if (opening === undefined) return null;
  const { name, read, size, events } = opening;
  // After reading, the events are sorted.
  const isRead = read >= size;
  return (
    <section className="opening" role="status" aria-label={t('opening.name')}>
      <div className="opening-head">
        <span className="opening-file">{t('opening.file', { name })}</span>
        <Button icon={<X size={15} />} onClick={cancelOpening}>
          {t('opening.cancel')}
        </Button>
      </div>
      <progress
        aria-label={t('opening.name')}
        max={size}
        {...(isRead ? {} : { value: read })}
      ></progress>
      <span className="opening-events">{t('events', { count: events })}</span>
    </section>
  );
}
