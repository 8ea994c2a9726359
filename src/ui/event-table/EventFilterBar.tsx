import { useTranslation } from '../use-translation.ts';
import type { ObjectIndex, ThreadIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import { useApp } from '../use-app.ts';

/** Maximum number of threads, and of objects, to choose from. */
const MOST = 1000;

export interface Wanted {
  /** -1 for any. */
  readonly thread: ThreadIndex;
  readonly object: ObjectIndex;
  /** Text that sentences must contain; '' for any. */
  readonly text: string;
}

interface EventFilterBarProps {
  readonly trace: Trace;
  readonly wanted: Wanted;
  readonly onWanted: (wanted: Wanted) => void;
  readonly rows: number;
}

/** Filters the table by thread, object and text. */
export function EventFilterBar({ trace, wanted, onWanted, rows }: EventFilterBarProps) {
  const { t } = useTranslation('event-table');
  const names = useApp(({ world }) => world.names);
  return (
    <div className="events-bar">
      <Pick
        label={t('filter.thread')}
        any={t('filter.anyThread')}
        names={trace.threads.slice(0, MOST).map((_, index) => names.thread(index))}
        value={wanted.thread}
        onChange={(thread) => onWanted({ ...wanted, thread })}
      />
      <Pick
        label={t('filter.object')}
        any={t('filter.anyObject')}
        names={trace.objects.slice(0, MOST).map((_, index) => names.object(index))}
        value={wanted.object}
        onChange={(object) => onWanted({ ...wanted, object })}
      />
      <input
        type="search"
        className="events-search"
        aria-label={t('filter.text')}
        placeholder={t('filter.text')}
        value={wanted.text}
        onChange={({ target }) => onWanted({ ...wanted, text: target.value })}
      />
      <span className="events-count">{t('rows', { count: rows })}</span>
    </div>
  );
}

interface PickProps {
  readonly label: string;
  readonly any: string;
  readonly names: readonly string[];
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Pick({ label, any, names, value, onChange }: PickProps) {
  return (
    <select
      className="events-pick"
      aria-label={label}
      data-on={value >= 0 || undefined}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      <option value={-1}>{any}</option>
      {names.map((name, index) => (
        // Threads and objects are only ever appended.
        <option key={index} value={index}>
          {name}
        </option>
      ))}
    </select>
  );
}
