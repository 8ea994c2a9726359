import { Cpu } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import type { Transport } from '../../engines/run.ts';
import { setTransport } from '../../store/run-actions.ts';
import { transportWishes } from '../../share/link.ts';
import { Choice } from '../controls/Choice.tsx';
import { Popover } from '../controls/Popover.tsx';
import { useApp } from '../use-app.ts';
import './TransportStatus.css';

/** How threads share memory and why, and the number of Workers. */
export function TransportStatus() {
  const { t } = useTranslation();
  const kind = useApp((state) => state.transport?.kind ?? 'shared');
  const workers = useApp((state) => state.workers);
  return (
    <Popover
      label={t('transport.name')}
      icon={<Cpu size={16} />}
      className="transport-face"
      face={
        <>
          <span>{t(`transport.${kind}`)}</span>
          {hasWorkers(kind) && (
            <span className="transport-workers figures">
              {t('transport.workers', { ...workers })}
            </span>
          )}
        </>
      }
    >
      <TransportPanel />
    </Popover>
  );
}

/** In the others nobody else than the page's one Worker, or nobody at all, is at work. */
const hasWorkers = (kind: Transport['kind']): boolean => kind === 'shared' || kind === 'message';

function TransportPanel() {
  const { t } = useTranslation();
  const transport = useApp((state) => state.transport);
  const wish = useApp((state) => state.transportWish);
  const workers = useApp((state) => state.workers);
  const kind = transport?.kind ?? 'shared';
  return (
    <div className="transport-panel">
      <h2>{t(`transport.${kind}`)}</h2>
      <p>{t(`transport.${kind}Help`)}</p>
      {transport?.kind === 'message' && <p>{t(`transport.reasons.${transport.reason}`)}</p>}
      {hasWorkers(kind) && (
        <>
          <dl>
            <dt>{t('transport.workersLabel')}</dt>
            <dd className="figures">{t('transport.workers', { ...workers })}</dd>
          </dl>
          <span className="caption">{t('transport.use')}</span>
          <Choice
            label={t('transport.use')}
            options={transportWishes.map((value) => ({
              value,
              label: t(`transport.wishes.${value}`),
            }))}
            chosen={wish}
            onChoose={setTransport}
          />
        </>
      )}
    </div>
  );
}
