/** Validation of params from outside (a link, the page API). */
import type { ParamValue, ParamValues } from '../base/param-values.ts';
import { unreachable } from '../base/bug.ts';
import type { Param, ParamTable } from './scenario.ts';

/** A problem with one field, which keeps its default. The page has a sentence for each kind. */
export type ParamProblem =
  /** The input is no object. */
  | { readonly kind: 'not-a-table' }
  /** The scenario has no such param. */
  | { readonly kind: 'unknown'; readonly param: string }
  /** The value has the wrong type. */
  | { readonly kind: 'type'; readonly param: string; readonly expected: Param['type'] }
  | {
      readonly kind: 'range';
      readonly param: string;
      readonly min: number;
      readonly max: number;
    }
  | { readonly kind: 'option'; readonly param: string; readonly options: readonly string[] };

export interface ReadParams {
  readonly values: ParamValues;
  readonly problems: readonly ParamProblem[];
}

/**
 * Reads params field by field; never throws on plain data. An absent field has its default without a problem; a bad one
 * has its default and a problem. Seconds snap to their step.
 */
export function readParams(table: ParamTable, input: unknown): ReadParams {
  const problems: ParamProblem[] = [];
  const given = fieldsOf(input);
  if (given === undefined) problems.push({ kind: 'not-a-table' });

  for (const param of given?.keys() ?? []) {
    if (!Object.hasOwn(table, param)) problems.push({ kind: 'unknown', param });
  }
  const values: Record<string, ParamValue> = {};
  for (const [name, param] of Object.entries(table)) {
    const value = given?.get(name);
    const read = value === undefined ? param.default : readParam(name, param, value);
    if (typeof read === 'object') problems.push(read);
    values[name] = typeof read === 'object' ? param.default : read;
  }
  return { values, problems };
}

export function defaultsOf(table: ParamTable): ParamValues {
  return readParams(table, undefined).values;
}

/** Fields of a plain object, none without input; undefined for anything else. */
function fieldsOf(input: unknown): Map<string, unknown> | undefined {
  if (input === undefined || input === null) return new Map();
  if (typeof input !== 'object' || Array.isArray(input)) return undefined;
  return new Map(Object.entries(input));
}

function readParam(name: string, param: Param, value: unknown): ParamValue | ParamProblem {
  switch (param.type) {
    case 'int':
    case 'seconds': {
      const whole = param.type === 'int';
      if (whole ? !Number.isInteger(value) : !Number.isFinite(value)) {
        return { kind: 'type', param: name, expected: param.type };
      }
      const number = value as number;
      if (number < param.min || number > param.max) {
        return { kind: 'range', param: name, min: param.min, max: param.max };
      }
      return param.type === 'int' ? number + 0 : snap(number, param);
    }
    case 'bool':
      return typeof value === 'boolean'
        ? value
        : { kind: 'type', param: name, expected: param.type };
    case 'choice':
      if (typeof value !== 'string') return { kind: 'type', param: name, expected: param.type };
      return param.options.includes(value)
        ? value
        : { kind: 'option', param: name, options: param.options };
    default:
      return unreachable(param);
  }
}

/** The nearest step from the minimum, without floating-point residue (0.1 + 0.2 is 0.3). */
function snap(value: number, { min, max, step }: Extract<Param, { type: 'seconds' }>): number {
  const snapped = min + Math.round((value - min) / step) * step;
  return Number(Math.min(max, snapped).toFixed(6));
}
