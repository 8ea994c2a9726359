/** Events of phase M: names and order of processes and threads. */
import type { ForeignLane, ForeignProcess } from '../build/recording.ts';

type Args = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 300) : '';

function orderOf(value: unknown): number {
  const order = Number(value);
  return Number.isFinite(order) ? order : 0;
}

/** Other metadata has no effect on a timeline. */
export function readMetadata(
  name: string,
  args: Args,
  process: () => ForeignProcess,
  thread: () => ForeignLane,
): void {
  switch (name) {
    case 'process_name':
      process().name = textOf(args['name']);
      return;
    case 'process_sort_index':
      process().order = orderOf(args['sort_index']);
      return;
    case 'process_labels': {
      const labels = textOf(args['labels']);
      const owner = process();
      if (labels !== '' && owner.name === '') owner.name = labels;
      return;
    }
    case 'thread_name':
      thread().name = textOf(args['name']);
      return;
    case 'thread_sort_index':
      thread().order = orderOf(args['sort_index']);
  }
}
