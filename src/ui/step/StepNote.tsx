import { useTranslation } from '../use-translation.ts';
import { RUN_LIMIT, toEnd } from '../../store/step/moves.ts';
import { stopOpening } from '../../store/step/work.ts';
import { awaitsTyping } from '../../views/deadlock.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';
import { useSteps } from './use-steps.ts';
import { useWhyNot } from './use-why-not.ts';

/** One sentence on the present state. */
export function StepNote() {
  const { t, i18n } = useTranslation('step');
  const isVeiled = useApp(({ curtain }) => curtain !== undefined);
  const isPast = useSteps(({ step, stepCount }) => step < stepCount);
  const isSlow = useSteps((state) => state.isSlow);
  const opened = useSteps((state) => state.opened);
  const isFull = useSteps(({ end, stepCount }) => end === 'limit' && stepCount >= RUN_LIMIT);
  const end = useSteps((state) => state.end);
  const strategy = useSteps((state) => state.strategy);
  const isOver = useApp(({ world }) => world.processes[0]?.exitCode !== undefined);
  const awaitsLine = useApp(
    ({ session, world, movers: able }) =>
      session !== undefined &&
      able.length === 0 &&
      world.threads.some((thread) => awaitsTyping(session.trace, thread)),
  );
  const movers = useApp((state) => state.movers.length);
  const cannot = useCannot();
  const isDeciding = useSteps(
    ({ step, branches, shown }) =>
      branches.find(({ id }) => id === shown)?.explored?.decides === step,
  );
  const note = () => {
    if (isVeiled) return t('note.asked');
    if (isSlow && opened > 0) return t('note.opening', { count: opened });
    if (isSlow) return t('note.busy');
    if (isPast && isDeciding) return t('note.decides');
    if (isPast && cannot !== '') return cannot;
    if (isPast) return movers > 1 ? t('note.past') : t('note.pastAlone');
    if (isOver) return t('note.finished');
    if (end === 'deadlock') return t('note.deadlock');
    if (awaitsLine) return t('note.input');
    if (isFull) return t('note.limit');
    if (cannot !== '') return cannot;
    if (movers === 0) return '';
    return strategy === 'hand' ? t('note.hand') : t('note.any');
  };
  return (
    <>
      <p className="step-note" title={note()} aria-live="polite">
        {note()}
      </p>
      {isSlow && opened > 0 && (
        <Button look="plain" className="step-more-steps" onClick={stopOpening}>
          {t('note.stopOpening')}
        </Button>
      )}
      {isFull && !isPast && !isSlow && !isOver && (
        <Button look="plain" className="step-more-steps" onClick={() => void toEnd()}>
          {t('note.goOn', { limit: RUN_LIMIT.toLocaleString(i18n.language) })}
        </Button>
      )}
    </>
  );
}

/** Why the selected thread cannot move, while others can; empty if it can, or none is selected. */
function useCannot(): string {
  const { t } = useTranslation('step');
  const whyNot = useWhyNot();
  const names = useApp(({ world }) => world.names);
  const pinned = useApp(({ selection }) => (selection.kind === 'thread' ? selection.index : -1));
  const isHere = useApp(({ world }) => world.threads[pinned] !== undefined);
  const canMove = useApp(({ movers }) => movers.includes(pinned));
  const isKnown = useSteps(({ standing, step }) => standing?.step === step);
  if (!isHere || canMove || !isKnown) return '';
  return t('note.cannot', { thread: names.thread(pinned), why: whyNot(pinned) });
}
