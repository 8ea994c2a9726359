import { useCallback } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { EventIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import { explainEvent } from '../../views/explain-event.ts';
import { useApp } from '../use-app.ts';

/** Sentence of an event, with the names at the cursor: events never change, but names may. */
export function useEventSentence(trace: Trace): (seq: EventIndex) => string {
  const { t } = useTranslation('views');
  const names = useApp(({ world }) => world.names);
  return useCallback(
    (seq) => {
      const { key, params } = explainEvent(trace, names, seq);
      return t(key as 'thread.new', params);
    },
    [trace, names, t],
  );
}
