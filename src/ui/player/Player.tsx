import { Footprints, Pause, Play, RotateCcw, StepBack, StepForward } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import { commands } from '../../store/commands.ts';
import { player } from '../../store/players.ts';
import { useApp } from '../use-app.ts';
import { CommandButton } from './CommandButton.tsx';
import { ExploreButton } from './ExploreButton.tsx';
import { LiveButton } from './LiveButton.tsx';
import { ModeSwitch } from './ModeSwitch.tsx';
import { Scrubber } from './Scrubber.tsx';
import { SpeedControl } from './SpeedControl.tsx';
import { Clock } from './Clock.tsx';
import { later } from '../controls/later.tsx';
import './Player.css';

const StepPlayer = later(async () => (await import('../step/StepPlayer.tsx')).StepPlayer);

const RecordedPlayer = later(
  async () => (await import('../recorded/RecordedPlayer.tsx')).RecordedPlayer,
);

/** The arrow keys step while the focus is in here. */
export function Player() {
  const { t } = useTranslation();
  const mode = useApp((state) => state.mode);
  return (
    <section className="player" aria-label={t('player.name')} data-scope="player">
      <ModeSwitch />
      <ExploreButton />
      {mode === 'live' && <LivePlayer />}
      {mode === 'step' && <StepPlayer />}
      {mode === 'recorded' && <RecordedPlayer />}
    </section>
  );
}

function LivePlayer() {
  const { t } = useTranslation();
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
      </div>
      <Clock />
      <Scrubber />
      <LiveButton />
      <SpeedControl />
      <CommandButton
        command={commands.stepThrough}
        className="step-through"
        icon={<Footprints size={16} />}
        face={t('player.through')}
      />
    </>
  );
}
