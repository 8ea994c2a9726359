/** Events of phase M: names and order of processes and threads. */
import type { ForeignLane, ForeignProcess } from '../build/recording.ts';
import { textOf, type Fields } from '../json/values.ts';
import type { Notes } from '../notes.ts';

/** Maximum length of a name, in characters. */
const MOST_NAME = 300;

const nameIn = (value: unknown): string => textOf(value).slice(0, MOST_NAME);

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
  args: Fields,
  { process, thread }: Owners,
  notes: Notes,
  place: number,
): void {
  const rename = (owner: { name: string }) => {
    const given = nameIn(args['name']);
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
      process().labels = nameIn(args['labels']);
      return;
    case 'thread_name':
      rename(thread());
      return;
    case 'thread_sort_index':
      thread().order = orderOf(args['sort_index']);
  }
}
