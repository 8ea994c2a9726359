import { useTranslation } from '../use-translation.ts';
import type { Found } from '../../explore/report.ts';
import { settingsOf } from '../../store/explore/settings-of.ts';
import { useExploration } from './use-exploration.ts';

/** Extent of the exploration, and what it proves. */
export function ExploreSummary() {
  const { t } = useTranslation('explore');
  const found = useExploration((state) => state.found);
  const status = useExploration((state) => state.status);
  const report = useExploration((state) => state.report);
  const isNone = useExploration((state) => state.seeking === 'none');
  const isSeeking = useExploration((state) => state.seeking === 'yes');
  const scope = useScope();
  const isOver = status !== 'exploring' && status !== 'loading';
  const note = () => {
    if (status === 'failed') return t('failed', { report });
    if (isSeeking) return t('seeking');
    if (isNone && isOver) return t('noOther');
    return scope.proves;
  };
  return (
    <div className="explore-summary">
      <h2 className="explore-title figures">
        {found === undefined ? t('title') : scope.counts}
        {found !== undefined && (
          <span className="explore-endings"> · {t('endings', { count: found.endingCount })}</span>
        )}
      </h2>
      <p className="explore-proves" title={note()}>
        {note()}
      </p>
      <span role="status" className="visually-hidden">
        {isOver && found !== undefined
          ? `${scope.counts}, ${t('endings', { count: found.endingCount })}. ${note()}`
          : ''}
      </span>
    </div>
  );
}

interface Scope {
  readonly counts: string;
  readonly proves: string;
}

const isBad = ({ endings }: Found): boolean => endings.some(({ kind }) => kind !== 'finished');

/** The method's scope, and the conclusion, as text. */
function useScope(): Scope {
  const { t } = useTranslation('explore');
  const found = useExploration((state) => state.found);
  const explored = useExploration((state) => state.explored);
  const searches = useExploration((state) => state.searches);
  const status = useExploration((state) => state.status);
  if (found === undefined || explored === undefined) {
    return { counts: '', proves: status === 'over' ? t('none') : t('loading') };
  }
  const { inOrder, byChance, isComplete, cut } = found;
  const { search, preemptions, seed } = settingsOf(explored.wish, searches);
  const isGoing = status === 'exploring';
  const number = inOrder + byChance;
  const counts = isComplete
    ? t('countsAll', { count: number })
    : inOrder === 0
      ? t('countsChance', { count: number })
      : t('countsSome', { count: number });
  const within = search === 'bound' ? t('within', { count: preemptions }) : '';
  const scope = () => {
    if (isComplete && search === 'bound') return t('provesBound', { count: number, within });
    if (isComplete) return t(isBad(found) ? 'provesAll' : 'provesGood', { count: number });
    if (inOrder === 0) return t('provesChance', { count: number, by: t(`by.${search}`), seed });
    if (byChance === 0) return t('provesSome', { count: number, within });
    return t('provesBoth', { inOrder, count: byChance, seed });
  };
  const notes = [
    cut > 0 ? t('cut', { count: cut }) : '',
    isGoing ? '' : t(explored.wish.timed ? 'timed' : 'untimed'),
  ];
  return { counts, proves: [scope(), ...notes].filter((note) => note !== '').join(' ') };
}
