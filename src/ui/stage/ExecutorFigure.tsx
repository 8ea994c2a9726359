import { useTranslation } from '../use-translation.ts';
import type { ThreadIndex } from '../../base/units.ts';
import type { Role } from '../../trace/format.ts';
import type { ExecutorTask } from '../../views/folds/executor-tasks.ts';
import type { FigureProps } from './figure-props.ts';
import PoolFigure from './PoolFigure.tsx';
import { TaskBoard, type Chip } from './TaskBoard.tsx';

/** An executor: pending futures, its workers with their tasks, and the finished futures in order. */
export default function ExecutorFigure(props: FigureProps) {
  const { figure, world, trace, views } = props;
  const { t } = useTranslation('stage');
  const [index] = figure.objects;
  const details = trace.objects[index];
  if (!details) return null;

  const { count, names } = world;
  // A recording has no futures.
  if (views.poolTasks.at(index, count).length > 0) return <PoolFigure {...props} />;
  const tasks = views.executorTasks.at(index, count);
  const waiting = tasks.filter(({ begun, done }) => begun >= count && done >= count);
  const isAt =
    (thread: ThreadIndex) =>
    ({ worker, begun, done }: ExecutorTask) =>
      worker === thread && begun < count && done >= count;
  const undone = ({ future, call }: ExecutorTask): Chip => ({
    key: future,
    text: call,
    title: call,
    pins: { kind: 'object', index: future },
  });
  const came = (task: ExecutorTask): Chip => {
    const { call, end, value } = task;
    const outcomes = {
      result: value,
      raised: t('pool.failed', { value }),
      cancelled: t('executor.cancelled'),
    };
    return { ...undone(task), title: `${call}: ${outcomes[end]}`, failed: end !== 'result' };
  };
  return (
    <TaskBoard
      {...props}
      kind="executor"
      name={names.ownObject(index)}
      label={t('executor.label', { name: details.name })}
      captions={{
        waiting: t('executor.waiting', { count: waiting.length }),
        workers: t('executor.workers', { count: details.limit }),
        results: t('executor.results'),
      }}
      waiting={waiting.map(undone)}
      workers={workersOf(props).map((thread) => {
        const task = tasks.find(isAt(thread));
        const part = t('executor.worker');
        return { thread, text: names.brief(thread), part, task: task && undone(task) };
      })}
      done={tasks
        .filter((task) => task.done < count)
        .toSorted((a, b) => a.done - b.done)
        .map(came)}
      all={tasks.length}
    />
  );
}

/** Threads that have ever taken a task, or are ready to. */
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
