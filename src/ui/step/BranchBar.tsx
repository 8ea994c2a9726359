import { Columns2 } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import { switchBranch, toggleComparing } from '../../store/step/settings.ts';
import { branchLetter } from '../../store/step/step-state.ts';
import { Button } from '../controls/Button.tsx';
import { useSteps } from './use-steps.ts';

/** The branches, if there are at least two. */
export function BranchBar() {
  const { t } = useTranslation('step');
  const branches = useSteps((state) => state.branches);
  const shown = useSteps((state) => state.shown);
  const isComparing = useSteps((state) => state.isComparing);
  if (branches.length < 2) return null;
  return (
    <div className="step-branches" role="group" aria-label={t('branch.list')}>
      {branches.map(({ id, from }) => {
        const letter = branchLetter(id);
        const title =
          from === undefined
            ? t('branch.first', { letter })
            : t('branch.forked', { letter, from: branchLetter(from.id), step: from.step + 1 });
        return (
          <Button
            key={id}
            aria-pressed={id === shown}
            aria-label={title}
            title={title}
            onClick={() => switchBranch(id)}
          >
            {letter}
          </Button>
        );
      })}
      <Button icon={<Columns2 size={15} />} aria-pressed={isComparing} onClick={toggleComparing}>
        {t('branch.compare')}
      </Button>
    </div>
  );
}
