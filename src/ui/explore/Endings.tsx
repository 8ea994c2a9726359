import { Columns2 } from 'lucide-react';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundEnding } from '../../explore/report.ts';
import { choose, openEnding } from '../../store/explore/opening.ts';
import { Button } from '../controls/Button.tsx';
import { useSteps } from '../step/use-steps.ts';
import { differencesOf, type Difference } from './differences.ts';
import { endingText, factsOf } from './ending-text.ts';
import { EndingIcon } from './EndingIcon.tsx';
import { useExploration } from './use-exploration.ts';

const none: readonly FoundEnding[] = [];

/** A row for each way to end; pressing it opens its run. */
export function Endings() {
  const { t } = useTranslation('explore');
  const endings = useExploration(({ found }) => found?.endings ?? none);
  const total = useExploration(({ found }) => (found?.inOrder ?? 0) + (found?.byChance ?? 0));
  const count = useExploration(({ found }) => found?.endingCount ?? 0);
  const chosen = useExploration((state) => state.chosen);
  const shown = useSteps(
    ({ branches, shown: id }) => branches.find((branch) => branch.id === id)?.explored?.ending,
  );
  const differences = useMemo(() => differencesOf(endings), [endings]);
  return (
    <ul className="endings" aria-label={t('list')}>
      {endings.map((ending, n) => (
        <EndingRow
          key={ending.key}
          ending={ending}
          difference={differences[n]!}
          share={ending.count / Math.max(1, total)}
          isShown={ending.key === shown}
          isChosen={chosen.includes(ending.key)}
          canCompare={endings.length > 1}
        />
      ))}
      {count > endings.length && (
        <li className="endings-more">{t('moreEndings', { count: count - endings.length })}</li>
      )}
    </ul>
  );
}

interface EndingRowProps {
  readonly ending: FoundEnding;
  readonly difference: Difference;
  /** Of all runs. */
  readonly share: number;
  readonly isShown: boolean;
  readonly isChosen: boolean;
  readonly canCompare: boolean;
}

const EndingRow = memo(function EndingRow(props: EndingRowProps) {
  const { ending, difference, share, isShown, isChosen, canCompare } = props;
  const { t, i18n } = useTranslation('explore');
  const facts = factsOf(t, difference);
  const percent = new Intl.NumberFormat(i18n.language, {
    style: 'percent',
    maximumFractionDigits: share < 0.1 ? 1 : 0,
  }).format(share);
  return (
    <li className="ending" data-shown={isShown || undefined} data-kind={ending.kind}>
      <button
        type="button"
        className="ending-open"
        aria-current={isShown || undefined}
        title={t('open')}
        onClick={() => void openEnding(ending.key)}
      >
        <EndingIcon kind={ending.kind} />
        <span className="ending-words">
          <span className="ending-text">{endingText(t, ending)}</span>
          {facts.map((fact) => (
            <code key={fact} className="ending-fact">
              {fact}
            </code>
          ))}
        </span>
        <span className="ending-switches figures">{t('switches', { count: ending.switches })}</span>
        <span className="ending-share figures">
          <svg
            className="ending-bar"
            viewBox="0 0 100 6"
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <rect width="100" height="6" className="ending-bar-all" />
            <rect width={Math.max(1, 100 * share)} height="6" className="ending-bar-part" />
          </svg>
          <span className="ending-count">{t('runs', { count: ending.count, percent })}</span>
        </span>
      </button>
      {canCompare && (
        <Button
          className="ending-compare"
          icon={<Columns2 size={14} />}
          aria-pressed={isChosen}
          aria-label={t('chooseToCompare', { ending: endingText(t, ending) })}
          title={t('compareHelp')}
          onClick={() => void choose(ending.key)}
        />
      )}
    </li>
  );
});
