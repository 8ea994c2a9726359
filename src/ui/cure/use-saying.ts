import { useMemo } from 'react';
import type { EventIndex } from '../../base/units.ts';
import type { Clause } from '../../diagnose/finding.ts';
import { say } from '../../diagnose/say.ts';
import { explainEvent } from '../../views/explain-event.ts';
import { useWords } from '../findings/use-findings.ts';
import type { FindingTexts } from '../findings/words.ts';
import { useSentence } from '../inspector/use-sentence.ts';
import type { Told } from './use-runs.ts';

export interface Saying {
  readonly clause: (clause: Clause) => string;
  readonly event: (seq: EventIndex) => string;
}

/** Formats findings and events of a run as text. */
export function useSaying({ session, world }: Told, texts: FindingTexts): Saying {
  const words = useWords(world, texts);
  const sentence = useSentence();
  const { trace } = session;
  return useMemo(
    () => ({
      clause: (clause) => say(trace, clause, words),
      event: (seq) => sentence(explainEvent(trace, words.names, seq)),
    }),
    [trace, words, sentence],
  );
}
