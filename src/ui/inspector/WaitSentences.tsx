import { useMemo } from 'react';
import type { EventIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import { explainThread } from '../../views/explain-thread.ts';
import type { Names } from '../../views/names.ts';
import { useApp } from '../use-app.ts';
import { useSentence } from './use-sentence.ts';

interface WaitSentencesProps {
  readonly trace: Trace;
  /** Those at the cursor. */
  readonly names: Names;
  readonly seq: EventIndex;
}

/** Why a thread began to wait: for what, held by which thread, and since when. As of the event, whatever came later. */
export function WaitSentences({ trace, names, seq }: WaitSentencesProps) {
  const say = useSentence();
  const session = useApp((state) => state.session);
  const sentences = useMemo(() => {
    if (session?.trace !== trace) return [];
    const world = { ...session.history.at(seq + 1, trace.time(seq)), names };
    return explainThread(trace, world, trace.thread(seq));
  }, [session, trace, names, seq]);
  return sentences.map((sentence) => (
    <p key={sentence.key} className="card-note">
      {say(sentence)}
    </p>
  ));
}
