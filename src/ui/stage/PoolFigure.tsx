import { useTranslation } from '../use-translation.ts';
import type { ThreadIndex } from '../../base/units.ts';
import type { PoolTask } from '../../views/folds/pool-tasks.ts';
import type { FigureProps } from './figure-props.ts';
import { TaskBoard, type Chip } from './TaskBoard.tsx';

/** A pool: pending tasks, its workers with their tasks, and the results with the thread that takes them. */
export default function PoolFigure(props: FigureProps) {
  const { figure, world, trace, views } = props;
  const { t } = useTranslation('stage');
  const [index] = figure.objects;
  const details = trace.objects[index];
  if (!details) return null;

  const { count, names } = world;
  const tasks = views.poolTasks.at(index, count);
  const { inqueue, outqueue } = views.poolTasks.queues(index);
  const processOf = (thread: ThreadIndex) => trace.threads[thread]?.process ?? -1;
  const line = inqueue < 0 ? index : inqueue;
  const workers = views.users.at(line, 'receive', count).toSorted((a, b) => a - b);
  const [handler] = views.users.at(outqueue, 'receive', count);
  const isExecutor = details.kind === 'executor';
  // The workers of a ThreadPool are threads of this process.
  const nameOf = (thread: ThreadIndex) =>
    processOf(thread) === details.process
      ? names.ownThread(thread)
      : names.process(processOf(thread));
  const isAt = (thread: ThreadIndex) => (task: PoolTask) =>
    task.worker === thread && task.taken < count && task.done >= count;
  const waits = ({ given, text }: PoolTask): Chip => ({
    key: given,
    text,
    title: text,
    pins: { kind: 'event', seq: given },
  });
  const came = ({ given, done, text, value, failed }: PoolTask): Chip => ({
    key: given,
    text: value,
    title: `${text}: ${failed ? t('pool.failed', { value }) : value}`,
    failed,
    pins: { kind: 'event', seq: done },
  });
  const taker =
    handler === undefined
      ? undefined
      : { thread: handler, text: names.brief(handler), part: t('pool.receives') };
  return (
    <TaskBoard
      {...props}
      kind={isExecutor ? 'executor' : 'pool'}
      name={details.name}
      label={t(isExecutor ? 'executor.label' : 'pool.label', { name: details.name })}
      captions={{
        waiting: t('pool.waiting', { count: tasks.filter(({ taken }) => taken >= count).length }),
        workers: isExecutor ? t('executor.workers', { count: details.limit }) : t('pool.workers'),
        results: t(taker === undefined ? 'executor.results' : 'pool.results'),
      }}
      waiting={tasks.filter(({ taken }) => taken >= count).map(waits)}
      workers={workers.map((thread) => {
        const task = tasks.find(isAt(thread));
        return { thread, text: nameOf(thread), part: t('pool.worker'), task: task && waits(task) };
      })}
      done={tasks
        .filter((task) => task.done < count)
        .toSorted((a, b) => a.done - b.done)
        .map(came)}
      taker={taker}
      all={tasks.length}
    />
  );
}
