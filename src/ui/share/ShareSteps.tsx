import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { CarriedSteps } from '../../engines/step-run.ts';
import { messageOf, notify } from '../../store/notices.ts';
import { Button } from '../controls/Button.tsx';
import { saveFile } from '../files/save-file.ts';

interface ShareStepsProps {
  readonly steps: CarriedSteps;
  /** Requests another run with the same ending: its fragment. */
  readonly onShorter: (fragment: string) => void;
}

/** How much of a run in step mode the link contains; a file contains any run. */
export function ShareSteps({ steps, onShorter }: ShareStepsProps) {
  const { t } = useTranslation(['ui', 'share']);
  const { carried, total, chosen, rounded, unit } = steps;
  const text = () => {
    if (carried < total) return t('share.stepsSome', { carried, count: total });
    if (chosen === total) return t('share.stepsAllChosen', { count: total });
    if (chosen > 0) return t('share.stepsChosen', { chosen, count: total, named: total - chosen });
    if (rounded === 0) return t('share.steps', { count: total });
    return t('share.stepsRounded', { rounded, count: total, exact: total - rounded, unit });
  };
  return (
    <div className="share-steps">
      <div>
        <p>{text()}</p>
        {carried < total && <Shorter onShorter={onShorter} />}
      </div>
      <Button look="plain" icon={<Download size={15} />} onClick={saveRun}>
        {t('share.saveFile')}
      </Button>
    </div>
  );
}

/** The shortest known run with the same ending. */
function Shorter({ onShorter }: Pick<ShareStepsProps, 'onShorter'>) {
  const { t } = useTranslation('share');
  const [fragment, setFragment] = useState<string>();
  useEffect(() => {
    let isWanted = true;
    import('../../store/explore/same-ending.ts')
      .then(({ shortestSameEnding }) => shortestSameEnding())
      .then((found) => isWanted && setFragment(found))
      .catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, []);
  if (fragment === undefined) return <p className="share-help">{t('shorterByExploring')}</p>;
  return (
    <Button look="plain" onClick={() => onShorter(fragment)}>
      {t('shorter', { count: fragment.length })}
    </Button>
  );
}

function saveRun(): void {
  import('../../store/file-actions.ts')
    .then(({ runFile }) => saveFile(runFile()))
    .catch((error: unknown) => notify({ kind: 'load', message: messageOf(error) }));
}
