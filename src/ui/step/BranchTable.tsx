import { useTranslation } from '../use-translation.ts';
import { live } from '../../store/cursor.ts';
import { switchBranch } from '../../store/step/settings.ts';
import {
  branchLetter,
  firstDifference,
  shownBranch,
  type Branch,
} from '../../store/step/step-state.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { useApp } from '../use-app.ts';
import { useSteps } from './use-steps.ts';

/** The branches side by side: where each diverges from the shown one, and its outcome. */
export function BranchTable() {
  const { t } = useTranslation('step');
  const branches = useSteps((state) => state.branches);
  const shown = useSteps((state) => state.shown);
  // Outcomes change as branches grow.
  useSteps((state) => state.stepCount);
  return (
    <div className="step-threads step-comparing scroll">
      <table className="step-table">
        <thead>
          <tr>
            <th scope="col">{t('compare.branch')}</th>
            <th scope="col">{t('compare.parts')}</th>
            <th scope="col">{t('compare.led')}</th>
            <th scope="col">{t('compare.values')}</th>
            <th scope="col">{t('compare.printed')}</th>
          </tr>
        </thead>
        <tbody>
          {branches.map((branch) => (
            <Row key={branch.id} branch={branch} isShown={branch.id === shown} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ branch, isShown }: { readonly branch: Branch; readonly isShown: boolean }) {
  const { t } = useTranslation('step');
  const outcome = outcomeOf(branch);
  return (
    <tr data-shown={isShown || undefined}>
      <td className="step-letter">
        <button type="button" className="link" onClick={() => switchBranch(branch.id)}>
          {branchLetter(branch.id)}
        </button>
      </td>
      <td>
        <Parting branch={branch} isShown={isShown} />
      </td>
      <td className="figures">{t(`led.${outcome.kind}`, endingValues(outcome))}</td>
      <td>
        {outcome.values.map(({ name, value }) => (
          <code key={name} className="step-value">
            {name} = {value}
          </code>
        ))}
      </td>
      <td>
        {outcome.printed.map((line, i) => (
          <code key={i} className="step-printed">
            {line}
          </code>
        ))}
      </td>
    </tr>
  );
}

const endingValues = ({ code, steps }: Outcome) => ({ code, count: steps });

/** The first choice in which a branch differs from the shown one. Pressing it shows the branch there. */
function Parting({ branch, isShown }: { readonly branch: Branch; readonly isShown: boolean }) {
  const { t } = useTranslation('step');
  const names = useApp(({ world }) => world.names);
  const shown = shownBranch();
  if (isShown || shown === undefined) return <span>{t('compare.shown')}</span>;
  const step = firstDifference(branch.run, shown.run);
  if (step === undefined) return <span>{t('compare.same')}</span>;
  const text = t('compare.differs', {
    step: step + 1,
    thread: branch.session.worldAt(live).names.thread(branch.run.threadAt(step)),
    other: names.thread(shown.run.threadAt(step)),
  });
  return (
    <button type="button" className="link" onClick={() => switchBranch(branch.id, step)}>
      <span className="link-text">{text}</span>
    </button>
  );
}
