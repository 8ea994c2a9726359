import { Check, GitFork, Milestone } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import type { ThreadChoice } from '../../engines/standing.ts';
import { take } from '../../store/step/moves.ts';
import { isInner } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import type { ActText } from '../acts/use-act-text.ts';
import { useShownLine } from '../source/use-shown-line.ts';
import { NameText } from '../controls/NameText.tsx';
import { useApp } from '../use-app.ts';

interface MoverButtonProps {
  readonly choice: ThreadChoice;
  readonly trace: Trace;
  readonly actText: ActText;
  /** open: the step has not been taken. taken: this thread took it. other: another did. */
  readonly fate: 'open' | 'taken' | 'other';
  /** It was taken, and decided how the run ends. */
  readonly decides: boolean;
}

/** A thread that can take the next step, and its next operation. */
export function MoverButton({ choice, trace, actText, fate, decides }: MoverButtonProps) {
  const { t } = useTranslation('step');
  const { thread, op, object, other, makes, line, source, after } = choice;
  const names = useApp(({ world }) => world.names);
  const shownLine = useShownLine()(line, source);
  const name = names.thread(thread);
  const details = trace.objects[object];
  const partner = other >= 0 && other < trace.threads.length ? names.partner(thread, other) : '';
  // Objects that the library keeps to itself mean nothing to readers of the program.
  const inside = details !== undefined && isInner(details) ? undefined : names.object(object);
  const target = details === undefined ? partner || (makes ?? '') : inside;
  const act = actText(op < 0 ? '' : trace.opName(op), target);
  const label = t(`mover.${decides ? 'decided' : fate}`, { thread: name, act });
  return (
    <button
      type="button"
      className="step-mover"
      data-fate={fate}
      data-thread={thread}
      data-decides={decides || undefined}
      aria-label={label}
      title={label}
      onClick={() => void take(thread)}
    >
      <kbd className="step-key" aria-hidden="true">
        {thread < 9 ? thread + 1 : ''}
      </kbd>
      <span className="step-name">
        <NameText name={names.brief(thread)} />
      </span>
      <span className="step-act">{act}</span>
      {after === 'late' && (
        <span className="step-after">
          <span>{t('late')}</span>
        </span>
      )}
      {shownLine !== undefined && (
        <span className="step-line figures">{t('line', { line: shownLine })}</span>
      )}
      {decides && <Milestone size={14} aria-hidden="true" />}
      {fate === 'taken' && !decides && <Check size={14} aria-hidden="true" />}
      {fate === 'other' && <GitFork size={14} aria-hidden="true" />}
    </button>
  );
}
