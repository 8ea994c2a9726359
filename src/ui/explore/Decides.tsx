import { GitFork, Milestone } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import { endingOf } from '../../store/explore/explore-state.ts';
import { openEnding, openInstead } from '../../store/explore/opening.ts';
import { Button } from '../controls/Button.tsx';
import { useStepText } from './step-text.ts';
import { useExploration } from './use-exploration.ts';

/** The deciding choice of the last opened ending, and a link to the other branch. */
export function Decides() {
  const { t } = useTranslation('explore');
  const open = useExploration((state) => state.open);
  const stepText = useStepText();
  if (open === undefined) return null;
  const { deciding, key } = open;
  const step = deciding === undefined ? undefined : open.steps[deciding.step];
  const kind = endingOf(key)?.kind ?? 'finished';
  if (deciding === undefined || step === undefined) {
    return <p className="explore-decides">{t('decidesNothing')}</p>;
  }
  const text = t(deciding.isProved ? 'decides' : 'decidesMaybe', {
    step: step.at + 1,
    act: stepText(step),
    end: t(`kind.${kind}`),
  });
  return (
    <div className="explore-decides">
      <Milestone size={15} aria-hidden="true" />
      <button
        type="button"
        className="link explore-decides-text"
        onClick={() => void openEnding(key)}
      >
        <span className="link-text">{text}</span>
      </button>
      {deciding.instead?.text !== undefined && (
        <Button look="plain" icon={<GitFork size={14} />} onClick={() => void openInstead()}>
          {t('instead', { thread: deciding.instead.thread })}
        </Button>
      )}
    </div>
  );
}
