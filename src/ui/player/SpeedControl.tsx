import { useTranslation } from '../use-translation.ts';
import { setSpeed } from '../../store/run-actions.ts';
import { sliderOfSpeed, sliderRange, speedOfSlider, speedSteps } from '../../store/speed.ts';
import { Button } from '../controls/Button.tsx';
import { Popover } from '../controls/Popover.tsx';
import { Slider } from '../controls/Slider.tsx';
import { useApp } from '../use-app.ts';

/** Speed of the program's clock: a logarithmic slider with presets. */
export function SpeedControl() {
  const { t } = useTranslation();
  const speed = useApp((state) => state.speed);
  const text = t('player.speedText', { speed });
  return (
    <div className="speed">
      <Popover label={t('player.speed')} className="speed-face" face={text}>
        <div className="speed-panel">
          <span className="caption">{t('player.speed')}</span>
          <Slider
            label={t('player.speed')}
            text={text}
            value={sliderOfSpeed(speed)}
            min={sliderRange.min}
            max={sliderRange.max}
            onChange={(position) => setSpeed(speedOfSlider(position))}
          />
          <div className="speed-presets">
            {speedSteps.map((step) => (
              <Button key={step} aria-pressed={step === speed} onClick={() => setSpeed(step)}>
                {t('player.speedText', { speed: step })}
              </Button>
            ))}
          </div>
        </div>
      </Popover>
    </div>
  );
}
