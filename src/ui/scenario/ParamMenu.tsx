import { ListChecks, RotateCcw, SlidersHorizontal } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import { defaultsOf } from '../../scenarios/params.ts';
import type { ScenarioTexts } from '../../scenarios/scenario.ts';
import { paramsOf, scenarioOf } from '../../store/program.ts';
import { setParams } from '../../store/run-actions.ts';
import { Button } from '../controls/Button.tsx';
import { Popover } from '../controls/Popover.tsx';
import { CompareButton } from '../cure/CompareButton.tsx';
import { useApp } from '../use-app.ts';
import { Presets } from './Presets.tsx';
import { ParamControls } from './ParamControls.tsx';

interface ParamMenuProps {
  readonly texts: ScenarioTexts;
  /** Number of params without room beside the button. */
  readonly hidden: number;
}

/** All params with help, and a button that restores the defaults. */
export function ParamMenu({ texts, hidden }: ParamMenuProps) {
  const { t } = useTranslation();
  return (
    <div className="param-menu">
      <ResetParams />
      {texts.presets && (
        <Popover
          label={t('params.presets')}
          icon={<ListChecks size={16} />}
          face={t('params.presets')}
        >
          <Presets names={texts.presets} />
        </Popover>
      )}
      <Popover
        label={t('params.about')}
        icon={<SlidersHorizontal size={16} />}
        face={hidden > 0 ? t('params.more', { count: hidden }) : undefined}
      >
        <p className="param-look">{texts.look}</p>
        <CompareButton />
        <div className="param-list">
          <ParamControls texts={texts} isTold />
        </div>
      </Popover>
    </div>
  );
}

/** Renders nothing if all params have their defaults. */
export function ResetParams() {
  const { t } = useTranslation();
  const values = useApp((state) => paramsOf(state.program));
  const table = useApp((state) => scenarioOf(state.program)?.params);
  const defaults = defaultsOf(table ?? {});
  const isChanged = Object.entries(defaults).some(([name, value]) => values[name] !== value);
  if (!isChanged) return null;
  return (
    <Button icon={<RotateCcw size={14} />} onClick={() => setParams()}>
      {t('params.reset')}
    </Button>
  );
}
