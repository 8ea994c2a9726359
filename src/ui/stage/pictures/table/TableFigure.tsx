import { useTranslation } from '../../../use-translation.ts';
import type { CssPx, ObjectIndex, ThreadIndex } from '../../../../base/units.ts';
import { BendingField } from '../../BendingField.tsx';
import { FigureFrame } from '../../FigureFrame.tsx';
import type { FigureProps } from '../../figure-props.ts';
import { layoutTable, leastHeight } from './table-layout.ts';
import { TokenField, type Placed } from '../../TokenField.tsx';
import { tokenSizes, type Point } from '../../token-grid.ts';
import './TableFigure.css';

interface Fork {
  readonly object: ObjectIndex;
  readonly holder: ThreadIndex | undefined;
  readonly waiting: readonly ThreadIndex[];
}

/**
 * Dining philosophers: who sits where by the number in the name, the forks between them, who holds one (a line) and who
 * waits for one (an arrow). A circle of lines and arrows is a deadlock. The first object is fork 0, the second the
 * waiter, who stands in the middle if anybody ever asks.
 */
export default function TableFigure(props: FigureProps) {
  const { figure, world, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [first, , ...others] = figure.objects;
  const forks = [first, ...others.filter((object) => object >= 0)].map((object): Fork => {
    const { holders = [], waiting = [] } = world.objects[object] ?? {};
    return { object, holder: holders[0], waiting };
  });
  const taken = forks.filter(({ holder }) => holder !== undefined).length;
  return (
    <FigureFrame
      icon="table"
      kind={t('kind.table')}
      name="forks"
      object={first}
      selection={selection}
      onSelect={onSelect}
      status={t('table.taken', { count: taken, all: forks.length })}
    >
      <BendingField least={leastHeight(forks.length, props.width)}>
        {(height) => <Table {...props} forks={forks} height={height} />}
      </BendingField>
    </FigureFrame>
  );
}

interface TableProps extends FigureProps {
  readonly forks: readonly Fork[];
  readonly height: CssPx;
}

function Table(props: TableProps) {
  const { figure, forks, world, trace, views, width, height, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [, waiter = -1] = figure.objects;
  const layout = layoutTable(forks.length, width, height);
  const token = tokenSizes[layout.size];
  const seats = forks.map((_, i) =>
    trace.threads.findIndex(({ name }, thread) => world.threads[thread] && name.endsWith(` ${i}`)),
  );
  const seatOf = (thread: ThreadIndex) => layout.seat(seats.indexOf(thread));
  const places = forks.map(({ holder }, i) =>
    layout.fork(i, holder === undefined ? -1 : seats.indexOf(holder)),
  );
  const namesOf = (has: (fork: Fork) => boolean) =>
    forks.flatMap((fork, i) => (has(fork) ? [i] : [])).join(', ');
  const partOf = (thread: ThreadIndex) => {
    const held = namesOf(({ holder }) => holder === thread);
    const wanted = namesOf(({ waiting }) => waiting.includes(thread));
    return [
      t(held === '' ? 'table.holdsNone' : 'table.holds', { forks: held }),
      ...(wanted === '' ? [] : [t('table.waits', { forks: wanted })]),
    ].join(', ');
  };
  const tokens: Placed[] = seats.flatMap((thread, i) => {
    const { x, y } = layout.seat(i);
    const at = { x: x - token.width / 2, y: y - token.height / 2 };
    return thread < 0 ? [] : [{ thread, part: partOf(thread), ...at }];
  });
  const asked = views.users.at(waiter, 'any', world.count).length > 0;
  const permits = world.objects[waiter]?.measure ?? 0;
  const line = asked ? (world.objects[waiter]?.waiting ?? []) : [];
  const isChosen = (object: ObjectIndex) =>
    selection.kind === 'object' && selection.index === object;
  return (
    <TokenField
      {...{ world, selection, onSelect, tokens }}
      label={t('table.label')}
      size={layout.size}
      height={layout.height}
    >
      <svg className="table" width={width} height={layout.height} aria-hidden="true">
        <defs>
          <marker
            id="table-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="6"
            markerHeight="6"
            orient="auto"
          >
            <path className="table-arrow" d="M0 0L8 4L0 8Z" />
          </marker>
        </defs>
        <ellipse
          className="table-top"
          cx={layout.centre.x}
          cy={layout.centre.y}
          rx={layout.top.x}
          ry={layout.top.y}
        />
        {forks.map(({ holder, waiting }, i) => (
          <g key={i}>
            {holder !== undefined && (
              <Line className="table-holds" from={seatOf(holder)} to={places[i]!} />
            )}
            {waiting.map((thread) => (
              <Line
                key={thread}
                className="table-waits"
                from={seatOf(thread)}
                to={places[i]!}
                short={14}
              />
            ))}
          </g>
        ))}
        {line.map((thread) => (
          <Line
            key={thread}
            className="table-waits"
            from={seatOf(thread)}
            to={layout.centre}
            short={18}
          />
        ))}
      </svg>
      {forks.map(({ object, holder }, i) => (
        <button
          key={object}
          type="button"
          className="table-fork"
          data-taken={holder !== undefined || undefined}
          data-glides
          aria-pressed={isChosen(object)}
          aria-label={trace.objects[object]?.name}
          title={trace.objects[object]?.name}
          tabIndex={-1}
          style={{ transform: `translate(${places[i]!.x - 12}px, ${places[i]!.y - 12}px)` }}
          onClick={() => onSelect({ kind: 'object', index: object })}
        >
          {i}
        </button>
      ))}
      {asked && (
        <button
          type="button"
          className="table-waiter"
          aria-pressed={isChosen(waiter)}
          tabIndex={-1}
          style={{ left: layout.centre.x, top: layout.centre.y }}
          onClick={() => onSelect({ kind: 'object', index: waiter })}
        >
          {t('table.waiter', { count: permits })}
        </button>
      )}
    </TokenField>
  );
}

interface LineProps {
  readonly className: string;
  readonly from: Point;
  readonly to: Point;
  /** Distance by which it ends early. */
  readonly short?: number;
}

function Line({ className, from, to, short = 0 }: LineProps) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.max(0, 1 - short / length);
  return (
    <line
      className={className}
      x1={from.x}
      y1={from.y}
      x2={from.x + (to.x - from.x) * share}
      y2={from.y + (to.y - from.y) * share}
    />
  );
}
