import { useEffect, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import { firstOf, SIZE } from '../../scenarios/task-server/primes.ts';
import { Button } from '../controls/Button.tsx';
import type { TabWorker } from './tab-worker.ts';
import './WorkerPage.css';

const STEP_MS = 50;

/** Page of a worker tab: its task, its progress, and finished tasks. */
export function WorkerPage({ worker }: { readonly worker: TabWorker }) {
  const { t } = useTranslation('tabs');
  const [state, setState] = useState(() => worker.state(performance.now()));
  useEffect(() => {
    const timer = setInterval(() => {
      const now = performance.now();
      worker.step(now);
      setState(worker.state(now));
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [worker]);
  const { status, number, task, progress, count, finished, finishedCount } = state;
  const range = (of: number) => ({ task: of, from: firstOf(of), to: firstOf(of) + SIZE - 1 });
  return (
    <main className="worker-page">
      <h1>{number > 0 ? t('titleOf', { number }) : t('title')}</h1>
      <p role="status">
        {status === 'working' ? t('working', range(task)) : t(`status.${status}`)}
      </p>
      <progress value={progress} max={1} aria-label={t('progress')} />
      <p className="worker-found">
        {status === 'working' ? t('found', { count }) : t('finished', { count: finishedCount })}
      </p>
      {status === 'left' ? (
        <Button look="strong" onClick={() => worker.join()}>
          {t('join')}
        </Button>
      ) : (
        <Button look="plain" onClick={() => worker.leave()}>
          {t('leave')}
        </Button>
      )}
      {finished.length > 0 && (
        <ol className="worker-finished" aria-label={t('finishedLabel')}>
          {finished.map((one) => (
            <li key={one.task}>{t('answer', { ...range(one.task), count: one.count })}</li>
          ))}
        </ol>
      )}
    </main>
  );
}
