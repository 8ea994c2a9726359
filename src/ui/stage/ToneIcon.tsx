import { memo } from 'react';
import {
  Ban,
  Check,
  Circle,
  CirclePause,
  Ghost,
  Hourglass,
  Mail,
  Moon,
  OctagonPause,
  Pause,
  Play,
  Unplug,
  X,
  type LucideIcon,
} from 'lucide-react';
import type { Condition } from '../../views/condition.ts';
import './tones.css';

const icons = {
  running: Play,
  ready: Hourglass,
  blocked: OctagonPause,
  joining: Pause,
  asleep: Moon,
  message: Mail,
  new: Circle,
  stopped: CirclePause,
  zombie: Ghost,
  ended: Check,
  failed: X,
  killed: Ban,
  lost: Unplug,
} as const satisfies Record<Condition, LucideIcon>;

interface ToneIconProps {
  readonly condition: Condition;
  readonly size?: number;
}

/** A state's icon, in the text colour of the `.tone` around it. Hidden from screen readers: a word is beside it. */
export const ToneIcon = memo(function ToneIcon({ condition, size = 12 }: ToneIconProps) {
  const Icon = icons[condition];
  return <Icon className="tone-icon" size={size} strokeWidth={2.25} aria-hidden="true" />;
});
