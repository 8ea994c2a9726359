import type { ReactNode } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { ThreadIndex } from '../../base/units.ts';
import type { Selection } from '../../store/selection.ts';
import { FigureFrame } from './FigureFrame.tsx';
import type { FigureProps } from './figure-props.ts';
import { moveFocus } from './move-focus.ts';
import { conditionOf } from '../../views/condition.ts';
import { ThreadToken } from './ThreadToken.tsx';

/** Maximum number of chips. */
const MOST_CHIPS = 24;

/** A task, or its result, abbreviated. */
export interface Chip {
  readonly key: number;
  readonly text: string;
  readonly title: string;
  readonly failed?: boolean;
  /** What pressing it selects. */
  readonly pins: Selection;
}

export interface Post {
  readonly thread: ThreadIndex;
  /** Text on its token. */
  readonly text: string;
  /** Its role, for screen readers. */
  readonly part: string;
}

interface TaskBoardProps extends Omit<FigureProps, 'name' | 'trace' | 'views'> {
  readonly kind: 'pool' | 'executor';
  readonly name: string;
  readonly label: string;
  readonly captions: Readonly<Record<'waiting' | 'workers' | 'results', string>>;
  readonly waiting: readonly Chip[];
  /** With each one's task. */
  readonly workers: readonly (Post & { readonly task: Chip | undefined })[];
  /** In order of completion. */
  readonly done: readonly Chip[];
  /** The thread that takes the results, if there is one. */
  readonly taker?: Post | undefined;
  /** Number of tasks so far. */
  readonly all: number;
}

/** Pending tasks, workers with their tasks, and results, in three columns. */
export function TaskBoard(props: TaskBoardProps) {
  const { figure, world, width, selection, onSelect } = props;
  const { kind, name, label, captions, waiting, workers, done, taker, all } = props;
  const { t } = useTranslation(['stage', 'views']);
  const chips = (some: readonly Chip[]) => (
    <div className="pool-chips">
      {some.map((chip) => (
        <ChipButton key={chip.key} {...{ chip, selection, onSelect }} />
      ))}
    </div>
  );
  const token = ({ thread, text, part }: Post, isFirst: boolean) => (
    <ThreadToken
      t={t}
      index={thread}
      text={text}
      name={world.names.thread(thread)}
      part={part}
      condition={conditionOf(world.threads[thread]!)}
      size="pill"
      selected={selection.kind === 'thread' && selection.index === thread}
      first={isFirst}
      onSelect={onSelect}
    />
  );
  return (
    <FigureFrame
      icon={kind}
      kind={t(`kind.${kind}`)}
      name={name}
      object={figure.objects[0]}
      selection={selection}
      onSelect={onSelect}
      status={t('pool.status', { done: done.length, all })}
    >
      <div
        className="pool"
        role="group"
        aria-label={label}
        data-narrow={width < 480 || undefined}
        onKeyDown={moveFocus}
      >
        <Part caption={captions.waiting}>{chips(waiting.slice(0, MOST_CHIPS))}</Part>
        <Part caption={captions.workers}>
          {workers.map((worker, i) => (
            <div key={worker.thread} className="pool-worker">
              {token(worker, i === 0)}
              {worker.task ? (
                <ChipButton chip={worker.task} {...{ selection, onSelect }} />
              ) : (
                <span className="pool-caption">{t('pool.idle')}</span>
              )}
            </div>
          ))}
        </Part>
        <Part caption={captions.results}>
          {taker && token(taker, false)}
          {chips(done.slice(-MOST_CHIPS))}
        </Part>
      </div>
    </FigureFrame>
  );
}

function Part({ caption, children }: { readonly caption: string; readonly children: ReactNode }) {
  return (
    <div className="pool-part">
      <span className="pool-caption">{caption}</span>
      {children}
    </div>
  );
}

interface ChipButtonProps extends Pick<FigureProps, 'selection' | 'onSelect'> {
  readonly chip: Chip;
}

function ChipButton({ chip, selection, onSelect }: ChipButtonProps) {
  const { text, title, failed = false, pins } = chip;
  // An event is momentary; an object stays selected.
  const isPinned =
    pins.kind === 'object'
      ? selection.kind === 'object' && selection.index === pins.index
      : undefined;
  return (
    <button
      type="button"
      className="chip"
      tabIndex={-1}
      title={title}
      data-failed={failed || undefined}
      aria-pressed={isPinned}
      onClick={() => onSelect(pins)}
    >
      {text}
    </button>
  );
}
