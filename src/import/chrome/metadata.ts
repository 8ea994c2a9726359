/** Events of phase M: names and order of processes and threads. */
import type { ForeignLane, ForeignProcess } from '../build/recording.ts';
import type { Notes } from '../notes.ts';

type Args = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 300) : '';

function orderOf(value: unknown): number {
  const order = Number(value);
  return Number.isFinite(order) ? order : 0;
}

interface Owners {
  readonly process: () => ForeignProcess;
  readonly thread: () => ForeignLane;
}

/** Other metadata has no effect on a timeline. @param place number of the event */
export function readMetadata(
  name: string,
  args: Args,
  { process, thread }: Owners,
  notes: Notes,
  place: number,
): void {
  const rename = (owner: { name: string }) => {
    const given = textOf(args['name']);
    if (given === '') return;
    if (owner.name !== '' && owner.name !== given) notes.add('named-again', place);
    owner.name = given;
  };
  switch (name) {
    case 'process_name':
      rename(process());
      return;
    case 'process_sort_index':
      process().order = orderOf(args['sort_index']);
      return;
    case 'process_labels':
      process().labels = textOf(args['labels']);
      return;
    case 'thread_name':
      rename(thread());
      return;
    case 'thread_sort_index':
      thread().order = orderOf(args['sort_index']);
  }
}
