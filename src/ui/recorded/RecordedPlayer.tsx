import { ChevronsRight, Pause, Play, RotateCcw, StepBack, StepForward } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import { commands } from '../../store/commands.ts';
import { player } from '../../store/players.ts';
import { Clock } from '../player/Clock.tsx';
import { CommandButton } from '../player/CommandButton.tsx';
import { Scrubber } from '../player/Scrubber.tsx';
import { SpeedControl } from '../player/SpeedControl.tsx';
import { useApp } from '../use-app.ts';

/** The player of a recording: in both directions, at any speed. */
export function RecordedPlayer() {
  const { t } = useTranslation(['ui', 'recorded']);
  const playing = useApp(() => player()?.isPlaying() === true);
  return (
    <>
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
        <CommandButton
          command={commands.goLive}
          label={t('recorded:toEnd')}
          icon={<ChevronsRight size={16} />}
        />
      </div>
      <Clock />
      <Scrubber />
      <SpeedControl />
    </>
  );
}
