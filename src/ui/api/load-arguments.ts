/** Like `arguments.ts`, for functions that are loaded on demand. */
import type { ParamValues } from '../../base/param-values.ts';
import type { ParamProblem } from '../../scenarios/params.ts';
import { readParams } from '../../scenarios/params.ts';
import { findScenario, scenarios } from '../../scenarios/registry.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { modes, seedRange, type Mode } from '../../share/link.ts';
import { readTable, readWhole, show } from './arguments.ts';

export function readScenario(id: unknown): Scenario {
  const found = typeof id === 'string' ? findScenario(id) : undefined;
  if (found !== undefined) return found;
  const known = scenarios.map((scenario) => scenario.id).join(', ');
  throw new TypeError(`weft: there is no scenario ${show(id)}. There are: ${known}.`);
}

export function readScenarioParams(scenario: Scenario, value: unknown): ParamValues {
  readTable(value, 'params');
  const { values, problems } = readParams(scenario.params, value);
  const [problem] = problems;
  if (problem !== undefined) throw new TypeError(`weft: ${paramSentence(scenario, problem)}`);
  return values;
}

export function readMode(value: unknown): Mode {
  const found = modes.find((mode) => mode === (value ?? 'live'));
  if (found !== undefined) return found;
  throw new TypeError(`weft: mode should be 'live' or 'step', not ${show(value)}.`);
}

export function readSeed(value: unknown): number {
  return value === undefined ? seedRange.default : readWhole('seed', value, seedRange);
}

export function readFlag(name: string, value: unknown): boolean {
  if (value === undefined || typeof value === 'boolean') return value === true;
  throw new TypeError(`weft: ${name} should be true or false, not ${show(value)}.`);
}

function paramSentence(scenario: Scenario, problem: ParamProblem): string {
  switch (problem.kind) {
    case 'not-a-table':
      return 'params should be an object of names and values.';
    case 'unknown': {
      const known = Object.keys(scenario.params).join(', ');
      return `the scenario ${scenario.id} has no param "${problem.param}". It has: ${known}.`;
    }
    case 'type':
      return `the param "${problem.param}" should be of type ${problem.expected}.`;
    case 'range':
      return `the param "${problem.param}" should lie between ${problem.min} and ${problem.max}.`;
    case 'option':
      return `the param "${problem.param}" should be one of: ${problem.options.join(', ')}.`;
  }
}
