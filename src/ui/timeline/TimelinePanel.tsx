import { useTranslation } from 'react-i18next';
import './TimelinePanel.css';

export function TimelinePanel() {
  const { t } = useTranslation();
  return (
    <section
      id="timeline"
      className="timeline"
      data-scope="timeline"
      tabIndex={-1}
      aria-label={t('timeline.name')}
    >
      <p className="empty">{t('timeline.empty')}</p>
    </section>
  );
}
