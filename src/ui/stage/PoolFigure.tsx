import { useTranslation } from 'react-i18next';
import type { ThreadIndex } from '../../base/units.ts';
import { FigureFrame } from './FigureFrame.tsx';
import type { FigureProps } from './figure-props.ts';
import { moveFocus } from './move-focus.ts';
import type { PoolTask } from '../../views/folds/pool-tasks.ts';
import { conditionOf } from './thread-tone.ts';
import { ThreadToken } from './ThreadToken.tsx';

/** More chips than anybody reads. */
const MOST_CHIPS = 24;

/** A pool: tasks that wait, its workers with what they do, and the results with the thread that takes them. */
export function PoolFigure(props: FigureProps) {
  const { figure, world, trace, views, width, selection, onSelect } = props;
  const { t } = useTranslation('stage');
  const [index] = figure.objects;
  const details = trace.objects[index];
  if (!details) return null;

  const { count } = world;
  const tasks = views.poolTasks.at(index, count);
  const { inqueue, outqueue } = views.poolTasks.queues(index);
  const processOf = (thread: ThreadIndex) => trace.threads[thread]?.process ?? -1;
  const workers = views.users.at(inqueue, 'receive', count).toSorted((a, b) => a - b);
  const [handler] = views.users.at(outqueue, 'receive', count);
  // The workers of a ThreadPool are threads of this process.
  const nameOf = (thread: ThreadIndex) =>
    processOf(thread) === details.process
      ? world.names.ownThread(thread)
      : world.names.process(processOf(thread));
  const waiting = tasks.filter(({ taken }) => taken >= count);
  const done = tasks.filter((task) => task.done < count).toSorted((a, b) => a.done - b.done);
  const workOf = (thread: ThreadIndex) =>
    tasks.find((task) => task.worker === thread && task.taken < count && task.done >= count);
  const token = (thread: ThreadIndex, text: string, part: string, first: boolean) => {
    const condition = conditionOf(world.threads[thread]!);
    const name = world.names.thread(thread);
    return (
      <ThreadToken
        index={thread}
        text={text}
        label={t('token', { name, state: t(`condition.${condition}`), part })}
        condition={condition}
        size="pill"
        selected={selection.kind === 'thread' && selection.index === thread}
        first={first}
        onSelect={onSelect}
      />
    );
  };
  return (
    <FigureFrame
      icon="pool"
      kind={t('kind.pool')}
      name={details.name}
      object={index}
      selection={selection}
      onSelect={onSelect}
      status={t('pool.status', { done: done.length, all: tasks.length })}
    >
      <div
        className="pool"
        role="group"
        aria-label={t('pool.label', { name: details.name })}
        data-narrow={width < 480 || undefined}
        onKeyDown={moveFocus}
      >
        <div className="pool-part">
          <span className="pool-caption">{t('pool.waiting', { count: waiting.length })}</span>
          <div className="pool-chips">
            {waiting.slice(0, MOST_CHIPS).map((task) => (
              <Chip key={task.given} task={task} text={task.text} {...{ onSelect }} />
            ))}
          </div>
        </div>
        <div className="pool-part">
          <span className="pool-caption">{t('pool.workers')}</span>
          {workers.map((thread, i) => {
            const task = workOf(thread);
            const name = nameOf(thread);
            return (
              <div key={thread} className="pool-worker">
                {token(thread, name, t('pool.worker'), i === 0)}
                {task ? (
                  <Chip task={task} text={task.text} {...{ onSelect }} />
                ) : (
                  <span className="pool-caption">{t('pool.idle')}</span>
                )}
              </div>
            );
          })}
        </div>
        <div className="pool-part">
          <span className="pool-caption">{t('pool.results')}</span>
          {handler !== undefined &&
            token(handler, world.names.brief(handler), t('pool.receives'), false)}
          <div className="pool-chips">
            {done.slice(-MOST_CHIPS).map((task) => (
              <Chip key={task.given} task={task} text={task.value} {...{ onSelect }} isResult />
            ))}
          </div>
        </div>
      </div>
    </FigureFrame>
  );
}

interface ChipProps extends Pick<FigureProps, 'onSelect'> {
  readonly task: PoolTask;
  readonly text: string;
  readonly isResult?: boolean;
}

/** A task, or its result, in a few letters. */
function Chip({ task, text, onSelect, isResult = false }: ChipProps) {
  const { t } = useTranslation('stage');
  const told = isResult && task.failed ? t('pool.failed', { value: text }) : text;
  return (
    <button
      type="button"
      className="chip"
      tabIndex={-1}
      title={isResult ? `${task.text}: ${told}` : told}
      data-failed={(isResult && task.failed) || undefined}
      onClick={() => onSelect({ kind: 'event', seq: isResult ? task.done : task.given })}
    >
      {text}
    </button>
  );
}
