/**
 * Reads a link. Total: every text gives a link that the page can open and a list of what could not be read; a bad field
 * costs only itself.
 */
import { unreachable } from '../base/bug.ts';
import { excerpt, splitFields } from './fields.ts';
import {
  defaultLink,
  MAX_TIME,
  seedRange,
  speedRange,
  themes,
  transportWishes,
  type Link,
  type LinkContext,
  type LinkParam,
  type LinkParamTable,
  type LinkParamValues,
  type Problem,
} from './link.ts';
import { upgradeFields } from './upgrade.ts';

const MAX_PROBLEMS = 8;

export interface Decoded {
  readonly link: Link;
  readonly problems: readonly Problem[];
}

/** @param fragment with or without the `#`; empty for a page opened without a link */
export function decodeLink(fragment: string, context: LinkContext): Decoded {
  const split = splitFields(fragment);
  const problems = split.problems;
  const fields = upgradeFields(split.fields, (problem) => problems.push(problem));
  const read = new FieldReader(fields, problems);

  const scenario = readScenario(read, context);
  const table = context.scenarios.get(scenario) ?? {};
  const defaults = defaultLink(scenario, table);
  const link: Link = {
    scenario,
    params: readParams(read, table, defaults.params),
    seed: read.whole('seed', seedRange) ?? defaults.seed,
    speed: read.number('speed', speedRange) ?? defaults.speed,
    theme: read.option('theme', themes, 'system'),
    language: read.option('lang', context.languages, ''),
    view: read.span('view'),
    cursor: read.time('at'),
    transport: read.option('transport', transportWishes, defaults.transport) ?? defaults.transport,
  };
  read.reportUnread(scenario);
  return { link, problems: limit(problems) };
}

function readScenario(read: FieldReader, context: LinkContext): string {
  const value = read.take('s');
  if (value === undefined) return context.defaultScenario;
  if (context.scenarios.has(value)) return value;
  const used = context.defaultScenario;
  read.problems.push({ kind: 'unknown-scenario', value: excerpt(value), used });
  return used;
}

function readParams(
  read: FieldReader,
  table: LinkParamTable,
  defaults: LinkParamValues,
): LinkParamValues {
  const values = new Map(Object.entries(defaults));
  for (const [name, param] of Object.entries(table)) {
    const value = readParam(read, `p.${name}`, param);
    if (value !== undefined) values.set(name, value);
  }
  return Object.fromEntries(values);
}

function readParam(
  read: FieldReader,
  field: string,
  param: LinkParam,
): number | boolean | string | undefined {
  switch (param.type) {
    case 'int':
      return read.whole(field, param);
    case 'seconds':
      return read.number(field, param);
    case 'bool':
      return read.bool(field, param.default);
    case 'choice':
      return read.option(field, param.options, param.default);
    default:
      return unreachable(param);
  }
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** Takes fields one by one. A method returns undefined where the field is absent, or bad, which it reports. */
class FieldReader {
  readonly problems: Problem[];
  readonly #fields: Map<string, string>;

  constructor(fields: Map<string, string>, problems: Problem[]) {
    this.#fields = fields;
    this.problems = problems;
  }

  take(field: string): string | undefined {
    const value = this.#fields.get(field);
    this.#fields.delete(field);
    return value;
  }

  whole(field: string, range: Range): number | undefined {
    const text = this.take(field);
    if (text === undefined) return undefined;
    const value = /^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= range.min && value <= range.max) return value;
    this.#reject('not-whole', field, text, range);
    return undefined;
  }

  number(field: string, range: Range): number | undefined {
    const text = this.take(field);
    if (text === undefined) return undefined;
    const value = parseDecimal(text);
    if (value !== undefined && value >= range.min && value <= range.max) return value;
    this.#reject('not-number', field, text, range);
    return undefined;
  }

  bool(field: string, used: boolean): boolean | undefined {
    const text = this.take(field);
    if (text === undefined) return undefined;
    if (text === 'on' || text === 'true' || text === '1') return true;
    if (text === 'off' || text === 'false' || text === '0') return false;
    this.problems.push({
      kind: 'not-switch',
      field,
      value: excerpt(text),
      used: used ? 'on' : 'off',
    });
    return undefined;
  }

  option<T extends string>(field: string, options: readonly T[], used: string): T | undefined {
    const text = this.take(field);
    if (text === undefined) return undefined;
    const found = options.find((option) => option === text);
    if (found === undefined) {
      const list = options.join(', ');
      this.problems.push({ kind: 'not-option', field, value: excerpt(text), options: list, used });
    }
    return found;
  }

  time(field: string): number | undefined {
    const text = this.take(field);
    if (text === undefined) return undefined;
    const value = parseDecimal(text);
    if (value !== undefined && value >= 0 && value <= MAX_TIME) return value;
    this.problems.push({ kind: 'not-time', field, value: excerpt(text) });
    return undefined;
  }

  span(field: string): { start: number; end: number } | undefined {
    const text = this.take(field);
    if (text === undefined) return undefined;
    const [first = '', second = '', ...more] = text.split('-');
    const start = more.length === 0 ? parseDecimal(first) : undefined;
    const end = parseDecimal(second);
    if (start !== undefined && end !== undefined && 0 <= start && start < end && end <= MAX_TIME) {
      return { start, end };
    }
    this.problems.push({ kind: 'not-span', field, value: excerpt(text) });
    return undefined;
  }

  reportUnread(scenario: string): void {
    for (const field of this.#fields.keys()) {
      if (field.startsWith('p.')) {
        this.problems.push({ kind: 'unknown-param', field: excerpt(field), scenario });
      } else {
        this.problems.push({ kind: 'unknown-field', field: excerpt(field) });
      }
    }
  }

  #reject(kind: 'not-whole' | 'not-number', field: string, text: string, range: Range): void {
    const { min, max } = range;
    const used = String(range.default);
    this.problems.push({ kind, field, value: excerpt(text), min, max, used });
  }
}

/** Digits with at most one point. No exponent, no sign, no spaces: nothing that a person would not write. */
function parseDecimal(text: string): number | undefined {
  return /^\d{1,12}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}

/** A page of sentences helps nobody. */
function limit(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= MAX_PROBLEMS) return problems;
  const shown = problems.slice(0, MAX_PROBLEMS - 1);
  return [...shown, { kind: 'more', count: problems.length - shown.length }];
}
