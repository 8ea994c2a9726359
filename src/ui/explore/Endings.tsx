import { Columns2 } from 'lucide-react';
import { memo, useMemo } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { FoundEnding } from '../../explore/report.ts';
import { choose, openEnding } from '../../store/explore/opening.ts';
import { Button } from '../controls/Button.tsx';
import { useSteps } from '../step/use-steps.ts';
import { differencesOf, type Difference } from './differences.ts';
import { endingText, factsOf } from './ending-text.ts';
import { EndingIcon } from './EndingIcon.tsx';
import { useFoundInTurns } from './use-found-in-turns.ts';
import { useExploration } from './use-exploration.ts';

const none: readonly FoundEnding[] = [];

/** A row for each ending; pressing it opens its run. */
export function Endings() {
  const { t, i18n } = useTranslation('explore');
  const found = useFoundInTurns();
  const { endings = none, inOrder = 0, byChance = 0, endingCount: count = 0 } = found ?? {};
  const total = inOrder + byChance;
  const chosen = useExploration((state) => state.chosen);
  const shown = useSteps(
    ({ branches, shown: id }) => branches.find((branch) => branch.id === id)?.explored?.ending,
  );
  // Creating a formatter is slower than rendering a row.
  const [percents, tenths] = useMemo(() => {
    const format = (maximumFractionDigits: number) =>
      new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits });
    return [format(0), format(1)] as const;
  }, [i18n.language]);
  const differences = useMemo(() => differencesOf(endings), [endings]);
  return (
    <ul className="endings" aria-label={t('list')}>
      {endings.map((ending, n) => {
        const share = ending.count / Math.max(1, total);
        return (
          <EndingRow
            key={ending.key}
            ending={ending}
            difference={differences[n]!}
            share={share}
            percent={(share < 0.1 ? tenths : percents).format(share)}
            isShown={ending.key === shown}
            isChosen={chosen.includes(ending.key)}
            canCompare={endings.length > 1}
          />
        );
      })}
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
  readonly percent: string;
  readonly isShown: boolean;
  readonly isChosen: boolean;
  readonly canCompare: boolean;
}

const EndingRow = memo(function EndingRow(props: EndingRowProps) {
  const { ending, difference, share, percent, isShown, isChosen, canCompare } = props;
  const { t } = useTranslation('explore');
  const facts = factsOf(t, difference);
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
