import { useTranslation } from '../use-translation.ts';
import { useApp } from '../use-app.ts';
import { BranchBar } from './BranchBar.tsx';
import { BranchTable } from './BranchTable.tsx';
import { Movers } from './Movers.tsx';
import { StepNote } from './StepNote.tsx';
import { StepSettings } from './StepSettings.tsx';
import { useSteps } from './use-steps.ts';
import './StepPanel.css';

/** The next step: threads that can move, those that cannot and why, and the branches. */
export function StepPanel() {
  const { t } = useTranslation('step');
  const step = useSteps((state) => state.step);
  const isStuck = useSteps(
    ({ standing }) => standing?.step === step && standing.choices.length === 0,
  );
  const comparing = useSteps((state) => state.isComparing && state.branches.length > 1);
  // Other choices would answer the open question.
  const isVeiled = useApp(({ curtain }) => curtain !== undefined);
  const isComparing = comparing && !isVeiled;
  const session = useApp((state) => state.session);
  const isOver = useApp(({ world }) => world.processes[0]?.exitCode !== undefined);
  const title = () => {
    if (!isStuck) return t('title', { step: step + 1 });
    return t(isOver ? 'titleOver' : 'titleNobody', { count: step });
  };
  if (session === undefined) return null;
  return (
    <section className="step" aria-label={t('label')}>
      <header className="step-head">
        <h2 className="step-title figures">{title()}</h2>
        <StepNote />
        {!isVeiled && <BranchBar />}
        <StepSettings />
      </header>
      {isComparing ? <BranchTable /> : <Movers session={session} />}
    </section>
  );
}
