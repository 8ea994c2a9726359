/**
 * Replay for os.fork(): the results of all ops of a thread, recorded once a program can fork, and returned again to the
 * same function in the child, which so reaches the point where its parent forked.
 */
import { HANDLER_DUE, PyError, pyErrorOf } from '../kernel/errors.ts';
import { code, opNames } from '../kernel/ops.ts';
import type { Packed, PackedHandle } from '../kernel/packed.ts';
import type { Origin } from '../kernel/primitives/fork.ts';
import { isThread, mapHandles } from '../kernel/primitives/handles.ts';
import { isPrivate } from '../kernel/primitives/pickle.ts';
import type { Request } from '../kernel/request.ts';
import type { Steps } from './steps.ts';

/** Result of an op. made: the index of an object that it created. */
type Entry =
  | { readonly result: Packed | null }
  | { readonly made: number }
  | { readonly error: readonly [string, string] };

/** A thread's function as data, its results so far, and in a forked child the mapping from its parent. */
export type Job = readonly [
  target: string,
  args: unknown,
  self?: unknown,
  entries?: readonly Entry[] | null,
  origin?: Origin,
];

/** Maximum number of ops before a fork; beyond it fork raises MemoryError. */
const MOST_ENTRIES = 100_000;

/** Ops whose result is the index of an object. */
const MAKES: ReadonlySet<number> = new Set(
  opNames.flatMap((name, index) =>
    name.endsWith('.create') && name !== 'thread.create' && name !== 'process.create'
      ? [index]
      : [],
  ),
);

/** The job in a forked child: references to the parent's objects are replaced by its copies. */
export function translate(packed: string): Job {
  const [target, args, self, entries, origin] = JSON.parse(packed) as Job;
  if (origin === undefined) return [target, args, self, entries ?? null];
  const copies = new Map(origin.copies);
  const renamed = (value: unknown): unknown =>
    mapHandles(value, (handle): PackedHandle => {
      if (isThread(handle) && handle.id === origin.thread[0]) {
        return { ...handle, id: origin.thread[1] };
      }
      return isPrivate(handle) ? { ...handle, id: copies.get(handle.id) ?? handle.id } : handle;
    });
  const told = (entries ?? []).map((entry): Entry => {
    if ('made' in entry) return { made: copies.get(entry.made) ?? entry.made };
    if ('error' in entry) {
      const [type, message] = entry.error;
      const isCall = type === HANDLER_DUE && message.includes('"$"');
      return isCall ? { error: [type, JSON.stringify(renamed(JSON.parse(message)))] } : entry;
    }
    if (typeof entry.result !== 'string') return entry;
    if (!entry.result.includes('"$"')) return entry;
    return { result: JSON.stringify(renamed(JSON.parse(entry.result))) };
  });
  return [target, renamed(args), renamed(self), told];
}

/** Runs a job's steps: first with recorded results, then with new ones, which are recorded. */
export function* recorded<R>(steps: Steps<R>, [target, args, self, known]: Job): Steps<R> {
  const entries: Entry[] = [...(known ?? [])];
  let next = steps.next();
  const tell = (entry: Entry): void => {
    if ('error' in entry) next = steps.throw(pyErrorOf(...entry.error));
    else next = steps.next('made' in entry ? entry.made : (entry.result ?? undefined));
  };
  for (const entry of entries) tell(entry);
  while (next.done !== true) {
    let op = next.value;
    const forks = op.code === code['os.fork'];
    const isFull = entries.length >= MOST_ENTRIES;
    if (forks && isFull) {
      tell({ error: ['OSError', '[Errno 12] Cannot allocate memory'] });
      continue;
    }
    if (forks) {
      const inChild: Entry = { result: 0 };
      const value = JSON.stringify([target, args, self ?? null, [...entries, inChild]]);
      op = { ...op, value };
    }
    const entry = yield* performed(op);
    if (!isFull) entries.push(entry);
    tell(entry);
  }
  return next.value;
}

function* performed(op: Request): Steps<Entry> {
  try {
    const result = (yield op) as Packed | undefined;
    return MAKES.has(op.code) ? { made: Number(result) } : { result: result ?? null };
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    return { error: [error.type, error.message] };
  }
}
