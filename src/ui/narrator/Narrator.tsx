import { useEffect, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import { explainDeadlock } from '../../views/explain-deadlock.ts';
import { explainEvent } from '../../views/explain-event.ts';
import { formatInstant } from '../../views/time-format.ts';
import { useApp } from '../use-app.ts';
import { useDeadlock } from '../use-deadlock.ts';

const SETTLE_MS = 300;

export function Narrator() {
  const { t } = useTranslation(['ui', 'views']);
  const session = useApp((state) => state.session);
  const status = useApp((state) => state.status);
  const cursor = useApp((state) => state.cursor);
  const world = useApp((state) => (state.cursor.kind === 'past' ? state.world : undefined));
  const live = useApp((state) => state.world);
  const deadlock = useDeadlock();

  const text = (): string => {
    if (session === undefined) return '';
    if (cursor.kind === 'past' && world !== undefined) {
      if (world.count === 0) return t('narrator.start');
      const { key, params } = explainEvent(session.trace, world.names, world.count - 1);
      const event = t(`views:${key}` as 'views:thread.new', params);
      return t('narrator.at', { time: formatInstant(cursor.time), event });
    }
    const [headline] = deadlock === undefined ? [] : explainDeadlock(session.trace, live, deadlock);
    if (headline !== undefined) {
      return t(`views:${headline.key}` as 'views:thread.new', headline.params);
    }
    if (status === 'ended') return t('narrator.ended');
    if (status === 'paused') return t('narrator.paused', { time: formatInstant(live.time) });
    return '';
  };
  const settled = useSettled(text());
  return (
    <p className="visually-hidden" role="status">
      {settled}
    </p>
  );
}

/** A text once it has not changed for a moment: not every step of a dragged cursor is announced. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
