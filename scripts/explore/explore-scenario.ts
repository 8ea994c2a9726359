/** Implementation of `npm run explore`. */
import { encodeSchedule } from '../../src/engines/model/encoding/schedule-text.ts';
import type { Ending, Exploration, Method } from '../../src/explore/exploration.ts';
import { Explorer } from '../../src/explore/explorer.ts';
import { readParams } from '../../src/scenarios/params.ts';
import { loadProgram } from '../../src/scenarios/programs.ts';
import { findScenario, scenarios } from '../../src/scenarios/registry.ts';

export interface Asked {
  readonly scenario: string;
  /** `name=value`. */
  readonly param: readonly string[];
  readonly bound?: string | undefined;
  readonly sample?: string | undefined;
  readonly runs: string;
  readonly seed: string;
  /** Seconds. */
  readonly budget: string;
  readonly ordered: boolean;
  readonly timed: boolean;
  readonly json: boolean;
  /** Kinds of endings, separated by commas. */
  readonly 'fail-on': string;
}

export interface Told {
  readonly lines: readonly string[];
  readonly status: 0 | 1 | 2;
}

/** Time limit of the search for fewer switches, once everything is explored: ms. */
const LONGEST_MINIMISING = 2000;

const KINDS = ['finished', 'exception', 'deadlock', 'input', 'never'];

export async function exploreScenario(asked: Asked): Promise<Told> {
  const scenario = findScenario(asked.scenario);
  if (scenario === undefined) {
    const known = scenarios.map(({ id }) => id).join(', ');
    return refuse(`no scenario '${asked.scenario}'; there are: ${known}`);
  }
  const forbidden = asked['fail-on'].split(',').filter((kind) => kind !== '');
  const unknown = forbidden.find((kind) => !KINDS.includes(kind));
  if (unknown !== undefined)
    return refuse(`no ending '${unknown}'; there are: ${KINDS.join(', ')}`);
  const budget = Number(asked.budget) * 1000;
  if (!(budget > 0)) return refuse(`--budget ${asked.budget} is no number of seconds`);
  const method = methodOf(asked);
  if (typeof method === 'string') return refuse(method);
  const { values, problems } = readParams(scenario.params, paramsOf(asked.param));
  if (problems.length > 0) return refuse(`these params do not fit: ${JSON.stringify(problems)}`);
  const module = await loadProgram(asked.scenario);
  const subject = { module, params: values, seed: 1, ordered: asked.ordered };
  const explorer = new Explorer(subject, { method, timed: asked.timed });
  const end = performance.now() + budget;
  while (performance.now() < end && !explorer.step(100));
  const last = Math.min(end, performance.now() + LONGEST_MINIMISING);
  while (performance.now() < last && !explorer.minimise(100));
  const { result } = explorer;
  const isBad = result.endings.some(({ kind }) => forbidden.includes(kind));
  const lines = asked.json ? [JSON.stringify(portable(result), null, 2)] : report(result);
  return { lines, status: isBad ? 1 : 0 };
}

/** With schedules in link form: null for one that is too long for a link. */
const portable = (result: Exploration): unknown => ({
  ...result,
  endings: result.endings.map((ending) => ({
    ...ending,
    schedule: encodeSchedule(ending.schedule) ?? null,
  })),
});

const refuse = (line: string): Told => ({ lines: [line], status: 2 });

function methodOf({ bound, sample, runs, seed }: Asked): Method | string {
  if (bound !== undefined) {
    const preemptions = Number(bound);
    if (!Number.isInteger(preemptions) || preemptions < 0) return `--bound ${bound} is no number`;
    return { kind: 'bound', preemptions };
  }
  if (sample === undefined) return { kind: 'all' };
  if (sample !== 'random' && sample !== 'pos' && sample !== 'pct') {
    return `--sample is one of random, pos, pct`;
  }
  const [count, number] = [Number(runs), Number(seed)];
  if (!Number.isInteger(count) || count < 1) return `--runs ${runs} is no number of runs`;
  if (!Number.isInteger(number)) return `--seed ${seed} is no whole number`;
  return { kind: 'sample', by: sample, runs: count, seed: number };
}

function paramsOf(given: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    given.map((param) => {
      const [name = '', ...rest] = param.split('=');
      return [name, valueOf(rest.join('='))];
    }),
  );
}

function valueOf(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

const counted = (n: number, one: string): string =>
  `${n.toLocaleString('en-US')} ${one}${n === 1 ? '' : 's'}`;

/** What was explored, in words. */
function scopeOf({ method, isComplete, counts: { executions } }: Exploration): string {
  const runs = counted(executions, 'interleaving');
  switch (method.kind) {
    case 'all':
      return isComplete ? `all ${runs}` : `${runs} so far, not all`;
    case 'bound': {
      const within = `with at most ${counted(method.preemptions, 'preemption')}`;
      return isComplete ? `all ${runs} ${within}` : `${runs} ${within} so far, not all`;
    }
    case 'sample':
      return `${counted(executions, 'run')} by chance (${method.by}), seed ${method.seed}`;
  }
}

function report(result: Exploration): string[] {
  const { endings, method } = result;
  const { blocked, cut } = result.counts;
  const notes = [
    ...(method.kind === 'all' ? [`${blocked} blocked`] : []),
    ...(cut === 0 ? [] : [`${cut} cut for their length`]),
  ];
  const head = [scopeOf(result), counted(endings.length, 'ending'), ...notes].join(' · ');
  const time = result.timed
    ? 'timed: sleeps order events as on an idle machine'
    : 'untimed: sleeps guarantee nothing';
  return [`${head} (${time})`, ...endings.flatMap(tell)];
}

function tell(ending: Ending): string[] {
  const { kind, count, share, switches, isMinimal, stuck, failures, printed, finals } = ending;
  const percent = `${(share * 100).toFixed(1)} %`;
  const least = isMinimal ? ', the fewest' : '';
  const switched = counted(switches, 'switch').replace('switchs', 'switches') + least;
  const waits = stuck.map(
    ({ thread, op, on }) => `${thread} in ${op}${on === '' ? '' : ` of ${on}`}`,
  );
  const part = (name: string, texts: readonly string[], between: string): string[] =>
    texts.length === 0 ? [] : [`    ${name}: ${texts.join(between)}`];
  return [
    `  ${kind}: ${count} (${percent}), ${switched}`,
    ...part('waiting', waits, '; '),
    ...part('raised', failures, '; '),
    ...part('printed', printed, ' | '),
    ...part(
      'left',
      finals.map(({ name, value }) => `${name} = ${value}`),
      ', ',
    ),
  ];
}
