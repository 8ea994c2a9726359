import type { ScenarioProgram } from '../engines/program.ts';
import { joinFields } from './fields.ts';
import {
  exploreDefaults,
  seedRange,
  speedRange,
  type ExploreWish,
  type Link,
  type LinkContext,
} from './link.ts';
import { noteText, numberText } from './notes.ts';
import { LINK_VERSION } from './upgrade.ts';

/**
 * The fragment of a link, without the `#`. Defaults are omitted, except the scenario, and the mode where scenarios have
 * their own.
 */
export function encodeLink(link: Omit<Link, 'opensItself'>, context: LinkContext): string {
  const { program } = link;
  const fields = programFields(link, context);
  const put = (name: string, value: string | undefined) => {
    if (value !== undefined) fields.push([name, value]);
  };
  if (link.speed !== speedRange.default) put('speed', numberText(link.speed));
  if (link.transport !== 'auto') put('transport', link.transport);
  const hasOwnMode = program.kind === 'code' || context.openings.has(program.id);
  if (hasOwnMode || link.mode !== 'live') put('mode', link.mode);
  const saysScheduler =
    program.kind === 'scenario' && hasOwnMode ? link.mode === 'step' : link.scheduler !== 'random';
  if (saysScheduler) put('by', link.scheduler);
  if (link.clock !== 'timed') put('clock', link.clock);
  if (link.axis !== 'time') put('axis', link.axis);
  put('theme', link.theme);
  put('lang', link.language);
  put('view', link.view && spanText(link.view));
  if (link.cursor !== undefined) put('at', numberText(link.cursor));
  for (const [name, value] of explorationFields(link.explore)) put(name, value);
  if (link.explore !== undefined) put('ending', link.ending);
  put('learn', link.learn);
  put('compare', link.compare);
  put('title', link.title);
  for (const [n, note] of link.notes.entries()) put(`note.${n + 1}`, noteText(note));
  put('lesson', link.lesson);
  if (link.step !== undefined) put('step', String(link.step));
  put('of', link.version);
  // Last, so that a truncated link loses only steps.
  put('run', link.run);
  return joinFields(fields);
}

/** Fragment for the address bar: program and settings, without the run. Defaults are omitted. */
export function encodeAddress(
  link: Pick<Link, 'seed' | 'mode'> & { readonly program: ScenarioProgram },
  context: LinkContext,
): string {
  const fields = programFields(link, context);
  const home = context.openings.has(link.program.id) ? 'step' : 'live';
  if (link.mode !== home) fields.push(['mode', link.mode]);
  return joinFields(fields);
}

function programFields(
  { program, seed }: Pick<Link, 'program' | 'seed'>,
  { scenarios }: LinkContext,
): [string, string][] {
  const fields: [string, string][] = [['v', String(LINK_VERSION)]];
  if (program.kind === 'code') {
    fields.push(['code', program.text]);
    if (program.grain !== 'sync') fields.push(['grain', program.grain]);
  } else {
    fields.push(['s', program.id]);
    for (const [name, param] of Object.entries(scenarios.get(program.id) ?? {})) {
      const value = program.params[name];
      if (value !== undefined && value !== param.default)
        fields.push([`p.${name}`, valueText(value)]);
    }
  }
  if (seed !== seedRange.default) fields.push(['seed', String(seed)]);
  return fields;
}

function explorationFields(wish: ExploreWish | undefined): [string, string][] {
  if (wish === undefined) return [];
  const { search, ...others } = wish;
  const names = { preemptions: 'bound', runs: 'runs', seed: 'chance', budget: 'budget' } as const;
  const fields = (['preemptions', 'runs', 'seed', 'budget'] as const)
    .filter((name) => others[name] !== exploreDefaults[name])
    .map((name): [string, string] => [names[name], String(others[name])]);
  if (wish.timed !== exploreDefaults.timed) fields.push(['timed', valueText(wish.timed)]);
  return [['explore', search], ...fields];
}

function valueText(value: number | boolean | string): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'number' ? numberText(value) : value;
}

/** undefined if the span is too short to express. */
function spanText({ start, end }: { start: number; end: number }): string | undefined {
  const [first, second] = [numberText(start), numberText(end)];
  return first === second ? undefined : `${first}-${second}`;
}
