import type { ThreadIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import { briefName, threadName } from '../../views/names.ts';
import { shortNames } from './short-name.ts';
import type { TokenSize } from './token-grid.ts';

/** What stands on a thread's token. Remembers the short names until another thread is declared or renamed. */
export class ThreadNames {
  readonly #trace: Trace;
  #short: readonly string[] = [];
  #renames = 0;

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
    if (size === 'pill') {
      return where === 'process' ? (this.#trace.threads[thread]?.name ?? '') : this.brief(thread);
    }
    const { threads, renames } = this.#trace;
    if (this.#short.length !== threads.length || this.#renames !== renames) {
      this.#renames = renames;
      this.#short = shortNames(threads.map((details) => details.name));
    }
    return this.#short[thread] ?? '';
  }
}
