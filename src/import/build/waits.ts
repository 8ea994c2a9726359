/** Maps names of slices to waits and our operations: by a table, first match. */
import type { OpInfo } from '../../trace/format.ts';

interface WaitRow {
  readonly op: OpInfo & { readonly wait: NonNullable<OpInfo['wait']> };
  /** Pattern for a name in lower case, without what is written around it. */
  readonly names: RegExp;
}

const row = (name: string, wait: WaitRow['op']['wait'], names: RegExp): WaitRow => ({
  op: { name, wait },
  names,
});

export const waitTable: readonly WaitRow[] = [
  // Suffixes of names that exporters write for waits.
  row('wait', 'sync', /\((?:waiting|blocked|contended)\)$/),
  row(
    'sleep',
    'sleep',
    /(?:^|[.:_ ])(?:nano|u|clock_nano|m)?sleep(?:ex|_until|_for)?(?:\(\))?$|^(?:(?:nt|zw)delayexecution|__semwait_signal\w*)$/,
  ),
  row(
    'join',
    'join',
    /(?:thread|process|pthread|worker|joinhandle)\w*(?:\.|::|_|->| )(?:timed_?)?join(?:_np)?(?:\(\))?$/,
  ),
  row(
    'join',
    'join',
    /^(?:join|(?:\w*\.)?_?wait_for_tstate_lock|(?:os\.|posix\.)?wait(?:pid|id|[34])|do_wait|(?:popen\w*|subprocess)\.(?:_?wait|communicate)|pool\.join)$/,
  ),
  row(
    'acquire',
    'sync',
    /(?:(?<![bc]|un)lock|mutex|semaphore|monitor|condition|criticalsection)\w*(?:\.|::|_|->| )(?:acquire|lock|enter|__enter__|lock_shared|lock_slow|down|p)(?:_restore|_shared|_lock|_slow)?(?:\(\))?$/,
  ),
  row(
    'acquire',
    'sync',
    /^(?:acquire|lock acquire|(?:threading|synchronize)\.(?:acquire|__enter__)|take_gil|_*pthread_(?:mutex|rwlock_rd|rwlock_wr|spin)_?lock|sem_(?:timed|clock)?wait|__lll_lock_wait\w*|__psynch_(?:mutexwait|rw_\w+)|_?os_unfair_lock_lock\w*|entercriticalsection|acquiresrwlock(?:exclusive|shared)|runtime\.semacquire\w*)$/,
  ),
  row('acquire', 'sync', /(?:lock contention|monitor contention|waiting for lock|lock wait)/),
  row(
    'get',
    'sync',
    /(?:queue|channel|mailbox|receiver|mpsc|blockingcollection)\w*(?:\.|::|_|->| )(?:get|take|pop|receive|recv|dequeue|poll_wait)(?:_timeout)?(?:\(\))?$|^runtime\.chanrecv\d?$/,
  ),
  row(
    'put',
    'sync',
    /(?:queue|channel|mailbox)\w*(?:\.|::|_|->| )(?:put|push_wait|send_wait)(?:\(\))?$|^runtime\.chansend\d?$/,
  ),
  row('join', 'sync', /(?:queue)\w*(?:\.|::|_|->| )join(?:\(\))?$/),
  row(
    'wait',
    'sync',
    /(?:event|barrier|cond\w*|monitor|semaphore|latch|object|future|promise|waitgroup|waithandle|\btask|threading|synchronize)\w*(?:\.|::|_|->| )(?:timed_?)?(?:wait(?:0|_for|_until|common|one|any|all)?|await)(?:\(\))?$/,
  ),
  row(
    'result',
    'message',
    /(?:future|asyncresult|\b_base|\bpool)\w*(?:\.|::|_|->| )(?:result|get|exception|join|wait)(?:\(\))?$/,
  ),
  row(
    'wait',
    'sync',
    /^(?:wait|waiting|blocked|_*pthread_cond_\w*wait|_*pthread_barrier_wait|__psynch_cvwait|semaphore_(?:timed)?wait_(?:signal_)?trap|__ulock_wait\d?|atomics\.wait|park|runtime\.(?:gopark|selectgo|notet?sleepg?|block)|(?:nt|zw|msg)?waitfor\w*(?:objects?|alertbythreadid)(?:ex)?|sleepconditionvariable(?:srw|cs)|(?:base::)?scopedblockingcallwithbasesyncprimitives)$/,
  ),
  row('wait', 'sync', /(?:unsafe|locksupport|\bthread)(?:\.|::)park\w*$/),
  row('wait', 'sync', /futex(?!\w*_(?:wake|requeue|hash))/),
  row(
    'recv',
    'message',
    /(?:socket|connection|pipe|conn)\w*(?:\.|::|_|->| )(?:recv\w*|accept|read|receive)(?:\(\))?$/,
  ),
  row(
    'poll',
    'message',
    /^_*(?:gi_+|libc_|x64_sys_|do_sys_|do_)?(?:select(?:\.select|\.poll|\.epoll)?|poll|ppoll|pselect6?|epoll_p?wait|ep_poll|kevent(?:64|_qos|_id)?|mach_msg\d?(?:_overwrite)?(?:_trap)?|recv(?:from|msg)?|accept4?)$/,
  ),
  row(
    'poll',
    'message',
    /^(?:\w*selectors?\.select|select\.(?:poll|epoll|kqueue)\.(?:poll|control)|connection\.(?:poll|wait)|getqueuedcompletionstatus(?:ex)?|(?:nt|zw)removeiocompletion(?:ex)?|binder transaction)$/,
  ),
  row('wait', 'message', /^(?:cuda|hip)(?:stream|device|event)synchronize$/),
];

