import { useTranslation } from 'react-i18next';
import type { WalkStep } from '../../explore/report.ts';
import { useShownLine } from '../source/use-shown-line.ts';

/** Says what a step of a run does: who, what, to what, and on which line. */
export function useStepText(): (step: WalkStep) => string {
  const { t } = useTranslation('explore');
  const shownLine = useShownLine();
  return ({ thread, op, on, line }) => {
    const act = `${op} ${on}`.trim();
    const where = line > 0 ? shownLine(line) : undefined;
    return where === undefined
      ? t('step', { thread, act })
      : t('stepAt', { thread, act, line: where });
  };
}
