/** Maps names of slices to waits and our operations: by a table, first match. */
import type { OpInfo } from '../../trace/format.ts';

interface WaitRow {
  readonly op: OpInfo & { readonly wait: NonNullable<OpInfo['wait']> };
  /** Pattern for a lower-case name without its source position. */
  readonly names: RegExp;
}

const row = (name: string, wait: WaitRow['op']['wait'], names: RegExp): WaitRow => ({
  op: { name, wait },
  names,
});

export const waitTable: readonly WaitRow[] = [
  // Suffixes of names that exporters write for waits.
  row('wait', 'sync', /\((?:waiting|blocked|contended)\)$/),
  row('sleep', 'sleep', /(?:^|[.:_ ])(?:nano|u|clock_nano|m)?sleep(?:ex|_until|_for)?(?:\(\))?$/),
  row(
    'join',
    'join',
    /(?:thread|process|pthread|worker)\w*(?:\.|::|_|->| )(?:timed_?)?join(?:_np)?(?:\(\))?$/,
  ),
  row(
    'join',
    'join',
    /^(?:join|wait_for_tstate_lock|\w*\._wait_for_tstate_lock|os\.waitpid|waitpid|wait4|waitid|popen\.wait)$/,
  ),
  row(
    'acquire',
    'sync',
    /(?:r?lock|mutex|semaphore|monitor|condition|spinlock|rwlock|criticalsection)\w*(?:\.|::|_|->| )(?:acquire|lock|enter|__enter__|lock_shared|lock_slow|down|p)(?:_restore|_shared|_lock|_slow)?(?:\(\))?$/,
  ),
  row(
    'acquire',
    'sync',
    /^(?:acquire|lock acquire|take_gil|pthread_(?:mutex|rwlock_rd|rwlock_wr|spin)_?lock|sem_(?:timed|clock)?wait|__lll_lock_wait\w*|entercriticalsection)$/,
  ),
  row('acquire', 'sync', /(?:lock contention|monitor contention|waiting for lock|lock wait)/),
  row(
    'get',
    'sync',
    /(?:queue|channel|mailbox)\w*(?:\.|::|_|->| )(?:get|take|pop|receive|recv|dequeue|poll_wait)(?:\(\))?$/,
  ),
  row(
    'put',
    'sync',
    /(?:queue|channel|mailbox)\w*(?:\.|::|_|->| )(?:put|push_wait|send_wait)(?:\(\))?$/,
  ),
  row('join', 'sync', /(?:queue)\w*(?:\.|::|_|->| )join(?:\(\))?$/),
  row(
    'wait',
    'sync',
    /(?:event|barrier|cond\w*|monitor|semaphore|latch|object|future|promise|waitgroup)\w*(?:\.|::|_|->| )(?:timed_?)?(?:wait|wait_for|await)(?:\(\))?$/,
  ),
  row(
    'result',
    'message',
    /(?:future|asyncresult)\w*(?:\.|::|_|->| )(?:result|get|exception)(?:\(\))?$/,
  ),
  row(
    'wait',
    'sync',
    /^(?:wait|waiting|blocked|pthread_cond_\w*wait|pthread_barrier_wait|atomics\.wait|locksupport\.park\w*|unsafe\.park|park|(?:nt)?waitfor(?:single|multiple)objects?(?:ex)?)$/,
  ),
  row('wait', 'sync', /futex/),
  row(
    'recv',
    'message',
    /(?:socket|connection|pipe|conn)\w*(?:\.|::|_|->| )(?:recv\w*|accept|read|receive)(?:\(\))?$/,
  ),
  row(
    'poll',
    'message',
    /^(?:select(?:\.select|\.poll|\.epoll)?|poll|ppoll|pselect6?|epoll_p?wait|kevent|select\.(?:poll|epoll|kqueue)\.(?:poll|control)|recv(?:from|msg)?|accept4?|getqueuedcompletionstatus)$/,
  ),
  row('wait', 'message', /^(?:cuda|hip)(?:stream|device|event)synchronize$/),
];

/** Reduces `Thread.join (/usr/lib/python3.12/threading.py:1115)` to `thread.join`. */
const bare = (name: string): string =>
  name
    .replace(/ \([^()]*:\d+\)$/, '')
    .trim()
    .toLowerCase();

/** Matching row of the table, or -1. */
export function waitOf(name: string): number {
  if (name.length > 300) return -1;
  const plain = bare(name);
  return waitTable.findIndex(({ names }) => names.test(plain));
}
