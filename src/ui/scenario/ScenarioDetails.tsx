import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LiveNote } from './LiveNote.tsx';
import { ParamControls } from './ParamControls.tsx';
import { ParamMenu } from './ParamMenu.tsx';
import { useScenarioTexts } from './use-scenario-texts.ts';
import './ScenarioDetails.css';

/** For a phone: the title, and behind it what to look for and the knobs. */
export function ScenarioDetails() {
  const { t } = useTranslation();
  const texts = useScenarioTexts();
  return (
    <details className="scenario-details">
      <summary>
        <h2>{texts?.title ?? '\u00a0'}</h2>
        <span className="scenario-details-more">
          {t('page.settings')}
          <ChevronDown size={16} aria-hidden="true" />
        </span>
      </summary>
      {texts !== undefined && (
        <div className="scenario-details-body">
          <p>{texts.look}</p>
          <LiveNote texts={texts} />
          <ParamControls texts={texts} />
          <ParamMenu texts={texts} />
        </div>
      )}
    </details>
  );
}
