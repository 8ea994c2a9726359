/**
 * Decoder of links. Total: every text gives a link that the page can open and a list of problems; a bad field affects
 * only itself.
 */
import type { ParamValues } from '../base/param-values.ts';
import { unreachable } from '../base/bug.ts';
import { grains } from '../engines/program.ts';
import { FieldReader } from './field-reader.ts';
import { excerpt, splitFields } from './fields.ts';
import {
  axes,
  budgetRange,
  clocks,
  comparisons,
  defaultLink,
  defaultParams,
  MAX_TITLE,
  exploreDefaults,
  learnForm,
  modes,
  preemptionRange,
  runsRange,
  schedulers,
  searches,
  seedRange,
  speedRange,
  stepRange,
  themes,
  transportWishes,
  type ExploreWish,
  type Link,
  type LinkContext,
  type LinkParam,
  type LinkParamTable,
  type Problem,
} from './link.ts';
import { readNotes } from './notes.ts';
import { upgradeFields } from './upgrade.ts';

const MAX_PROBLEMS = 8;

export interface Decoded {
  readonly link: Link;
  readonly problems: readonly Problem[];
}

/**
 * @param fragment with or without the `#`; empty for a page opened without a link
 * @param maxLength maximum number of characters read
 */
export function decodeLink(fragment: string, context: LinkContext, maxLength?: number): Decoded {
  const split = splitFields(fragment, maxLength);
  const problems = split.problems;
  const fields = upgradeFields(split.fields, (problem) => problems.push(problem));
  const read = new FieldReader(fields, problems);

  // With code in the link, the scenario field is ignored.
  const code = read.text('code');
  const scenario = code === undefined ? readScenario(read, context) : '';
  const table = context.scenarios.get(scenario) ?? {};
  const defaults = defaultLink(scenario, table);
  const params = readParams(read, table, defaultParams(table));
  const program =
    code === undefined
      ? ({ kind: 'scenario', id: scenario, params } as const)
      : ({
          kind: 'code',
          text: code,
          grain: read.option('grain', grains, 'sync') ?? 'sync',
        } as const);
  const scheduler = context.openings.get(scenario)?.(params);
  const homeMode = code !== undefined ? 'step' : scheduler === undefined ? defaults.mode : 'step';
  const homeScheduler = scheduler ?? defaults.scheduler;
  const mode = read.option('mode', modes, homeMode);
  const run = read.text('run');
  const link: Link = {
    program,
    seed: read.whole('seed', seedRange) ?? defaults.seed,
    speed: read.number('speed', speedRange) ?? defaults.speed,
    theme: read.option('theme', themes, 'system'),
    language: read.option('lang', context.languages, ''),
    view: read.span('view'),
    cursor: read.time('at'),
    transport: read.option('transport', transportWishes, defaults.transport) ?? defaults.transport,
    mode: mode ?? homeMode,
    opensItself: scheduler !== undefined && mode === undefined && run === undefined,
    scheduler: read.option('by', schedulers, homeScheduler) ?? homeScheduler,
    clock: read.option('clock', clocks, defaults.clock) ?? defaults.clock,
    axis: read.option('axis', axes, defaults.axis) ?? defaults.axis,
    run,
    version: read.text('of'),
    step: read.whole('step', stepRange),
    learn: readLearn(read),
    compare: read.option('compare', comparisons, 'nothing'),
    ...readExploration(read),
    title: read.words('title', MAX_TITLE),
    notes: readNotes(read),
    lesson: read.text('lesson'),
  };
  read.reportUnread(scenario);
  return { link, problems: limit(problems) };
}

function readLearn(read: FieldReader): string | undefined {
  const text = read.text('learn');
  if (text === undefined || learnForm.test(text)) return text;
  read.problems.push({ kind: 'not-text', field: 'learn', value: excerpt(text) });
  return undefined;
}

function readScenario(read: FieldReader, context: LinkContext): string {
  const value = read.take('s');
  if (value === undefined) return context.defaultScenario;
  if (context.scenarios.has(value)) return value;
  const used = context.defaultScenario;
  read.problems.push({ kind: 'unknown-scenario', value: excerpt(value), used });
  return used;
}

/** Exploration settings are ignored unless something is explored. */
function readExploration(read: FieldReader): Pick<Link, 'explore' | 'ending'> {
  const search = read.option('explore', searches, 'nothing');
  const wish: ExploreWish = {
    search: search ?? exploreDefaults.search,
    preemptions: read.whole('bound', preemptionRange) ?? exploreDefaults.preemptions,
    runs: read.whole('runs', runsRange) ?? exploreDefaults.runs,
    seed: read.whole('chance', seedRange) ?? exploreDefaults.seed,
    timed: read.bool('timed', exploreDefaults.timed) ?? exploreDefaults.timed,
    budget: read.whole('budget', budgetRange) ?? exploreDefaults.budget,
  };
  const ending = read.text('ending');
  if (search === undefined) return { explore: undefined, ending: undefined };
  return { explore: wish, ending };
}

function readParams(read: FieldReader, table: LinkParamTable, defaults: ParamValues): ParamValues {
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

/** A long list of problems helps nobody. */
function limit(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= MAX_PROBLEMS) return problems;
  const shown = problems.slice(0, MAX_PROBLEMS - 1);
  return [...shown, { kind: 'more', count: problems.length - shown.length }];
}
