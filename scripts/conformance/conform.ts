/** One scenario against CPython. */
import { loadProgram } from '../../src/scenarios/programs.ts';
import { findScenario, scenarios } from '../../src/scenarios/registry.ts';
import { follow } from './follow.ts';
import { parseRecord } from './record.ts';

export const scenarioIds = (): string[] => scenarios.map(({ id }) => id);

/** What is typed while the scenario's listing runs, for record.py. */
export const inputOf = (id: string): string => JSON.stringify(findScenario(id)?.input ?? []);

export interface Conformance {
  readonly calls: number;
  /** How the listing ends: 'exit code 0', 'deadlock', 'never'. */
  readonly ending: string;
  readonly problem: string | undefined;
}

/** `exitCode`: CPython's, or null where it was stopped because it does not end by itself. */
export async function conform(
  id: string,
  record: string,
  exitCode: number | null,
): Promise<Conformance> {
  const scenario = findScenario(id);
  if (scenario === undefined) throw new Error(`no scenario called ${id}`);
  const params = Object.fromEntries(
    Object.entries(scenario.params).map(([name, param]) => [name, param.default]),
  );
  const followed = follow(await loadProgram(id), params, parseRecord(record), scenario.input);
  const { calls, isStuck } = followed;
  const expected = exitCode ?? undefined;
  const differs = followed.exitCode !== expected;
  return {
    calls,
    ending: exitCode === null ? (isStuck ? 'deadlock' : 'never') : `exit code ${exitCode}`,
    problem:
      followed.problem ??
      (differs
        ? `CPython's exit code is ${expected}, the kernel's ${followed.exitCode}`
        : undefined),
  };
}
