import { CircleQuestionMark, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { defaultsOf } from '../../scenarios/params.ts';
import type { ScenarioTexts } from '../../scenarios/scenario.ts';
import { paramsOf, scenarioOf } from '../../store/program.ts';
import { resetParams } from '../../store/run-actions.ts';
import { Button } from '../controls/Button.tsx';
import { Popover } from '../controls/Popover.tsx';
import { useApp } from '../use-app.ts';

/** What the knobs mean, and their way back to the defaults. */
export function ParamMenu({ texts }: { readonly texts: ScenarioTexts }) {
  const { t } = useTranslation();
  const values = useApp((state) => paramsOf(state.program));
  const table = useApp((state) => scenarioOf(state.program)?.params);
  const defaults = defaultsOf(table ?? {});
  const isChanged = Object.entries(defaults).some(([name, value]) => values[name] !== value);
  return (
    <div className="param-menu">
      {isChanged && (
        <Button icon={<RotateCcw size={14} />} onClick={resetParams}>
          {t('params.reset')}
        </Button>
      )}
      <Popover label={t('params.about')} icon={<CircleQuestionMark size={16} />}>
        <p className="param-look">{texts.look}</p>
        <dl className="param-help">
          {Object.keys(defaults).map((name) => (
            <div key={name}>
              <dt>{texts.params[name]?.label}</dt>
              <dd>{texts.params[name]?.help}</dd>
            </div>
          ))}
        </dl>
      </Popover>
    </div>
  );
}
