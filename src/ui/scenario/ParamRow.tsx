import { useRef } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { ScenarioTexts } from '../../scenarios/scenario.ts';
import { scenarioOf } from '../../store/program.ts';
import { useApp } from '../use-app.ts';
import { ParamControls } from './ParamControls.tsx';
import { ParamMenu } from './ParamMenu.tsx';
import { useFitting } from '../controls/use-fitting.ts';

/** The params in one row. Those that do not fit are in the menu, with all others. */
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
