import { CircleAlert, X } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import type { Notice } from '../../store/notice.ts';
import { dismiss } from '../../store/notices.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';
import { NoticeText } from './NoticeText.tsx';
import './Notices.css';

export function Notices() {
  const { t } = useTranslation();
  const notices = useApp((state) => state.notices);
  return (
    <section className="notices" aria-label={t('notices.name')} aria-live="polite">
      {notices.map((notice) => (
        <NoticeCard key={notice.kind} notice={notice} />
      ))}
    </section>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation();
  const isReloadable = !['link', 'full', 'schedule', 'file'].includes(notice.kind);
  return (
    <article className="notice" data-kind={notice.kind}>
      <CircleAlert size={16} aria-hidden="true" />
      <div className="notice-body">
        <h2>{t(`notices.${notice.kind}`)}</h2>
        <NoticeText notice={notice} />
        {isReloadable && (
          <Button look="plain" onClick={() => location.reload()}>
            {t('notices.reload')}
          </Button>
        )}
      </div>
      <Button
        icon={<X size={16} />}
        aria-label={t('dismiss')}
        title={t('dismiss')}
        onClick={() => dismiss(notice.kind)}
      />
    </article>
  );
}
