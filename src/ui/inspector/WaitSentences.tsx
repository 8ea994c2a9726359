import { useMemo } from 'react';
import type { EventIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import { explainThread } from '../../views/explain-thread.ts';
import { useApp } from '../use-app.ts';
import { useSentence } from './use-sentence.ts';

/** Why a thread began to wait: what for, who held it then, and since when. As it was at the event, whatever came after. */
export function WaitSentences({ trace, seq }: { trace: Trace; seq: EventIndex }) {
  const say = useSentence();
  const session = useApp((state) => state.session);
  const sentences = useMemo(() => {
    if (session?.trace !== trace) return [];
    const world = session.history.at(seq + 1, trace.time(seq));
    return explainThread(trace, world, trace.thread(seq));
  }, [session, trace, seq]);
  return sentences.map((sentence) => (
    <p key={sentence.key} className="card-note">
      {say(sentence)}
    </p>
  ));
}
