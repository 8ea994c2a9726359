/** When a run is won: a predicate over what has come of it, as data, so that the page, a Worker and a test ask the same. */
import type { EndingKind, Outcome } from '../trace/outcome.ts';

/** What is absent is not asked. */
export interface Goal {
  /** How it ends. */
  readonly ends?: readonly EndingKind[];
  /** What objects and variables hold in the end, by their names, as Python prints it. */
  readonly finals?: Readonly<Record<string, string>>;
  /** Threads that wait for ever. */
  readonly stuck?: readonly string[];
  /** Threads that do not. */
  readonly free?: readonly string[];
  /** Lines, and how often each is printed. */
  readonly printed?: Readonly<Record<string, number>>;
  /** Pairs of beginnings of lines: the first such line is printed before the second, and both are. */
  readonly order?: readonly (readonly [earlier: string, later: string])[];
  /** How the last line of some report of an exception begins. */
  readonly failure?: string;
}

/** @param outcome with its lines in their order */
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
