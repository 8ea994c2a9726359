import { useTranslation } from '../use-translation.ts';
import { app } from '../../store/app-state.ts';
import type { Session } from '../../store/session.ts';
import type { Obstacle } from '../../engines/standing.ts';
import { shownBranch } from '../../store/step/step-state.ts';
import { useActText } from '../acts/use-act-text.ts';
import { LineButton } from './LineButton.tsx';
import { MoverButton } from './MoverButton.tsx';
import { useMoverFocus } from './use-mover-focus.ts';
import { useApp } from '../use-app.ts';
import { useSteps } from './use-steps.ts';
import { useWhyNot } from './use-why-not.ts';

/** Maximum number of blocked threads listed; further ones are counted. */
const MOST_OBSTACLES = 24;

/** A row for every thread that can take the next step, then one for every thread that cannot. */
export function Movers({ session }: { readonly session: Session }) {
  const { t } = useTranslation('step');
  const standing = useSteps((state) => state.standing);
  const taker = useSteps(({ step, stepCount, branches, shown }) => {
    const branch = branches.find(({ id }) => id === shown);
    return branch !== undefined && step < stepCount ? branch.run.threadAt(step) : -1;
  });
  // The open question may ask for the thread.
  const isVeiled = useApp(({ curtain }) => curtain !== undefined);
  const isDeciding = useSteps(
    ({ step, branches, shown }) =>
      branches.find(({ id }) => id === shown)?.explored?.decides === step,
  );
  // While a new standing is computed, the old one would be wrong; an empty panel would flicker.
  const isCurrent = useSteps(({ standing: known, step }) => known?.step === step);
  const list = useMoverFocus();
  const actText = useActText();
  if (standing === undefined || standing.of !== shownBranch()?.run) {
    return <div ref={list} className="step-threads" />;
  }
  const isStuck = standing.choices.length === 0;
  const more = standing.obstacles.length - MOST_OBSTACLES;
  return (
    <div
      ref={list}
      className="step-threads scroll"
      data-old={!isCurrent || undefined}
      data-stuck={isStuck || undefined}
    >
      {!isStuck && (
        <ul className="step-movers" aria-label={t('movers')}>
          {standing.choices.map((choice) => (
            <li key={choice.thread} className="step-mover-row">
              <MoverButton
                choice={choice}
                trace={session.trace}
                actText={actText}
                decides={!isVeiled && isDeciding && taker === choice.thread}
                fate={taker < 0 || isVeiled ? 'open' : taker === choice.thread ? 'taken' : 'other'}
              />
              <LineButton choice={choice} />
            </li>
          ))}
        </ul>
      )}
      {standing.obstacles.length > 0 && (
        <ul className="step-obstacles" aria-label={t('obstacles')}>
          {standing.obstacles.slice(0, MOST_OBSTACLES).map((obstacle) => (
            <li key={obstacle.thread}>
              <ObstacleRow obstacle={obstacle} />
            </li>
          ))}
          {more > 0 && <li className="step-more">{t('more', { count: more })}</li>}
        </ul>
      )}
    </div>
  );
}

/** Why a thread cannot move. Pressing it selects the thread. */
function ObstacleRow({ obstacle: { thread } }: { readonly obstacle: Obstacle }) {
  const names = useApp(({ world }) => world.names);
  const whyNot = useWhyNot();
  return (
    <button
      type="button"
      className="step-obstacle"
      data-thread={thread}
      onClick={() => app.setState({ selection: { kind: 'thread', index: thread } })}
    >
      <span className="step-name">{names.brief(thread)}</span>
      <span className="step-why">{whyNot(thread)}</span>
    </button>
  );
}
