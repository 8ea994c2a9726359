/** Infers from conflicts which of two overlapping calls of a record must have taken effect first. */
import type { Call } from './record.ts';

/** A call whose recorded result differs from that in the order tried. */
export interface Conflict {
  readonly call: Call;
  /** The kernel's result. */
  readonly got: string;
  /** Calls that had started and were not settled. */
  readonly waiting: readonly Call[];
  readonly sent: ReadonlyMap<Call, string>;
}

/** Known order of overlapping calls. */
export class Order {
  readonly #before = new Map<Call, Set<Call>>();

  isBefore(first: Call, second: Call): boolean {
    return this.#before.get(second)?.has(first) ?? false;
  }

  /** Finds the pair whose reverse order explains a conflict; false if all were tried. */
  learn({ call, got, waiting, sent }: Conflict): boolean {
    const wanted = JSON.stringify(call.value);
    const rival = waiting.find(
      (other) =>
        other.op === call.op && other.on === call.on && JSON.stringify(other.value) === got,
    );
    if (rival !== undefined) return this.#add(rival, call);
    const senders = [...sent].filter(([{ on }]) => on === call.on);
    const first = senders.find(([, value]) => value === wanted)?.[0];
    const second = senders.find(([, value]) => value === got)?.[0];
    if (first === undefined || second === undefined || first.begin > second.back) return false;
    return this.#add(first, second);
  }

  #add(first: Call, second: Call): boolean {
    if (this.isBefore(first, second) || this.isBefore(second, first)) return false;
    this.#before.set(second, (this.#before.get(second) ?? new Set()).add(first));
    return true;
  }
}
