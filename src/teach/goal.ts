/** Goal of a run: a predicate on its outcome as data, so that the page, a Worker and a test evaluate the same. */
import type { EndingKind, Outcome } from '../trace/outcome.ts';

/** Absent fields are not checked. */
export interface Goal {
  /** How it ends. */
  readonly ends?: readonly EndingKind[];
  /** Final values of objects and variables by name, as Python prints them. */
  readonly finals?: Readonly<Record<string, string>>;
  /** Threads that wait for ever. */
  readonly stuck?: readonly string[];
  /** Threads that do not wait for ever. */
  readonly free?: readonly string[];
  /** Lines, and how often each is printed. */
  readonly printed?: Readonly<Record<string, number>>;
  /** Pairs of line prefixes: a line with the first is printed before one with the second, and both are. */
  readonly order?: readonly (readonly [earlier: string, later: string])[];
  /** Prefix of the last line of some exception report. */
  readonly failure?: string;
}

/** @param outcome with its lines in order */
export function meets(goal: Goal, { kind, stuck, failures, printed, finals }: Outcome): boolean {
  const isStuck = (name: string) => stuck.some(({ thread }) => thread === name);
  const times = (line: string) => printed.filter((known) => known === line).length;
  const isBefore = ([earlier, later]: readonly [string, string]) => {
    const at = printed.findIndex((line) => line.startsWith(earlier));
    return at >= 0 && printed.findIndex((line) => line.startsWith(later)) > at;
  };
  const { failure } = goal;
  return (
    goal.ends?.includes(kind) !== false &&
    Object.entries(goal.finals ?? {}).every(([name, value]) =>
      finals.some((final) => final.name === name && final.value === value),
    ) &&
    (goal.stuck ?? []).every(isStuck) &&
    !(goal.free ?? []).some(isStuck) &&
    Object.entries(goal.printed ?? {}).every(([line, count]) => times(line) === count) &&
    (goal.order ?? []).every(isBefore) &&
    (failure === undefined || failures.some((line) => line.startsWith(failure)))
  );
}
