/** What the page asks of the program that is open, whatever kind it is. */
import type { ParamValues } from '../base/param-values.ts';
import type { Program } from '../engines/program.ts';
import { findScenario } from '../scenarios/registry.ts';
import type { Scenario } from '../scenarios/scenario.ts';

const noParams: ParamValues = {};

/** The row of the gallery; undefined for a program that is none of it. */
export function scenarioOf(program: Program): Scenario | undefined {
  return program.kind === 'scenario' ? findScenario(program.id) : undefined;
}

export function paramsOf(program: Program): ParamValues {
  return program.kind === 'scenario' ? program.params : noParams;
}

/** A short name, fit for a file. */
export function nameOf(program: Program): string {
  return program.kind === 'scenario' ? program.id : program.name;
}

/** Is it the same one, though its params may differ? */
export function isSameProgram(a: Program, b: Program): boolean {
  if (a.kind === 'scenario') return b.kind === 'scenario' && a.id === b.id;
  return a === b;
}
