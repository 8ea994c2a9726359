import { useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { CssPx, ThreadIndex } from '../../base/units.ts';
import type { StageHint } from '../../scenarios/scenario.ts';
import type { Selection } from '../../store/selection.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Readings } from '../../views/readings.ts';
import type { World } from '../../views/state.ts';
import { figureKinds } from './figure-kinds.ts';
import { layoutFigures } from './figure-rows.ts';
import { figuresOf, type Figure } from './figures.ts';
import { layoutStage } from './stage-layout.ts';
import { useRead } from '../use-read.ts';
import { StageViews } from './stage-views.ts';
import { ThreadStrip } from './ThreadStrip.tsx';
import { useHighest } from './use-highest.ts';
import { useWidth } from './use-width.ts';
import { useZoom } from './use-zoom.ts';
import './Stage.css';

interface StageProps {
  readonly world: World;
  readonly trace: Trace;
  /** Of the trace. */
  readonly readings: Readings;
  readonly hints: readonly StageHint[];
  /** Names of objects without a figure. */
  readonly undrawn: readonly string[];
  readonly selection: Selection;
  /** In step mode: the threads that can take the next step. */
  readonly movers: readonly ThreadIndex[];
  /** Maximum number of concurrent threads. */
  readonly threads: number;
  /** True: there are no objects, and will be none. */
  readonly threadsOnly: boolean;
  /** True: only a row or two of threads is needed. */
  readonly isLow: boolean;
  /** Key of the program's settings: figures depend on it. */
  readonly variation: string;
  readonly onSelect: (selection: Selection) => void;
}

/** undefined: no figure of the row is flexible. */
const bendingHeight = (figures: readonly Figure[]): CssPx | undefined =>
  figures.map(({ kind }) => figureKinds[kind].bends).find((height) => height !== undefined);

/** Maximum number of figures, and of objects that may have one: a program may have a hundred thousand locks. */
const MOST_FIGURES = 100;
const MOST_OBJECTS = 5000;
/** Maximum number of threads shown with a sentence. */
const MOST_CARDS = 12;

/** On a phone, figures are not scaled, and the stage scrolls. */
const NARROW: CssPx = 480;

/** The program at the cursor: its objects as figures, and all threads of all processes. */
export function Stage(props: StageProps) {
  const { world, trace, readings, hints, undrawn, selection, movers, onSelect } = props;
  const { threads, threadsOnly, isLow, variation } = props;
  const { t } = useTranslation('stage');
  const box = useRef<HTMLDivElement>(null);
  const columns = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const views = readings.of(StageViews);
  const isRead = useRead(views, world.count);
  const isOver = world.processes[0]?.exitCode !== undefined;

  const count = Math.max(threads, world.threads.length);
  const zoom = useZoom(
    box,
    columns,
    trace,
    width < NARROW ? undefined : `${width} ${count} ${variation}`,
  );
  const within = Math.floor(width / zoom);
  const layout = layoutStage(within, count, world.processes.length);
  const considered = Math.min(world.objects.length, MOST_OBJECTS);
  const figures = useMemo(
    () => figuresOf(trace, considered, hints, undrawn),
    [trace, considered, hints, undrawn],
  );
  const hidden = figures.length - MOST_FIGURES + world.objects.length - considered;
  const rows = useMemo(
    () => layoutFigures(figures.slice(0, MOST_FIGURES), layout.figuresWidth),
    [figures, layout.figuresWidth],
  );
  const common = { world, trace, views, selection, onSelect };
  const hasCards = threadsOnly && !isLow && count <= MOST_CARDS;
  const doBend = layout.beside && !threadsOnly && bendingHeight(figures) !== undefined;
  // Flexible figures have their preferred height, or what is available.
  useHighest(columns, trace, doBend ? undefined : `${within} ${count} ${variation}`);
  const stripWidth = threadsOnly ? within : layout.stripWidth;
  return (
    <div className="stage" ref={box} role="region" aria-label={t('label')} tabIndex={0}>
      {width > 0 && (
        <div
          ref={columns}
          className="stage-columns"
          data-beside={(layout.beside && !threadsOnly) || undefined}
          data-bends={doBend || undefined}
          data-threads-only={threadsOnly || undefined}
          style={zoom === 1 ? undefined : { zoom, '--zoom': zoom }}
        >
          {!threadsOnly && (
            <div className="stage-figures" style={{ width: layout.figuresWidth }}>
              {!isRead && <p className="stage-empty">{t('reading')}</p>}
              {(isRead ? rows : []).map(({ cells }) => (
                <Row key={cells[0]?.figure.objects[0]} figures={cells.map(({ figure }) => figure)}>
                  {cells.map(({ figure, width: room }) => {
                    const { Drawing } = figureKinds[figure.kind];
                    return (
                      <div key={figure.objects[0]} className="stage-cell" style={{ width: room }}>
                        <Drawing
                          {...common}
                          figure={figure}
                          name={world.names.object(figure.objects[0])}
                          width={room}
                        />
                      </div>
                    );
                  })}
                </Row>
              ))}
              {isRead && hidden > 0 && (
                <p className="stage-empty">{t('more', { count: hidden })}</p>
              )}
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

interface RowProps {
  readonly figures: readonly Figure[];
  readonly children: ReactNode;
}

function Row({ figures, children }: RowProps) {
  const height = bendingHeight(figures);
  return (
    <div
      className="stage-row"
      data-bends={height !== undefined || undefined}
      style={{ '--wanted': height === undefined ? undefined : `${height}px` }}
    >
      {children}
    </div>
  );
}
