/** One scenario against CPython. */
import { loadProgram } from '../../src/scenarios/programs.ts';
import { findScenario, scenarios } from '../../src/scenarios/registry.ts';
import { follow, type Followed } from './follow.ts';
import { parseRecord } from './record.ts';

export const scenarioIds = (): string[] => scenarios.map(({ id }) => id);

/** `exitCode`: CPython's, or null where it was stopped because it does not end by itself. */
export async function conform(
  id: string,
  record: string,
  exitCode: number | null,
): Promise<Followed> {
  const scenario = findScenario(id);
  if (scenario === undefined) throw new Error(`no scenario called ${id}`);
  const params = Object.fromEntries(
    Object.entries(scenario.params).map(([name, param]) => [name, param.default]),
  );
  const followed = follow(await loadProgram(id), params, parseRecord(record));
  if (followed.problem !== undefined) return followed;
  const ends = exitCode ?? undefined;
  if (followed.exitCode === ends) return followed;
  return {
    ...followed,
    problem: `CPython's exit code is ${ends}, the kernel's ${followed.exitCode}`,
  };
}
