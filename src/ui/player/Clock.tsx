import { useEffect, useRef } from 'react';
import { useTranslation } from '../use-translation.ts';
import { paramsOf, scenarioOf } from '../../store/program.ts';
import { onFrame } from '../../store/frame-loop.ts';
import { useApp } from '../use-app.ts';
import { useDeadlock } from '../use-deadlock.ts';

/** Program time at the cursor, and the run's status. The digits change every frame, so they bypass React. */
export function Clock() {
  const { t, i18n } = useTranslation();
  const figures = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const format = new Intl.NumberFormat(i18n.language, {
      minimumFractionDigits: 3,
      maximumFractionDigits: 3,
    });
    return onFrame(({ time }) => {
      const text = `${format.format(time / 1000)} s`;
      if (figures.current !== null && figures.current.textContent !== text) {
        figures.current.textContent = text;
      }
    });
  }, [i18n.language]);
  const status = useApp((state) => state.status);
  const isPast = useApp(({ cursor }) => cursor.kind === 'past');
  // While Workers load, the program's clock stands still.
  const awaited = useApp(({ status: now, workers }) =>
    now === 'starting' || now === 'running' ? (workers.awaited ?? 0) : 0,
  );
  const total = useApp(({ program }) => scenarioOf(program)?.threads(paramsOf(program)) ?? 1);
  const isStuck = useDeadlock() !== undefined;
  // The user's own program is shown, and waits for Run.
  const isWaiting = useApp(
    ({ session, program }) => session === undefined && program.kind === 'files',
  );
  const kind = isStuck ? 'stuck' : isPast ? 'past' : isWaiting ? 'waiting' : status;
  return (
    <div className="clock">
      <span ref={figures} className="clock-time" />
      <span className="clock-status" data-kind={kind}>
        {awaited > 0 && kind !== 'stuck' && kind !== 'past'
          ? t('status.workers', { count: total - awaited, total })
          : t(`status.${kind}`)}
      </span>
    </div>
  );
}
