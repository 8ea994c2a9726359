/** Moves a model's events out of the kernel's ring: into its own trace, or to a sink. */
import {
  H_SEQ,
  H_TAKEN,
  H_TEXT_TAKEN,
  H_TEXT_WRITTEN,
  LIMITS,
  type Memory,
} from '../../kernel/memory.ts';
import { opInfos } from '../../kernel/ops.ts';
import { drainRing } from '../../kernel/ring.ts';
import { Trace } from '../../trace/trace.ts';
import type { ModelOptions } from './options.ts';

/** The ring is emptied once it holds more. */
const EVENTS_KEPT = LIMITS.ringEvents >> 1;
const TEXT_KEPT = LIMITS.ringText >> 1;

export class Outlet {
  readonly #memory: Memory;
  #options: Pick<ModelOptions, 'traced' | 'sink'> = {};
  #trace = new Trace(opInfos);

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** Traces of earlier runs stay as they are. */
  restart(options: Pick<ModelOptions, 'traced' | 'sink'>): void {
    this.#options = options;
    if (this.#trace.length > 0) this.#trace = new Trace(opInfos);
  }

  /** The trace so far. */
  get trace(): Trace {
    this.flush();
    return this.#trace;
  }

  /** Called after each step, so that the ring never fills up. */
  makeRoom(): void {
    const { i32 } = this.#memory;
    const events = (i32[H_SEQ]! - i32[H_TAKEN]!) | 0;
    const text = (i32[H_TEXT_WRITTEN]! - i32[H_TEXT_TAKEN]!) | 0;
    if (events > EVENTS_KEPT || text > TEXT_KEPT) this.flush();
  }

  flush(): void {
    const { i32 } = this.#memory;
    const { traced = true, sink } = this.#options;
    if (traced) drainRing(this.#memory, sink ?? this.#trace);
    else i32[H_TAKEN] = i32[H_SEQ]!;
  }
}
