import { memo } from 'react';
import type { CssPx, EventIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import { formatInstant } from '../../views/time-format.ts';
import { useApp } from '../use-app.ts';
import { useEventSentence } from './use-event-sentence.ts';
import { valueText } from './value-text.ts';

interface EventRowProps {
  readonly id: string;
  readonly trace: Trace;
  readonly seq: EventIndex;
  readonly row: number;
  readonly y: CssPx;
  readonly active: boolean;
  /** The last event that has happened at the cursor. */
  readonly current: boolean;
  /** Happens after the cursor. */
  readonly later: boolean;
  readonly onPick: (row: number) => void;
}

export function EventRow(props: EventRowProps) {
  const { id, trace, seq, row, y, active, current, later, onPick } = props;
  return (
    <div
      id={id}
      className="events-row"
      role="row"
      // The header is row 1.
      aria-rowindex={row + 2}
      aria-selected={current}
      data-active={active || undefined}
      data-later={later || undefined}
      style={{ transform: `translateY(${y}px)` }}
      onClick={() => onPick(row)}
    >
      <Cells trace={trace} seq={seq} />
    </div>
  );
}

const Cells = memo(function Cells({ trace, seq }: Pick<EventRowProps, 'trace' | 'seq'>) {
  const names = useApp(({ world }) => world.names);
  const sentence = useEventSentence(trace);
  const thread = trace.thread(seq);
  const object = trace.object(seq);
  const who = thread >= 0 ? names.thread(thread) : '';
  const on = object >= 0 ? names.object(object) : '';
  const what = sentence(seq);
  const value = valueText(trace, seq);
  return (
    <>
      <span role="gridcell" aria-colindex={1} className="events-number">
        {seq}
      </span>
      <span role="gridcell" aria-colindex={2} className="events-number">
        {formatInstant(trace.time(seq))}
      </span>
      <span role="gridcell" aria-colindex={3} className="events-cell events-side" title={who}>
        {who}
      </span>
      <span role="gridcell" aria-colindex={4} className="events-cell" title={what}>
        {what}
      </span>
      <span role="gridcell" aria-colindex={5} className="events-cell events-side" title={on}>
        {on}
      </span>
      <span role="gridcell" aria-colindex={6} className="events-cell events-side" title={value}>
        {value}
      </span>
    </>
  );
});
