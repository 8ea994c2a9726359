import { LiveNote } from './LiveNote.tsx';
import { ParamControls } from './ParamControls.tsx';
import { ParamMenu } from './ParamMenu.tsx';
import { useScenarioTexts } from './use-scenario-texts.ts';
import './ScenarioHeader.css';

/** Title, what to look for, and the knobs. */
export function ScenarioHeader() {
  const texts = useScenarioTexts();
  return (
    <header className="scenario">
      <div className="scenario-head">
        <h1 className="scenario-title">{texts?.title ?? '\u00a0'}</h1>
        {texts !== undefined && <ParamMenu texts={texts} />}
      </div>
      <p className="scenario-look">{texts?.look ?? '\u00a0'}</p>
      <LiveNote texts={texts} />
      {texts !== undefined && <ParamControls texts={texts} />}
    </header>
  );
}
