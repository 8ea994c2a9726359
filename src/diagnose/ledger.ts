/** Collects the findings of one trace. A repeated finding on the same subject is another case of it. */
import type { Case, Finding, FindingKind } from './finding.ts';
import { kinds } from './finding.ts';

/**
 * Limits on stored cases of one finding, and on findings of one kind. Beyond it every second case is dropped, so that
 * the last one is always kept and the others spread over the run; further findings are not stored.
 */
const MOST_CASES = 100;
const MOST_FINDINGS = 200;

export class Ledger {
  readonly #findings: Finding[] = [];
  readonly #bySubject = new Map<string, number>();
  readonly #ofKind = new Map<FindingKind, number>();
  /** Incremented with every change. */
  revision = 0;

  get findings(): readonly Finding[] {
    return this.#findings;
  }

  /**
   * `subject` identifies the finding: the same object, the same thread. `isSame`: not a new case, but more details of
   * the last one.
   */
  add(kind: FindingKind, subject: string | number, found: Case, isSame = false): void {
    const key = `${kind} ${subject}`;
    const id = this.#bySubject.get(key);
    if (id !== undefined) {
      const before = this.#findings[id]!;
      const kept = before.cases.filter((_, i) => before.cases.length < MOST_CASES || i % 2 === 0);
      const total = before.total + (isSame ? 0 : 1);
      this.#findings[id] = {
        ...before,
        cases: [...kept, { ...found, nth: total }],
        total,
        last: found.seq,
      };
    } else {
      const many = this.#ofKind.get(kind) ?? 0;
      if (many >= MOST_FINDINGS) return;
      this.#ofKind.set(kind, many + 1);
      const next = this.#findings.length;
      this.#bySubject.set(key, next);
      this.#findings.push({
        id: next,
        kind,
        level: kinds[kind],
        cases: [{ ...found, nth: 1 }],
        total: 1,
        last: found.seq,
      });
    }
    this.revision++;
  }

  has(kind: FindingKind, subject: string | number): boolean {
    return this.#bySubject.has(`${kind} ${subject}`);
  }
}
