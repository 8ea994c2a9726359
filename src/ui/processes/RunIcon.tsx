import {
  Check,
  Circle,
  Ghost,
  Hourglass,
  OctagonPause,
  Pause,
  Play,
  type LucideIcon,
} from 'lucide-react';
import type { ProcessRun } from '../../views/process-tree.ts';

const icons = {
  new: Circle,
  ready: Hourglass,
  running: Play,
  blocked: OctagonPause,
  stopped: Pause,
  zombie: Ghost,
  terminated: Check,
} as const satisfies Record<ProcessRun, LucideIcon>;

const tones = {
  new: 'idle',
  ready: 'ready',
  running: 'running',
  blocked: 'blocked',
  stopped: 'idle',
  zombie: 'message',
  terminated: 'idle',
} as const satisfies Record<ProcessRun, string>;

/** The family of colours of a state, for `.tone`. */
export const toneOfRun = (run: ProcessRun): string => tones[run];

/** A state's icon, in the ink of the `.tone` around it; a word stands beside it. */
export function RunIcon({ run }: { readonly run: ProcessRun }) {
  const Icon = icons[run];
  return <Icon className="tone-icon" size={12} strokeWidth={2.25} aria-hidden="true" />;
}
