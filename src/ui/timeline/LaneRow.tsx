import { ChevronDown, ChevronUp, Eye, EyeOff, Pin } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import type { Arrangement, LaneKey } from '../../timeline/arrangement.ts';
import type { LaneDesk } from '../../timeline/lane-desk.ts';
import { Button } from '../controls/Button.tsx';
import { NameText } from '../controls/NameText.tsx';

interface LaneRowProps {
  readonly desk: LaneDesk;
  readonly arrangement: Arrangement;
  readonly laneKey: LaneKey;
  readonly name: string;
}

/** A lane in the list of lanes, with its actions. */
export function LaneRow({ desk, arrangement, laneKey, name }: LaneRowProps) {
  const { t } = useTranslation('timeline');
  const isHidden = arrangement.hidden.has(laneKey);
  const isPinned = arrangement.pinned.includes(laneKey);
  const words = { name };
  return (
    <li className="lanes-row" data-hidden={isHidden || undefined}>
      <span className="lanes-name" title={name}>
        <NameText name={name} />
      </span>
      {!isHidden && (
        <>
          <Button
            icon={<ChevronUp size={14} />}
            aria-label={t('lanes.up', words)}
            title={t('lanes.up', words)}
            onClick={() => desk.move(-1, laneKey)}
          />
          <Button
            icon={<ChevronDown size={14} />}
            aria-label={t('lanes.down', words)}
            title={t('lanes.down', words)}
            onClick={() => desk.move(1, laneKey)}
          />
          <Button
            icon={<Pin size={14} />}
            aria-pressed={isPinned}
            aria-label={t('lanes.pin', words)}
            title={t('lanes.pin', words)}
            onClick={() => desk.pin(laneKey)}
          />
        </>
      )}
      <Button
        icon={isHidden ? <EyeOff size={14} /> : <Eye size={14} />}
        aria-pressed={isHidden}
        aria-label={t('lanes.hide', words)}
        title={t('lanes.hide', words)}
        onClick={() => desk.hide(laneKey)}
      />
    </li>
  );
}
