import { useTranslation } from '../use-translation.ts';
import type { ThreadIndex } from '../../base/units.ts';
import { explainThread } from '../../views/explain-thread.ts';
import { useSentence } from '../inspector/use-sentence.ts';
import { useApp } from '../use-app.ts';
import { useSteps } from './use-steps.ts';

/** Why a thread cannot take the next step; empty for a thread that does not exist. */
export function useWhyNot(): (thread: ThreadIndex) => string {
  const { t } = useTranslation('step');
  const say = useSentence();
  const trace = useApp((state) => state.session?.trace);
  const world = useApp((state) => state.world);
  const obstacles = useSteps((state) => state.standing?.obstacles);
  return (thread) => {
    const obstacle = obstacles?.find((known) => known.thread === thread);
    if (obstacle?.why === 'barred') return t('barred');
    const [headline] = trace === undefined ? [] : explainThread(trace, world, thread);
    return headline === undefined ? '' : say(headline);
  };
}
