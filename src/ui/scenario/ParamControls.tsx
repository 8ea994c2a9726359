import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScenarioTexts } from '../../scenarios/scenario.ts';
import { paramsOf, scenarioOf } from '../../store/program.ts';
import { setParam } from '../../store/run-actions.ts';
import { useApp } from '../use-app.ts';
import { ParamControl } from './ParamControl.tsx';
import { ParamMenu } from './ParamMenu.tsx';
import { useFitting } from './use-fitting.ts';
import './ParamControls.css';

/** The knobs in one row. Those that do not fit are in the menu, with all others. */
export function ParamRow({ texts }: { readonly texts: ScenarioTexts }) {
  const { t } = useTranslation();
  const row = useRef<HTMLDivElement>(null);
  const count = useApp((state) => Object.keys(scenarioOf(state.program)?.params ?? {}).length);
  const fitting = useFitting(row, count);
  return (
    <div className="param-row">
      <div ref={row} className="params" role="group" aria-label={t('page.settings')}>
        <ParamControls texts={texts} shown={fitting} />
      </div>
      <ParamMenu texts={texts} hidden={count - fitting} />
    </div>
  );
}

interface ParamControlsProps {
  readonly texts: ScenarioTexts;
  /** So many from the first on can be seen; default all. */
  readonly shown?: number;
  /** Each with what it means. */
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
