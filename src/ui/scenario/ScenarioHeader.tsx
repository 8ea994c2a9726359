import { lazy, Suspense } from 'react';
import { useApp } from '../use-app.ts';
import { LiveNote } from './LiveNote.tsx';
import { ParamControls } from './ParamControls.tsx';
import { ParamMenu } from './ParamMenu.tsx';
import { useScenarioTexts } from './use-scenario-texts.ts';
import './ScenarioHeader.css';

const RecordedHeader = lazy(async () => ({
  default: (await import('../recorded/RecordedHeader.tsx')).RecordedHeader,
}));

const LabHeader = lazy(async () => ({ default: (await import('../lab/LabHeader.tsx')).LabHeader }));

/** What the program is: a scenario's title, what to look for, and the knobs; or that it was recorded. */
export function ScenarioHeader() {
  const program = useApp((state) => state.program);
  if (program.kind === 'scenario') return <Header />;
  return (
    <Suspense>
      {program.kind === 'trace' ? <RecordedHeader program={program} /> : <LabHeader />}
    </Suspense>
  );
}

function Header() {
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
