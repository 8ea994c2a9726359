import { useTranslation } from 'react-i18next';
import type { ThreadIndex } from '../../base/units.ts';
import type { Role } from '../../trace/format.ts';
import type { ExecutorTask } from '../../views/folds/executor-tasks.ts';
import { FigureFrame } from './FigureFrame.tsx';
import type { FigureProps } from './figure-props.ts';
import { tokenText } from './token-text.ts';
import { moveFocus } from './move-focus.ts';
import { conditionOf } from './thread-tone.ts';
import { ThreadToken } from './ThreadToken.tsx';

/** More chips than anybody reads. */
const MOST_CHIPS = 24;

/** An executor: futures that wait, its workers with what they do, and the futures that are done, in that order. */
export default function ExecutorFigure(props: FigureProps) {
  const { figure, world, trace, views, width, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [index] = figure.objects;
  const details = trace.objects[index];
  if (!details) return null;

  const { count } = world;
  const tasks = views.executorTasks.at(index, count);
  const waiting = tasks.filter(({ begun, done }) => begun >= count && done >= count);
  const done = tasks.filter((task) => task.done < count).toSorted((a, b) => a.done - b.done);
  return (
    <FigureFrame
      icon="executor"
      kind={t('kind.executor')}
      name={world.names.ownObject(index)}
      object={index}
      selection={selection}
      onSelect={onSelect}
      status={t('pool.status', { done: done.length, all: tasks.length })}
    >
      <div
        className="pool"
        role="group"
        aria-label={t('executor.label', { name: details.name })}
        data-narrow={width < 480 || undefined}
        onKeyDown={moveFocus}
      >
        <div className="pool-part">
          <span className="pool-caption">{t('executor.waiting', { count: waiting.length })}</span>
          <div className="pool-chips">
            {waiting.slice(0, MOST_CHIPS).map((task) => (
              <Chip key={task.future} task={task} {...{ onSelect, selection }} />
            ))}
          </div>
        </div>
        <Workers {...props} tasks={tasks} />
        <div className="pool-part">
          <span className="pool-caption">{t('executor.results')}</span>
          <div className="pool-chips">
            {done.slice(-MOST_CHIPS).map((task) => (
              <Chip key={task.future} task={task} {...{ onSelect, selection }} isDone />
            ))}
          </div>
        </div>
      </div>
    </FigureFrame>
  );
}

/** Who has ever taken a task, or stands ready to. */
function workersOf({ figure, world, trace, views }: FigureProps): readonly ThreadIndex[] {
  const [index] = figure.objects;
  const lineOf = (role: Role) =>
    trace.objects.findIndex((object) => object.of === index && object.role === role);
  const calls = lineOf('call-queue');
  const line = calls < 0 ? lineOf('task-queue') : calls;
  return views.users
    .at(line, 'receive', world.count)
    .filter((thread) => trace.threads[thread]?.role === 'worker')
    .toSorted((a, b) => a - b);
}

function Workers(props: FigureProps & { readonly tasks: readonly ExecutorTask[] }) {
  const { figure, world, trace, selection, onSelect, tasks } = props;
  const { t } = useTranslation('stage');
  const { count } = world;
  const limit = trace.objects[figure.objects[0]]?.limit ?? -1;
  return (
    <div className="pool-part">
      <span className="pool-caption">{t('executor.workers', { count: limit })}</span>
      {workersOf(props).map((thread, i) => {
        const task = tasks.find(
          ({ worker, begun, done }) => worker === thread && begun < count && done >= count,
        );
        const condition = conditionOf(world.threads[thread]!);
        const state = t(`condition.${condition}`);
        return (
          <div key={thread} className="pool-worker">
            <ThreadToken
              index={thread}
              text={tokenText(world.names, thread, 'pill')}
              label={t('token', {
                name: world.names.thread(thread),
                state,
                part: t('executor.worker'),
              })}
              condition={condition}
              size="pill"
              selected={selection.kind === 'thread' && selection.index === thread}
              first={i === 0}
              onSelect={onSelect}
            />
            {task ? (
              <Chip task={task} {...{ onSelect, selection }} />
            ) : (
              <span className="pool-caption">{t('pool.idle')}</span>
            )}
          </div>
        );
      })}
    </div>
  );
}

interface ChipProps extends Pick<FigureProps, 'onSelect' | 'selection'> {
  readonly task: ExecutorTask;
  readonly isDone?: boolean;
}

/** A future by its call; once it is done, with what came of it. */
function Chip({ task, onSelect, selection, isDone = false }: ChipProps) {
  const { t } = useTranslation('stage');
  const { future, call, end, value } = task;
  const outcomes = {
    result: value,
    raised: t('pool.failed', { value }),
    cancelled: t('executor.cancelled'),
  };
  return (
    <button
      type="button"
      className="chip"
      tabIndex={-1}
      title={isDone ? `${call}: ${outcomes[end]}` : call}
      data-failed={(isDone && end !== 'result') || undefined}
      aria-pressed={selection.kind === 'object' && selection.index === future}
      onClick={() => onSelect({ kind: 'object', index: future })}
    >
      {call}
    </button>
  );
}
