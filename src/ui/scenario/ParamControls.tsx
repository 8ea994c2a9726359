import type { ScenarioTexts } from '../../scenarios/scenario.ts';
import { paramsOf, scenarioOf } from '../../store/program.ts';
import { setParam } from '../../store/run-actions.ts';
import { useApp } from '../use-app.ts';
import { ParamControl } from './ParamControl.tsx';
import './ParamControls.css';

interface ParamControlsProps {
  readonly texts: ScenarioTexts;
  /** Number of visible controls from the first on; default all. */
  readonly shown?: number;
  /** Each with its help. */
  readonly isTold?: boolean;
}

export function ParamControls({ texts, shown = Infinity, isTold = false }: ParamControlsProps) {
  const values = useApp((state) => paramsOf(state.program));
  const table = useApp((state) => scenarioOf(state.program)?.params) ?? {};
  return Object.entries(table).map(([name, param], i) => (
    <ParamControl
      key={name}
      param={param}
      value={values[name] ?? param.default}
      texts={texts.params[name] ?? { label: name, help: '' }}
      isTold={isTold}
      isHidden={i >= shown}
      onChange={(value) => setParam(name, value)}
    />
  ));
}
