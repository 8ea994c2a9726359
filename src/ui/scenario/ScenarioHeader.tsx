import { useId, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { ScenarioTexts } from '../../scenarios/scenario.ts';
import { useApp } from '../use-app.ts';
import { DocsLink } from './DocsLink.tsx';
import { LiveNote } from './LiveNote.tsx';
import { ParamRow } from './ParamRow.tsx';
import { useGlimpse } from './use-glimpse.ts';
import { useScenarioTexts } from './use-scenario-texts.ts';
import { later } from '../controls/later.tsx';
import './ScenarioHeader.css';

const RecordedHeader = later(
  async () => (await import('../recorded/RecordedHeader.tsx')).RecordedHeader,
);

const LabHeader = later(async () => (await import('../lab/LabHeader.tsx')).LabHeader);

/** Description of the program: a scenario's title, what to look for, and the params; or the recording's header. */
export function ScenarioHeader() {
  const program = useApp((state) => state.program);
  if (program.kind === 'scenario') return <Header />;
  return program.kind === 'trace' ? <RecordedHeader program={program} /> : <LabHeader />;
}

function Header() {
  const texts = useScenarioTexts();
  return (
    <header className="scenario scenario-told">
      <h1 className="scenario-title" tabIndex={-1}>
        {texts?.title ?? '\u00a0'}
      </h1>
      <Look key={texts?.title} texts={texts} />
      {texts !== undefined && <ParamRow texts={texts} />}
    </header>
  );
}

/** What to look for: a line of it, and the rest on request. */
function Look({ texts }: { readonly texts: ScenarioTexts | undefined }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const glimpse = useGlimpse(texts?.look);
  const id = useId();
  return (
    <div className="scenario-about" data-open={isOpen || undefined}>
      <div id={id} className="scenario-look">
        <p>{isOpen ? texts?.look : glimpse}</p>
        <LiveNote texts={texts} />
      </div>
      {texts !== undefined && <DocsLink texts={texts} />}
      {texts !== undefined && (
        <button
          type="button"
          className="scenario-more"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'scenario.less' : 'scenario.more')}
        </button>
      )}
    </div>
  );
}
