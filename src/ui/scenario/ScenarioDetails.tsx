import { ChevronDown } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import { CompareButton } from '../cure/CompareButton.tsx';
import { DocsLink } from './DocsLink.tsx';
import { LiveNote } from './LiveNote.tsx';
import { ParamControls } from './ParamControls.tsx';
import { Presets } from './Presets.tsx';
import { ResetParams } from './ParamMenu.tsx';
import { useGlimpse } from './use-glimpse.ts';
import { useScenarioTexts } from './use-scenario-texts.ts';
import './ScenarioDetails.css';

/** For a phone: the title, which opens the description and the params. */
export function ScenarioDetails() {
  const { t } = useTranslation();
  const texts = useScenarioTexts();
  const glimpse = useGlimpse(texts?.look);
  return (
    <details className="scenario-details">
      <summary>
        <span className="scenario-details-head">
          <h2>{texts?.title ?? '\u00a0'}</h2>
          <span className="scenario-details-look">{glimpse}</span>
        </span>
        <span className="scenario-details-more">
          {t('scenario.about')}
          <ChevronDown size={16} aria-hidden="true" />
        </span>
      </summary>
      {texts !== undefined && (
        <div className="scenario-details-body">
          <p>{texts.look}</p>
          <DocsLink texts={texts} />
          <LiveNote texts={texts} />
          {texts.presets && <Presets names={texts.presets} />}
          <div className="params" role="group" aria-label={t('page.settings')}>
            <ParamControls texts={texts} isTold />
          </div>
          <ResetParams />
          <CompareButton />
        </div>
      )}
    </details>
  );
}
