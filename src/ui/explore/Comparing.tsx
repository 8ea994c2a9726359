import { ArrowLeft } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import type { WalkStep } from '../../explore/report.ts';
import { endingOf } from '../../store/explore/explore-state.ts';
import { showView } from '../../store/explore/exploring.ts';
import { openCompared } from '../../store/explore/opening.ts';
import { Button } from '../controls/Button.tsx';
import { endingText } from './ending-text.ts';
import { EndingIcon } from './EndingIcon.tsx';
import { useStepText } from './step-text.ts';
import { useExploration } from './use-exploration.ts';

/** Maximum number of steps listed; of common steps only the last. */
const MOST_STEPS = 60;

/** Two endings: the last common point of their runs, then the steps of each. */
export function Comparing() {
  const { t } = useTranslation('explore');
  const comparison = useExploration((state) => state.comparison);
  const stepText = useStepText();
  if (comparison === undefined) return null;
  const { common, sides } = comparison;
  const last = sides[0].steps[common - 1];
  return (
    <div className="comparing">
      <div className="comparing-head">
        <Button icon={<ArrowLeft size={15} />} onClick={() => showView('endings')}>
          {t('showEndings')}
        </Button>
        <p className="comparing-common">
          {last === undefined
            ? t('commonNothing')
            : t('common', { count: common, act: stepText(last) })}
        </p>
      </div>
      <div className="comparing-sides">
        {([0, 1] as const).map((side) => (
          <Side key={side} side={side} steps={sides[side].steps.slice(common)} />
        ))}
      </div>
    </div>
  );
}

function Side({ side, steps }: { readonly side: 0 | 1; readonly steps: readonly WalkStep[] }) {
  const { t } = useTranslation('explore');
  const key = useExploration((state) => state.chosen[side]);
  const stepText = useStepText();
  const ending = key === undefined ? undefined : endingOf(key);
  return (
    <section className="comparing-side">
      <h3 className="comparing-title">
        <button
          type="button"
          className="ending-open"
          title={t('openCompared')}
          onClick={() => void openCompared(side)}
        >
          {ending !== undefined && <EndingIcon kind={ending.kind} />}
          <span className="ending-text">{ending === undefined ? '' : endingText(t, ending)}</span>
        </button>
      </h3>
      <ol className="comparing-steps">
        {steps.slice(0, MOST_STEPS).map((step) => (
          <li key={step.at}>{stepText(step)}</li>
        ))}
      </ol>
      {steps.length > MOST_STEPS && (
        <p className="endings-more">{t('moreSteps', { count: steps.length - MOST_STEPS })}</p>
      )}
    </section>
  );
}
