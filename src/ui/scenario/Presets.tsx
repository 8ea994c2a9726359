import { useEffect, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import { loadPresets, type Presets as Table } from '../../scenarios/presets.ts';
import { messageOf, notify } from '../../store/notices.ts';
import { paramsOf, scenarioOf } from '../../store/program.ts';
import { setParams } from '../../store/run-actions.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';

/** A button for each preset; shown as pressed if all its settings apply. `names`: labels by id. */
export function Presets({ names }: { readonly names: Readonly<Record<string, string>> }) {
  const { t } = useTranslation();
  const id = useApp((state) => scenarioOf(state.program)?.id) ?? '';
  const values = useApp((state) => paramsOf(state.program));
  const [table, setTable] = useState<Table>({});
  useEffect(() => {
    let isCurrent = true;
    loadPresets(id).then(
      (loaded) => isCurrent && setTable(loaded),
      (error: unknown) => notify({ kind: 'load', message: messageOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [id]);
  return (
    <ul className="presets" aria-label={t('params.presets')}>
      {Object.entries(table).map(([name, preset]) => (
        <li key={name}>
          <Button
            look="plain"
            aria-pressed={Object.entries(preset).every(([key, value]) => values[key] === value)}
            onClick={() => setParams(preset)}
          >
            {names[name] ?? name}
          </Button>
        </li>
      ))}
    </ul>
  );
}
