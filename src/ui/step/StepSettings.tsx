import { Dices, SlidersHorizontal } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { StrategyName } from '../../engines/step-run.ts';
import { seedRange } from '../../share/link.ts';
import { setSeed } from '../../store/run-actions.ts';
import { setStrategy, setTimed } from '../../store/step/settings.ts';
import { strategyChoices } from '../../store/step/step-state.ts';
import { Button } from '../controls/Button.tsx';
import { Choice } from '../controls/Choice.tsx';
import { Popover } from '../controls/Popover.tsx';
import { OpenFile } from '../files/OpenFile.tsx';
import { useApp } from '../use-app.ts';
import { useSteps } from './use-steps.ts';

/** Strategy, meaning of time, and the seed. */
export function StepSettings() {
  const { t } = useTranslation('step');
  const strategy = useSteps((state) => state.strategy);
  const timed = useSteps((state) => state.timed);
  return (
    <div className="step-settings">
      <SeedField />
      <Popover
        label={t('settings.name')}
        icon={<SlidersHorizontal size={15} />}
        className="step-settings-face"
        face={
          <span className="step-settings-text">
            {t(`strategy.${strategy}.name`)}
            {!timed && `, ${t('time.untimed')}`}
          </span>
        }
      >
        <div className="step-menu">
          <span className="caption">{t('settings.strategy')}</span>
          <Strategies />
          <span className="caption">{t('settings.time')}</span>
          <Choice
            label={t('settings.time')}
            options={(['timed', 'untimed'] as const).map((value) => ({
              value,
              label: t(`time.${value}`),
            }))}
            chosen={timed ? 'timed' : 'untimed'}
            onChoose={(value) => setTimed(value === 'timed')}
          />
          <p className="step-help">{t(timed ? 'time.timedHelp' : 'time.untimedHelp')}</p>
          <OpenFile label={t('settings.open')} />
        </div>
      </Popover>
    </div>
  );
}

function Strategies() {
  const { t } = useTranslation('step');
  const name = useId();
  const chosen = useSteps((state) => state.strategy);
  const option = (value: StrategyName) => (
    <label key={value} className="step-strategy">
      <input
        type="radio"
        name={name}
        checked={value === chosen}
        onChange={() => setStrategy(value)}
      />
      <span>
        {t(`strategy.${value}.name`)}
        <span className="step-help">{t(`strategy.${value}.help`)}</span>
      </span>
    </label>
  );
  return (
    <div role="radiogroup" aria-label={t('settings.strategy')}>
      {strategyChoices.map(option)}
    </div>
  );
}

/** A new seed restarts the run. */
function SeedField() {
  const { t } = useTranslation('step');
  const id = useId();
  const seed = useApp((state) => state.seed);
  const choose = (text: string) => {
    const value = Math.round(Number(text));
    const isRight = text.trim() !== '' && value >= seedRange.min && value <= seedRange.max;
    if (isRight && value !== seed) setSeed(value);
  };
  return (
    <span className="step-seed">
      <label htmlFor={id}>{t('seed.label')}</label>
      <input
        key={seed}
        id={id}
        className="step-seed-field figures"
        inputMode="numeric"
        autoComplete="off"
        defaultValue={seed}
        onBlur={(event) => choose(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') choose(event.currentTarget.value);
        }}
      />
      <Button
        icon={<Dices size={15} />}
        aria-label={t('seed.shuffle')}
        title={t('seed.shuffle')}
        onClick={() => setSeed(1 + Math.floor(Math.random() * 99_999))}
      />
    </span>
  );
}
