import type { ParamValue } from '../../base/param-values.ts';
import { useId } from 'react';
import { useTranslation } from '../use-translation.ts';
import { unreachable } from '../../base/bug.ts';
import type { Param, ParamTexts } from '../../scenarios/scenario.ts';
import { useApp } from '../use-app.ts';
import { Choice } from '../controls/Choice.tsx';
import { Slider } from '../controls/Slider.tsx';
import { Switch } from '../controls/Switch.tsx';

interface ParamControlProps {
  readonly param: Param;
  readonly value: ParamValue;
  readonly texts: ParamTexts;
  /** Its help is shown beside it. */
  readonly isTold: boolean;
  /** There is no room for it: it is in the menu. */
  readonly isHidden: boolean;
  readonly onChange: (value: ParamValue) => void;
}

/** One param: its label, its value as text, and a control by type. */
export function ParamControl({
  param,
  value,
  texts,
  isTold,
  isHidden,
  onChange,
}: ParamControlProps) {
  const { t } = useTranslation();
  const id = useId();
  const helpId = `${id}-help`;
  const isNumber = param.type === 'int' || param.type === 'seconds';
  const shown = param.type === 'seconds' ? t('seconds', { value }) : String(value);

  const isLive = useApp((state) => state.mode === 'live');
  const ignored = (param.type === 'choice' && isLive && param.stepOnly) || [];
  const help = ignored.length > 0 ? `${texts.help} ${t('params.stepOnly')}` : texts.help;

  const control = () => {
    switch (param.type) {
      case 'int':
      case 'seconds':
        return (
          <Slider
            id={id}
            describedBy={helpId}
            value={Number(value)}
            min={param.min}
            max={param.max}
            step={param.type === 'int' ? 1 : param.step}
            text={shown}
            onChange={onChange}
          />
        );
      case 'bool':
        return <Switch id={id} describedBy={helpId} isOn={value === true} onChange={onChange} />;
      case 'choice':
        return (
          <Choice
            label={texts.label}
            describedBy={helpId}
            options={param.options.map((option) => ({
              value: option,
              label: texts.options?.[option] ?? option,
              disabled: ignored.includes(option),
            }))}
            chosen={String(value)}
            onChoose={onChange}
          />
        );
      default:
        return unreachable(param);
    }
  };
  return (
    <div
      className={`param param-${param.type}`}
      title={isTold ? undefined : help}
      data-hidden={isHidden || undefined}
    >
      {param.type === 'choice' ? (
        <span className="param-label">{texts.label}</span>
      ) : (
        <label htmlFor={id} className="param-label">
          {texts.label}
        </label>
      )}
      <div className="param-body">
        {control()}
        {isNumber && (
          <output htmlFor={id} className="param-value figures">
            {shown}
          </output>
        )}
      </div>
      <p id={helpId} className={isTold ? 'param-help' : 'visually-hidden'}>
        {help}
      </p>
    </div>
  );
}
