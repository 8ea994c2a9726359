/** Queries on the open program, of any kind. */
import type { ParamValues } from '../base/param-values.ts';
import type { Program } from '../engines/program.ts';
import { findScenario } from '../scenarios/registry.ts';
import type { Scenario } from '../scenarios/scenario.ts';

const noParams: ParamValues = {};

/** The scenario of a program; undefined for other kinds. */
export function scenarioOf(program: Program): Scenario | undefined {
  return program.kind === 'scenario' ? findScenario(program.id) : undefined;
}

export function paramsOf(program: Program): ParamValues {
  return program.kind === 'scenario' ? program.params : noParams;
}

/** A short name, usable as a file name. */
export function nameOf(program: Program): string {
  return program.kind === 'scenario' ? program.id : program.name;
}

/** Whether it is the same program, possibly with other params. */
export function isSameProgram(a: Program, b: Program): boolean {
  if (a.kind === 'scenario') return b.kind === 'scenario' && a.id === b.id;
  return a === b;
}
