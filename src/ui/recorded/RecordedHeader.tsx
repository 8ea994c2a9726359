import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceProgram } from '../../engines/program.ts';
import { formatInstant } from '../../views/time-format.ts';
import { ReadingNotes } from './ReadingNotes.tsx';
import './RecordedHeader.css';

/** In the place of a scenario's title and knobs: what the recording is, and why there are none. */
export function RecordedHeader({
  program: { name, trace, notes },
}: {
  readonly program: TraceProgram;
}) {
  const { t } = useTranslation('recorded');
  const title = t('title', { name });
  useEffect(() => {
    document.title = `${title} · Weft`;
  }, [title]);
  const tells = t('tells', {
    events: t('events', { count: trace.length }),
    threads: t('threads', { count: trace.threads.length }),
    length: formatInstant(trace.endTime),
  });
  return (
    <header className="scenario">
      <div className="scenario-head">
        <h1 className="scenario-title">{title}</h1>
      </div>
      <p className="recorded-look">
        {tells} {t('why')} {t('leave')}
      </p>
      {notes !== undefined && <ReadingNotes notes={notes} />}
    </header>
  );
}
