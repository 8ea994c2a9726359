import { useEffect } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { TraceProgram } from '../../engines/program.ts';
import type { Trace } from '../../trace/trace.ts';
import { formatInstant } from '../../views/time-format.ts';
import { ReadingNotes } from './ReadingNotes.tsx';
import './RecordedHeader.css';

/** In place of a scenario's title and params: what the recording is, and why there are none. */
export function RecordedHeader({
  program: { name, trace, fileEvents = trace.length, notes },
}: {
  readonly program: TraceProgram;
}) {
  const { t, i18n } = useTranslation('recorded');
  const title = t('title', { name });
  useEffect(() => {
    document.title = `${title} · Weft`;
  }, [title]);
  const { slices, values } = besideEvents(trace);
  const parts = [
    ...(slices > 0 ? [t('slices', { count: slices })] : []),
    t('events', { count: trace.length }),
    ...(values > 0 ? [t('values', { count: values })] : []),
  ];
  const shown = new Intl.ListFormat(i18n.language).format(parts);
  // A file of Weft's own contains exactly what is shown.
  const isAsInFile = fileEvents === trace.length;
  const tells = t(isAsInFile ? 'tells' : 'tellsBoth', {
    events: isAsInFile ? shown : t('events', { count: fileEvents }),
    shown,
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

/** Contents of a recording besides events. */
function besideEvents({ tracks }: Trace): { readonly slices: number; readonly values: number } {
  const slices = tracks.totals.count.reduce((sum, count) => sum + count, 0);
  const values = tracks.counters.reduce((sum, { value }) => sum + value.length, 0);
  return { slices, values };
}
