import type { Trace } from '../trace/trace.ts';

/** Lazily computed views of one trace, shared by all components that show them. */
export class Readings {
  readonly #trace: Trace;
  readonly #made = new Map<new (trace: Trace) => object, object>();

  /** `made`: views that exist already. */
  constructor(trace: Trace, made: readonly object[] = []) {
    this.#trace = trace;
    for (const one of made) {
      this.#made.set(one.constructor as new (trace: Trace) => object, one);
    }
  }

  of<T extends object>(Reading: new (trace: Trace) => T): T {
    const known = this.#made.get(Reading);
    if (known instanceof Reading) return known;
    const made = new Reading(this.#trace);
    this.#made.set(Reading, made);
    return made;
  }
}
