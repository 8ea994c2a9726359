import { useTranslation } from '../use-translation.ts';
import { moveToCount } from '../../store/cursor-actions.ts';
import { goLive } from '../../store/run-actions.ts';
import { formatInstant } from '../../views/time-format.ts';
import { Slider } from '../controls/Slider.tsx';
import { useApp } from '../use-app.ts';

/** The whole recording, event by event. Its right end is the live edge. */
export function Scrubber() {
  const { t } = useTranslation();
  const total = useApp((state) => state.eventCount);
  const cursor = useApp((state) => state.cursor);
  const isVeiled = useApp(({ curtain }) => curtain !== undefined);
  const count = cursor.kind === 'past' ? cursor.count : total;
  const text =
    cursor.kind === 'past'
      ? t('player.positionText', { count, total, time: formatInstant(cursor.time) })
      : t('player.positionLive', { total });
  return (
    <Slider
      className="player-scrubber"
      label={t('player.position')}
      text={text}
      value={count}
      min={0}
      max={Math.max(1, total)}
      onChange={(value) => (value >= total && !isVeiled ? goLive() : moveToCount(value))}
    />
  );
}
