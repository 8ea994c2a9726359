import { lazy, Suspense, useMemo, useRef, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { ThreadIndex } from '../../base/units.ts';
import type { StageHint } from '../../scenarios/scenario.ts';
import type { Selection } from '../../store/selection.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Readings } from '../../views/readings.ts';
import type { World } from '../../views/state.ts';
import { ConditionFigure } from './ConditionFigure.tsx';
import { ContentsFigure } from './ContentsFigure.tsx';
import type { FigureProps } from './figure-props.ts';
import { figuresOf, layoutFigures, type FigureKind } from './figures.ts';
import { HoldFigure } from './HoldFigure.tsx';
import { LocalFigure } from './LocalFigure.tsx';
import { PipeFigure } from './PipeFigure.tsx';
import { PoolFigure } from './PoolFigure.tsx';
import { QueueFigure } from './QueueFigure.tsx';
import { layoutStage } from './stage-layout.ts';
import { StageViews } from './stage-views.ts';
import { ThreadStrip } from './ThreadStrip.tsx';
import { TrafficLightFigure } from './TrafficLightFigure.tsx';
import { useHighest } from './use-highest.ts';
import { useWidth } from './use-width.ts';
import { VariableFigure } from './VariableFigure.tsx';
import { WaitFigure } from './WaitFigure.tsx';
import './Stage.css';

interface StageProps {
  readonly world: World;
  readonly trace: Trace;
  /** Of the trace. */
  readonly readings: Readings;
  readonly hints: readonly StageHint[];
  readonly selection: Selection;
  /** In step mode: the threads that can take the next step. */
  readonly movers: readonly ThreadIndex[];
  /** The most that will be alive at once. */
  readonly threads: number;
  /** True: there are no objects, nor will be. */
  readonly threadsOnly: boolean;
  /** True: it has room for a row or two of threads, and no more. */
  readonly isLow: boolean;
  /** Tells settings of the program apart: with others its figures are others. */
  readonly variation: string;
  readonly onSelect: (selection: Selection) => void;
}

/** More threads than this stand without what they do. */
const MOST_CARDS = 12;

const ArrayFigure = lazy(() => import('./ArrayFigure.tsx'));
const ExecutorFigure = lazy(() => import('./ExecutorFigure.tsx'));
const ServerFigure = lazy(() => import('./ServerFigure.tsx'));
const SegmentsFigure = lazy(() => import('./SegmentsFigure.tsx'));
const TableFigure = lazy(() => import('./TableFigure.tsx'));

/** One figure a kind. To draw a new kind of object: a figure, a row here, a width in figures.ts. */
const drawings = {
  'traffic-light': TrafficLightFigure,
  segments: SegmentsFigure,
  table: TableFigure,
  server: ServerFigure,
  hold: HoldFigure,
  wait: WaitFigure,
  condition: ConditionFigure,
  queue: QueueFigure,
  pipe: PipeFigure,
  variable: VariableFigure,
  value: VariableFigure,
  array: ArrayFigure,
  local: LocalFigure,
  contents: ContentsFigure,
  pool: PoolFigure,
  executor: ExecutorFigure,
} as const satisfies Record<FigureKind, ComponentType<FigureProps>>;

/** The program at the cursor: its objects as figures, and every thread of every process. */
export function Stage(props: StageProps) {
  const { world, trace, readings, hints, selection, movers, onSelect } = props;
  const { threads, threadsOnly, isLow, variation } = props;
  const { t } = useTranslation('stage');
  const box = useRef<HTMLDivElement>(null);
  const columns = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const views = readings.of(StageViews).upTo(world.count);
  const isOver = world.processes[0]?.exitCode !== undefined;

  const count = Math.max(threads, world.threads.length);
  const layout = layoutStage(width, count);
  const figures = useMemo(
    () => figuresOf(trace, world.objects.length, hints),
    [trace, world.objects.length, hints],
  );
  const rows = useMemo(
    () => layoutFigures(figures, layout.figuresWidth),
    [figures, layout.figuresWidth],
  );
  const common = { world, trace, views, selection, onSelect };
  const hasCards = threadsOnly && !isLow && count <= MOST_CARDS;
  useHighest(columns, `${width} ${count} ${variation}`);
  const stripWidth = threadsOnly ? width : layout.stripWidth;
  return (
    <div className="stage" ref={box} role="region" aria-label={t('label')} tabIndex={0}>
      {width > 0 && (
        <div
          ref={columns}
          className="stage-columns"
          data-beside={(layout.beside && !threadsOnly) || undefined}
          data-threads-only={threadsOnly || undefined}
        >
          {!threadsOnly && (
            <div className="stage-figures" style={{ width: layout.figuresWidth }}>
              {rows.map(({ cells }) => (
                <div key={cells[0]?.figure.objects[0]} className="stage-row">
                  {cells.map(({ figure, width: room }) => {
                    const Drawing = drawings[figure.kind];
                    return (
                      <div key={figure.objects[0]} className="stage-cell" style={{ width: room }}>
                        <Suspense>
                          <Drawing
                            {...common}
                            figure={figure}
                            name={world.names.object(figure.objects[0])}
                            width={room}
                          />
                        </Suspense>
                      </div>
                    );
                  })}
                </div>
              ))}
              {rows.length === 0 && (
                <p className="stage-empty">{t(isOver ? 'emptyEnd' : 'empty')}</p>
              )}
            </div>
          )}
          <div className="stage-side" style={{ width: stripWidth }}>
            <ThreadStrip
              {...{ world, trace, selection, onSelect, movers }}
              width={stripWidth}
              asCards={hasCards}
            />
          </div>
        </div>
      )}
    </div>
  );
}
