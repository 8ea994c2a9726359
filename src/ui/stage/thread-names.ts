import type { ThreadIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import { briefName, nameEpoch, ownThreadName, threadName } from '../../views/names.ts';
import { shortNames } from './short-name.ts';
import type { TokenSize } from './token-grid.ts';

/** Letters of a name for which a pill has room. */
const FITS = 15;

/** What stands on a thread's token. Remembers the short names until another thread is declared or renamed. */
export class ThreadNames {
  readonly #trace: Trace;
  #short: readonly string[] = [];
  #brief: readonly string[] = [];
  #size = -1;
  #epoch = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  full(thread: ThreadIndex): string {
    return threadName(this.#trace, thread);
  }

  /** Where there is little room. */
  brief(thread: ThreadIndex): string {
    return briefName(this.#trace, thread);
  }

  /** @param where 'process' where it is plain which process it belongs to. */
  on(thread: ThreadIndex, size: TokenSize, where: 'anywhere' | 'process' = 'anywhere'): string {
    const plain = ownThreadName(this.#trace, thread);
    const byProcess = plain === 'MainThread' && where === 'anywhere';
    if (size === 'pill' && where === 'anywhere') return this.brief(thread);
    // Of 'Thread-7 (_handle_results)' the number tells more than half of the target.
    if (size === 'pill')
      return plain.length > FITS ? plain.replace(/^(Thread-\d+) \(.+\)$/, '$1') : plain;
    this.#refresh();
    return (byProcess ? this.#brief : this.#short)[thread] ?? '';
  }

  #refresh(): void {
    const { threads, processes } = this.#trace;
    const size = threads.length + processes.length;
    const epoch = nameEpoch(this.#trace);
    if (this.#size === size && this.#epoch === epoch) return;
    [this.#size, this.#epoch] = [size, epoch];
    this.#short = shortNames(threads.map((_, thread) => ownThreadName(this.#trace, thread)));
    this.#brief = shortNames(threads.map((_, thread) => briefName(this.#trace, thread)));
  }
}
