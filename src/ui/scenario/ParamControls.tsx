import { useTranslation } from 'react-i18next';
import type { ScenarioTexts } from '../../scenarios/scenario.ts';
import { paramsOf, scenarioOf } from '../../store/program.ts';
import { setParam } from '../../store/run-actions.ts';
import { useApp } from '../use-app.ts';
import { ParamControl } from './ParamControl.tsx';
import './ParamControls.css';

export function ParamControls({ texts }: { readonly texts: ScenarioTexts }) {
  const { t } = useTranslation();
  const values = useApp((state) => paramsOf(state.program));
  const table = useApp((state) => scenarioOf(state.program)?.params) ?? {};
  return (
    <div className="params" role="group" aria-label={t('page.settings')}>
      {Object.entries(table).map(([name, param]) => (
        <ParamControl
          key={name}
          param={param}
          value={values[name] ?? param.default}
          texts={texts.params[name] ?? { label: name, help: '' }}
          onChange={(value) => setParam(name, value)}
        />
      ))}
    </div>
  );
}
