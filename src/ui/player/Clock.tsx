import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { onFrame } from '../../store/frame-loop.ts';
import { useApp } from '../use-app.ts';
import { useDeadlock } from '../use-deadlock.ts';

/** Program time at the cursor, and how the run is. The figures change every frame, so React is not asked. */
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
  const isStuck = useDeadlock() !== undefined;
  const kind = isStuck ? 'stuck' : isPast ? 'past' : status;
  return (
    <div className="clock">
      <span ref={figures} className="clock-time" />
      <span className="clock-status" data-kind={kind}>
        {t(`status.${kind}`)}
      </span>
    </div>
  );
}
