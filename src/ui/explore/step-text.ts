import { useTranslation } from '../use-translation.ts';
import type { WalkStep } from '../../explore/report.ts';
import { useActText } from '../acts/use-act-text.ts';
import { useShownLine } from '../source/use-shown-line.ts';

/** Text of a step: thread, operation, object, and line. */
export function useStepText(): (step: WalkStep) => string {
  const { t } = useTranslation('explore');
  const shownLine = useShownLine();
  const actText = useActText();
  return ({ thread, op, on, line }) => {
    const act = actText(op, on);
    const where = line > 0 ? shownLine(line) : undefined;
    return where === undefined
      ? t('step', { thread, act })
      : t('stepAt', { thread, act, line: where });
  };
}
