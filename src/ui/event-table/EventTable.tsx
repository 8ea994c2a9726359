import { ArrowDownToLine } from 'lucide-react';
import {
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useReducer,
  useState,
  type KeyboardEvent,
} from 'react';
import { useTranslation } from '../use-translation.ts';
import type { EventIndex } from '../../base/units.ts';
import type { Cursor } from '../../store/cursor.ts';
import type { Selection } from '../../store/selection.ts';
import type { Trace } from '../../trace/trace.ts';
import { EventFilter } from './event-filter.ts';
import { EventFilterBar, type Wanted } from './EventFilterBar.tsx';
import { EventRow } from './EventRow.tsx';
import { rowForKey } from './row-for-key.ts';
import { ROW, scrollHeight } from './row-window.ts';
import { useEventSentence } from './use-event-sentence.ts';
import { useRows } from './use-rows.ts';
import './EventTable.css';

interface EventTableProps {
  readonly trace: Trace;
  /** Number of events up to the cursor. Later ones are listed too, and marked. */
  readonly count: number;
  /** Limit of the list while a question is open. */
  readonly curtain: number | undefined;
  readonly cursor: Cursor;
  /** Moves the cursor just after the first `count` events. */
  readonly onCursor: (count: number) => void;
  readonly onSelect: (selection: Selection) => void;
}

interface Walk {
  readonly row: number;
  readonly cursor: Cursor;
  readonly filter: EventFilter;
}

const columns = ['seq', 'time', 'thread', 'what', 'object', 'value'] as const;

/** Every event of the trace as text: the timeline for reading, searching and screen readers. */
export function EventTable(props: EventTableProps) {
  const { trace, count, curtain, cursor, onCursor, onSelect } = props;
  const { t } = useTranslation('event-table');
  const id = useId();
  const [wanted, setWanted] = useState<Wanted>({ thread: -1, object: -1, text: '' });
  // After a restart the filtered thread may not exist yet.
  const thread = wanted.thread < trace.threads.length ? wanted.thread : -1;
  const object = wanted.object < trace.objects.length ? wanted.object : -1;
  const says = useSays(trace, useDeferredValue(wanted.text));
  const filter = useMemo(
    () => new EventFilter(trace, thread, object, says),
    [trace, thread, object, says],
  );
  const known = filter.advance();
  const [turn, goOn] = useReducer((n: number) => n + 1, 0);
  const { isBehind } = filter;
  useEffect(() => {
    if (!isBehind) return undefined;
    const frame = requestAnimationFrame(goOn);
    return () => cancelAnimationFrame(frame);
  }, [isBehind, turn]);
  const total = curtain === undefined ? known : filter.rowsUntil(curtain);
  const { box, onScroll, view, top, drawn, following, follow, show, centre } = useRows(total);
  const here = filter.rowsUntil(count) - 1;
  // Position reached by arrow keys, until the cursor or the rows change.
  const [walk, setWalk] = useState<Walk>({ row: -1, cursor, filter });
  const walks = walk.row >= 0 && walk.cursor === cursor && walk.filter === filter;
  const active = walks ? walk.row : here;

  const showCursor = useEffectEvent(centre);
  const isLaidOut = view > 0;
  useEffect(() => {
    if (isLaidOut && cursor.kind === 'past') showCursor(here);
  }, [isLaidOut, cursor, here]);

  const pick = (row: number) => {
    const seq = filter.at(row);
    if (seq < 0) return;
    onSelect({ kind: 'event', seq });
    onCursor(seq + 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') pick(active);
    else {
      const row = rowForKey(event.key, active, total, Math.floor(view / ROW));
      if (row === undefined) return;
      setWalk({ row, cursor, filter });
      show(row);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const drawnRows = Array.from({ length: drawn.end - drawn.first }, (_, i) => drawn.first + i);
  const rowId = (row: number) => `${id}-${filter.at(row)}`;
  // No active row while the table follows a running program, or a screen reader would read every event.
  const inFocus = walks || cursor.kind === 'past';
  const isDrawn = active >= drawn.first && active < drawn.end;
  return (
    <div className="events">
      <EventFilterBar
        trace={trace}
        wanted={{ ...wanted, thread, object }}
        onWanted={setWanted}
        rows={total}
      />
      <div
        className="events-grid scroll"
        role="grid"
        aria-label={t('label')}
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-activedescendant={inFocus && isDrawn ? rowId(active) : undefined}
        tabIndex={0}
        ref={box}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className="events-head">
          <div role="row" aria-rowindex={1} className="events-columns">
            {columns.map((column, i) => (
              <span
                key={column}
                role="columnheader"
                aria-colindex={i + 1}
                className={column === 'seq' || column === 'time' ? 'events-number' : undefined}
              >
                {t(`column.${column}`)}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" style={{ height: scrollHeight(total) }}>
          <div role="presentation" className="events-layer" style={{ height: view }}>
            {drawnRows.map((row) => (
              <EventRow
                key={filter.at(row)}
                id={rowId(row)}
                trace={trace}
                seq={filter.at(row)}
                row={row}
                y={row * ROW - top}
                active={inFocus && row === active}
                current={row === here}
                later={row > here}
                onPick={pick}
              />
            ))}
          </div>
        </div>
      </div>
      {total === 0 && <p className="empty">{t('empty')}</p>}
      {!following && cursor.kind === 'live' && (
        <button type="button" className="events-follow" onClick={follow}>
          <ArrowDownToLine size={12} aria-hidden="true" />
          {t('follow')}
        </button>
      )}
    </div>
  );
}

/** Whether an event's sentence contains a text, ignoring case; undefined without a text. */
function useSays(trace: Trace, text: string): ((seq: EventIndex) => boolean) | undefined {
  const sentence = useEventSentence(trace);
  const wanted = text.trim().toLowerCase();
  return useMemo(() => {
    if (wanted === '') return undefined;
    return (seq) => sentence(seq).toLowerCase().includes(wanted);
  }, [sentence, wanted]);
}
