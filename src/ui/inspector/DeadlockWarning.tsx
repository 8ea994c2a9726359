import { OctagonAlert } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { findDeadlock } from '../../views/deadlock.ts';
import { explainDeadlock } from '../../views/explain-deadlock.ts';
import type { CardProps } from './card-props.ts';
import { useSentence } from './use-sentence.ts';

/** More than anybody reads of threads that all wait. */
const MOST = 8;

/** A deadlock at the cursor: who waits for whom, each line a way to the thread. Above whatever is pinned. */
export function DeadlockWarning({ world, trace, onSelect }: CardProps) {
  const { t } = useTranslation('inspector');
  const say = useSentence();
  const { threads, objects, processes } = world;
  // The time and the number of events change with every frame and decide nothing here.
  const deadlock = useMemo(
    () => findDeadlock(trace, { threads, objects, processes, count: 0 }),
    [trace, threads, objects, processes],
  );
  if (!deadlock) return null;
  const [headline, ...parts] = explainDeadlock(trace, world, deadlock);
  const more = parts.length - MOST;
  return (
    <section className="warning" aria-label={t('deadlock')}>
      <p className="warning-head">
        <OctagonAlert size={14} aria-hidden="true" />
        {headline && say(headline)}
      </p>
      <ol className="warning-parts">
        {parts.slice(0, MOST).map((part, i) => (
          <li key={deadlock.threads[i]}>
            <button
              type="button"
              className="warning-part"
              onClick={() => onSelect({ kind: 'thread', index: deadlock.threads[i] ?? -1 })}
            >
              {say(part)}
            </button>
          </li>
        ))}
      </ol>
      {more > 0 && <p className="links-more">{t('more', { count: more })}</p>}
    </section>
  );
}
