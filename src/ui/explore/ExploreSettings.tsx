import { SlidersHorizontal } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from '../use-translation.ts';
import {
  budgetRange,
  exploreDefaults,
  preemptionRange,
  runsRange,
  searches,
  seedRange,
  type ExploreWish,
} from '../../share/link.ts';
import { changeWish } from '../../store/explore/exploring.ts';
import { Choice } from '../controls/Choice.tsx';
import { Popover } from '../controls/Popover.tsx';
import { useApp } from '../use-app.ts';
import { useExploration } from './use-exploration.ts';

/** Method and time limit of the exploration. */
export function ExploreSettings() {
  const { t } = useTranslation(['explore', 'step']);
  const wish = useApp((state) => state.exploring ?? exploreDefaults);
  const known = useExploration((state) => state.searches);
  const { search } = wish;
  const isByChance = search !== 'all' && search !== 'bound';
  return (
    <Popover label={t('settings.name')} icon={<SlidersHorizontal size={15} />}>
      <div className="step-menu explore-menu">
        <span className="caption">{t('settings.search')}</span>
        <Searches chosen={search} known={known} />
        {search === 'bound' && <Field name="preemptions" range={{ ...preemptionRange, max: 4 }} />}
        {isByChance && <Field name="runs" range={runsRange} />}
        {isByChance && <Field name="seed" range={seedRange} />}
        <span className="caption">{t('settings.time')}</span>
        <Choice
          label={t('settings.time')}
          options={(['untimed', 'timed'] as const).map((value) => ({
            value,
            label: t(`step:time.${value}`),
          }))}
          chosen={wish.timed ? 'timed' : 'untimed'}
          onChoose={(value) => changeWish({ timed: value === 'timed' })}
        />
        <p className="step-help">
          {t(wish.timed ? 'step:time.timedHelp' : 'step:time.untimedHelp')}
        </p>
        <Field name="budget" range={budgetRange} />
      </div>
    </Popover>
  );
}

interface SearchesProps {
  readonly chosen: ExploreWish['search'];
  readonly known: readonly string[];
}

function Searches({ chosen, known }: SearchesProps) {
  const { t } = useTranslation('explore');
  const name = useId();
  return (
    <div role="radiogroup" aria-label={t('settings.search')}>
      {searches
        .filter((value) => known.length === 0 || known.includes(value))
        .map((value) => (
          <label key={value} className="step-strategy">
            <input
              type="radio"
              name={name}
              checked={value === chosen}
              onChange={() => changeWish({ search: value })}
            />
            <span>
              {t(`search.${value}.name`)}
              <span className="step-help">{t(`search.${value}.help`)}</span>
            </span>
          </label>
        ))}
    </div>
  );
}

interface FieldProps {
  readonly name: 'preemptions' | 'runs' | 'seed' | 'budget';
  readonly range: { readonly min: number; readonly max: number };
}

/** An integer; invalid input keeps the previous value. */
function Field({ name, range: { min, max } }: FieldProps) {
  const { t } = useTranslation('explore');
  const id = useId();
  const value = useApp((state) => (state.exploring ?? exploreDefaults)[name]);
  const choose = (text: string) => {
    const number = Math.round(Number(text));
    const isRight = text.trim() !== '' && number >= min && number <= max;
    if (isRight && number !== value) changeWish({ [name]: number });
  };
  return (
    <div className="explore-field">
      <label htmlFor={id}>{t(`settings.${name}`)}</label>
      <input
        key={value}
        id={id}
        className="step-seed-field figures"
        inputMode="numeric"
        autoComplete="off"
        defaultValue={value}
        onBlur={(event) => choose(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') choose(event.currentTarget.value);
        }}
      />
    </div>
  );
}
