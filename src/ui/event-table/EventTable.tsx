import { ArrowDownToLine } from 'lucide-react';
import { useEffect, useId, useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ms } from '../../base/units.ts';
import type { Cursor } from '../../store/cursor.ts';
import type { Selection } from '../../store/selection.ts';
import type { Trace } from '../../trace/trace.ts';
import { EventFilter } from './event-filter.ts';
import { EventFilterBar, type Wanted } from './EventFilterBar.tsx';
import { EventRow } from './EventRow.tsx';
import { rowForKey } from './row-for-key.ts';
import { ROW, scrollHeight } from './row-window.ts';
import { useRows } from './use-rows.ts';
import './EventTable.css';

interface EventTableProps {
  readonly trace: Trace;
  /** How many events have happened at the cursor, and its time. Later ones are listed too, and marked. */
  readonly count: number;
  readonly time: Ms;
  readonly cursor: Cursor;
  /** Moves the cursor to just after the first `count` events. */
  readonly onCursor: (count: number) => void;
  readonly onSelect: (selection: Selection) => void;
}

const columns = ['seq', 'time', 'thread', 'what', 'object', 'value'] as const;

/** Every event of the trace in words: the timeline for those who read, search or listen. */
export function EventTable({ trace, count, cursor, onCursor, onSelect }: EventTableProps) {
  const { t } = useTranslation('event-table');
  const id = useId();
  const [wanted, setWanted] = useState<Wanted>({ thread: -1, object: -1 });
  const filter = useMemo(
    () => new EventFilter(trace, wanted.thread, wanted.object),
    [trace, wanted],
  );
  const total = filter.advance();
  const rows = useRows(total);
  const here = filter.rowsUntil(count) - 1;
  const [chosen, setChosen] = useState(-1);
  const active = chosen >= 0 && chosen < total ? chosen : here;

  const { show } = rows;
  useEffect(() => {
    if (cursor.kind === 'past') show(here);
    // Only when the cursor moves; not while the reader scrolls.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [cursor, here]);

  const pick = (row: number) => {
    const seq = filter.at(row);
    if (seq < 0) return;
    setChosen(row);
    onSelect({ kind: 'event', seq });
    onCursor(seq + 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') pick(active);
    else {
      const row = rowForKey(event.key, active, total, Math.floor(rows.view / ROW));
      if (row === undefined) return;
      setChosen(row);
      show(row);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const shown = Array.from(
    { length: rows.window.end - rows.window.first },
    (_, i) => rows.window.first + i,
  );
  const rowId = (row: number) => `${id}-${filter.at(row)}`;
  const isShown = active >= rows.window.first && active < rows.window.end;
  return (
    <div className="events">
      <EventFilterBar trace={trace} wanted={wanted} onWanted={setWanted} rows={total} />
      <div
        className="events-grid"
        role="grid"
        aria-label={t('label')}
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-activedescendant={isShown ? rowId(active) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className="events-head">
          <div role="row" aria-rowindex={1} className="events-columns">
            {columns.map((column, i) => (
              <span
                key={column}
                role="columnheader"
                aria-colindex={i + 1}
                className={column === 'seq' || column === 'time' ? 'events-number' : 'events-side'}
                data-column={column}
              >
                {t(`column.${column}`)}
              </span>
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          className="events-scroll scroll"
          ref={rows.box}
          tabIndex={-1}
          onScroll={rows.onScroll}
        >
          <div role="presentation" style={{ height: scrollHeight(total) }}>
            <div role="presentation" className="events-layer" style={{ height: rows.view }}>
              {shown.map((row) => (
                <EventRow
                  key={filter.at(row)}
                  id={rowId(row)}
                  trace={trace}
                  seq={filter.at(row)}
                  row={row}
                  y={row * ROW - rows.top}
                  active={row === active}
                  current={row === here}
                  later={row > here}
                  onPick={pick}
                />
              ))}
            </div>
          </div>
          {total === 0 && <p className="empty">{t('empty')}</p>}
        </div>
      </div>
      {!rows.following && cursor.kind === 'live' && (
        <button type="button" className="events-follow" onClick={rows.follow}>
          <ArrowDownToLine size={12} aria-hidden="true" />
          {t('follow')}
        </button>
      )}
    </div>
  );
}
