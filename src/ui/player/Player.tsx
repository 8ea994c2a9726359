import { Pause, Play, RotateCcw, StepBack, StepForward } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { commands } from '../../store/commands.ts';
import { isPlaying } from '../../store/run-actions.ts';
import { useApp } from '../use-app.ts';
import { CommandButton } from './CommandButton.tsx';
import { LiveButton } from './LiveButton.tsx';
import { Scrubber } from './Scrubber.tsx';
import { SpeedControl } from './SpeedControl.tsx';
import { Clock } from './Clock.tsx';
import './Player.css';

/** The arrow keys step while the focus is in here. */
export function Player() {
  const { t } = useTranslation();
  const playing = useApp((state) => isPlaying(state.status));
  return (
    <section className="player" aria-label={t('player.name')} data-scope="player">
      <div className="player-buttons">
        <CommandButton command={commands.restart} icon={<RotateCcw size={16} />} />
        <CommandButton command={commands.stepBack} icon={<StepBack size={16} />} />
        <CommandButton
          command={commands.playPause}
          className="player-play"
          label={t(playing ? 'commands.pause' : 'commands.play')}
          icon={playing ? <Pause size={18} /> : <Play size={18} />}
        />
        <CommandButton command={commands.stepForward} icon={<StepForward size={16} />} />
      </div>
      <Clock />
      <Scrubber />
      <LiveButton />
      <SpeedControl />
    </section>
  );
}
