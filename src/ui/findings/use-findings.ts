import { useEffect, useMemo, useState } from 'react';
import { Diagnosis } from '../../diagnose/diagnosis.ts';
import type { Finding } from '../../diagnose/finding.ts';
import type { Words } from '../../diagnose/say.ts';
import { onFrame } from '../../store/frame-loop.ts';
import type { Readings } from '../../views/readings.ts';
import type { World } from '../../views/state.ts';
import { useShownLine } from '../source/use-shown-line.ts';
import { useApp } from '../use-app.ts';
import { useLazyTexts } from '../use-lazy-texts.ts';
import { Growth } from './keep-up.ts';
import { loadTexts, type FindingTexts } from './words.ts';

/** The diagnosis of a trace, kept up to date. Re-renders when its findings change. */
export function useDiagnosis(readings: Readings): Diagnosis {
  const diagnosis = readings.of(Diagnosis);
  // With the diagnosis: that of another run may be at the same revision.
  const [, setShown] = useState({ diagnosis, revision: diagnosis.revision });
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.session.readings !== readings) return;
        readings.of(Growth).keepUp(diagnosis, frame.now);
        const { revision } = diagnosis;
        setShown((shown) =>
          shown.diagnosis === diagnosis && shown.revision === revision
            ? shown
            : { diagnosis, revision },
        );
      }),
    [readings, diagnosis],
  );
  return diagnosis;
}

/** Findings at the cursor, the newest last. */
export function useFindings(readings: Readings, world: World): readonly Finding[] {
  const diagnosis = useDiagnosis(readings);
  const { revision } = diagnosis;
  return useMemo(
    () => (revision < 0 ? [] : diagnosis.at(world.count)),
    [diagnosis, revision, world.count],
  );
}

/** The texts in the language of the page; undefined until loaded. */
export const useFindingTexts = (): FindingTexts | undefined => useLazyTexts(loadTexts);

/** Context for the text of findings at this instant. */
export function useWords(world: World, texts: FindingTexts): Words {
  const language = useApp((state) => state.language);
  const lineOf = useShownLine();
  const { names } = world;
  return useMemo(() => ({ names, language, texts, lineOf }), [names, language, texts, lineOf]);
}