/** Nothing else can be in the table: most names are not tried further. */
const hint =
  /wait|join|lock|acquire|sleep|park|delay|select|poll|recv|accept|mutex|semaphore|monitor|critical|queue|channel|future|futex|kevent|mach_msg|psynch|trap|get|put|take|pop|read|result|exception|communicate|selectgo|block|iocompletion|binder|synchronize|contended|await|rwlock/;

/**
 * What is written around a name: by the interpreters, compilers and profilers that wrote it. In lower case, and in this
 * order.
 */
const rewrites: readonly (readonly [written: RegExp, name: string])[] = [
  // PyTorch: queue.py(154): get
  [/^(?:[^()]*\/)?(\w+)\.py\(\d+\): /, '$1.'],
  // As repr() shows them: <built-in method acquire of _thread.lock object at 0x7f00>, <method 'get' of '…' objects>
  [/^<built-in method (\w+) of ([\w.]+) object.*>$/, '$2.$1'],
  [/^<built-in (?:function|method) (\w+).*>$/, '$1'],
  [/^<method '(\w+)' of '([\w.]+)' objects>$/, '$2.$1'],
  // A word alone means little: wait (/usr/lib/python3.12/threading.py:331) is threading.wait, join (posixpath.py:76)
  // is no join of a thread.
  [/^(\w+) \((?:<frozen )?(?:[^()]*[/:])?(\w+)(?:\.\w+)?>?:\d+\)$/, '$2.$1'],
  // A position in a source, the version of a symbol, the hash of one.
  [/ \([^()]*:\d+\)$/, ''],
  [/@@?[\w.]+$/, ''],
  [/::h[0-9a-f]{16}$/, ''],
  // Types: of generics, and of parameters (a state in brackets is none).
  [/(?<=\w)(?:::)?<[^<>]*(?:<[^<>]*(?:<[^<>]*>[^<>]*)*>[^<>]*)*>/g, ''],
  [/(?<=\w)\((?!waiting|blocked|contended)[^()]*(?:\([^()]*\)[^()]*)*\)(?: const)?$/, ''],
  [/`\d+/g, ''],
  // Go's receivers: sync.(*Mutex).Lock
  [/\.\(\*?(\w+)\)\./, '.$1.'],
];

const bare = (name: string): string =>
  rewrites.reduce((left, [written, plain]) => left.replace(written, plain), name).trim();

/** Matching row of the table, or -1. */
export function waitOf(name: string): number {
  if (name.length > 300) return -1;
  const lower = name.toLowerCase();
  if (!hint.test(lower)) return -1;
  const plain = bare(lower);
  return waitTable.findIndex(({ names }) => names.test(plain));
}
