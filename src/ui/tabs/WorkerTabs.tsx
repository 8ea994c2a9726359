import { MonitorUp } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from '../use-translation.ts';
import { useApp } from '../use-app.ts';
import { serverId, tabCount } from './serve-tabs.ts';
import './WorkerTabs.css';

/** Workers of the program: its own, or other tabs; and a button to open one more. */
export function WorkerTabs() {
  const { t } = useTranslation('tabs');
  const count = useSyncExternalStore(tabCount.subscribe, tabCount.getState);
  const isStepping = useApp(({ mode }) => mode === 'step');
  const isOver = useApp(({ status }) => status === 'ended');
  const says = isStepping ? 'stepping' : isOver ? 'over' : count === 0 ? 'alone' : 'there';
  return (
    <section className="worker-tabs" aria-label={t('label')}>
      <p role="status" data-alone={says === 'alone' || undefined}>
        {t(says, { count })}
      </p>
      {!isStepping && (
        <a
          className="button button-plain"
          href={`#worker=${serverId}`}
          target="_blank"
          rel="noopener"
        >
          <MonitorUp size={14} aria-hidden="true" />
          {t('open')}
        </a>
      )}
    </section>
  );
}
