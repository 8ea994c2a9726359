import {
  ChevronsRight,
  CircleDot,
  Crosshair,
  Gauge,
  Pause,
  Play,
  RotateCcw,
  StepBack,
  StepForward,
} from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import { commands } from '../../store/commands.ts';
import { goToStep } from '../../store/step/advance.ts';
import { runToPinned } from '../../store/step/moves.ts';
import { rateRange } from '../../store/step/playing.ts';
import { setRate, toggleBreakObject } from '../../store/step/settings.ts';
import { Button } from '../controls/Button.tsx';
import { Popover } from '../controls/Popover.tsx';
import { Slider } from '../controls/Slider.tsx';
import { CommandButton } from '../player/CommandButton.tsx';
import { Clock } from '../player/Clock.tsx';
import { useApp } from '../use-app.ts';
import { useSteps } from './use-steps.ts';
import './StepPlayer.css';

/** The player of step mode: one step at a time, in both directions. */
export function StepPlayer() {
  const { t } = useTranslation(['ui', 'step']);
  const isPlaying = useSteps((state) => state.isPlaying);
  const step = useSteps((state) => state.step);
  const stepCount = useSteps((state) => state.stepCount);
  const isPinned = useApp(({ selection: { kind } }) => kind === 'thread' || kind === 'object');
  const pinned = t('step:player.toPinned');
  return (
    <>
      <div className="player-buttons">
        <CommandButton command={commands.restart} icon={<RotateCcw size={16} />} />
        <CommandButton
          command={commands.stepBack}
          label={t('step:player.back')}
          icon={<StepBack size={16} />}
        />
        <CommandButton
          command={commands.playPause}
          className="player-play"
          label={t(isPlaying ? 'commands.pause' : 'commands.play')}
          icon={isPlaying ? <Pause size={18} /> : <Play size={18} />}
        />
        <CommandButton
          command={commands.stepForward}
          label={t('step:player.forward')}
          icon={<StepForward size={16} />}
        />
        <CommandButton
          command={commands.goLive}
          label={t('step:player.toEnd')}
          icon={<ChevronsRight size={16} />}
        />
        <Button
          icon={<Crosshair size={16} />}
          aria-label={pinned}
          title={pinned}
          disabled={!isPinned}
          onClick={() => void runToPinned()}
        />
      </div>
      <StopAtObject />
      <Clock />
      <Slider
        className="player-scrubber"
        label={t('step:player.position')}
        text={t('step:player.positionText', { step, count: stepCount })}
        value={step}
        min={0}
        max={Math.max(1, stepCount)}
        onChange={goToStep}
      />
      <span className="step-figures figures">
        {t('step:player.figures', { step, count: stepCount })}
      </span>
      <RateControl />
    </>
  );
}

/** With an object selected: stops playing at each of its events. */
function StopAtObject() {
  const { t } = useTranslation('step');
  const object = useApp(({ selection }) => (selection.kind === 'object' ? selection.index : -1));
  const isOn = useSteps((state) => state.breakObjects.includes(object));
  if (object < 0) return null;
  return (
    <Button
      icon={<CircleDot size={16} />}
      aria-label={t('player.stopAtObject')}
      title={t('player.stopAtObject')}
      aria-pressed={isOn}
      onClick={() => toggleBreakObject(object)}
    />
  );
}

function RateControl() {
  const { t } = useTranslation('step');
  const rate = useSteps((state) => state.rate);
  const text = t('player.rateText', { count: rate });
  return (
    <Popover
      label={t('player.rate')}
      className="speed-face"
      icon={<Gauge size={15} />}
      face={<span className="step-rate-face">{rate}/s</span>}
    >
      <div className="speed-panel">
        <span className="caption">{t('player.rate')}</span>
        <Slider
          label={t('player.rate')}
          text={text}
          value={rate}
          min={rateRange.min}
          max={rateRange.max}
          onChange={setRate}
        />
        <span className="step-rate figures">{text}</span>
      </div>
    </Popover>
  );
}
