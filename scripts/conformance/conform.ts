/** Compares one scenario with CPython. */
import type { ParamValues } from '../../src/base/param-values.ts';
import { loadProgram } from '../../src/scenarios/programs.ts';
import { listingOf } from '../../src/scenarios/listing-of.ts';
import { findScenario, scenarios } from '../../src/scenarios/registry.ts';
import { follow } from './follow.ts';
import { parseRecord } from './record.ts';

/** Variants that cannot be recorded, and why. */
const LEFT_OUT = new Set([
  // Spins for ever, in both.
  'failing-threads failure=hang',
  // Which updates are lost is chance, and accesses to a variable are no calls that could be recorded.
  'hundred-threads lock=false',
]);

export interface Variant {
  readonly id: string;
  /** Params other than the defaults. */
  readonly changed: ParamValues;
  /** For display: '', or such as 'wake=one'. */
  readonly title: string;
}

/** Every scenario with its defaults, and with each switch and each choice changed, one at a time. */
export function variants(): Variant[] {
  return scenarios.flatMap(({ id, params }) => [
    { id, changed: {}, title: '' },
    ...Object.entries(params).flatMap(([name, param]) => {
      const values =
        param.type === 'bool' ? [!param.default] : param.type === 'choice' ? param.options : [];
      return values
        .filter((value) => value !== param.default)
        .map((value) => ({ id, changed: { [name]: value }, title: `${name}=${value}` }))
        .filter(({ title }) => !LEFT_OUT.has(`${id} ${title}`));
    }),
  ]);
}

export { listingOf };

/** Input typed while the scenario's listing runs, for record.py. */
export const inputOf = (id: string): string => JSON.stringify(findScenario(id)?.input ?? []);

export interface Conformance {
  readonly calls: number;
  /** How the listing ends: 'exit code 0', 'deadlock', 'never'. */
  readonly ending: string;
  readonly problem: string | undefined;
}

/** `exitCode`: CPython's, or null if it was stopped because it does not end by itself. */
export async function conform(
  { id, changed }: Variant,
  record: string,
  exitCode: number | null,
): Promise<Conformance> {
  const scenario = findScenario(id);
  if (scenario === undefined) throw new Error(`no scenario called ${id}`);
  const defaults = Object.entries(scenario.params).map(([name, param]) => [name, param.default]);
  const params = { ...Object.fromEntries(defaults), ...changed };
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
