import { Check, OctagonAlert } from 'lucide-react';
import type { ParamValues } from '../../base/param-values.ts';
import type { ScenarioTexts } from '../../scenarios/scenario.ts';
import { paramsOf } from '../../store/program.ts';
import { formatDuration, formatInstant } from '../../views/time-format.ts';
import { useScenarioTexts } from '../scenario/use-scenario-texts.ts';
import type { SideIndex } from './decisive.ts';
import type { ToldProps } from './told.ts';
import { useCure } from './use-cure.ts';
import { useSaying } from './use-saying.ts';
import { fill, type CureTexts } from './words.ts';

/** Maximum number of findings shown per run. */
const MOST = 2;

/** One of the two runs: its setting, its findings, and its ending. */
export function SideTold({
  side,
  runs,
  texts,
  findingTexts,
}: ToldProps & { readonly side: SideIndex }) {
  const told = runs[side];
  const saying = useSaying(told, findingTexts);
  const contrast = useCure((state) => state.contrast);
  const isCut = useCure((state) => state.isCut);
  const scenario = useScenarioTexts();
  const { findings, outcome, session } = told;
  const kind = contrast?.kind ?? 'cured';
  const settings = settingsText(
    paramsOf(session.program),
    contrast?.changed ?? [],
    scenario,
    texts,
  );
  const facts: string[] = [];
  const end = session.trace.endTime;
  if (outcome?.kind === 'finished' || outcome?.kind === 'exception')
    facts.push(fill(texts.ended, { time: formatInstant(end) }));
  else if (outcome !== undefined) facts.push(fill(texts.stands, { time: formatInstant(end) }));
  else if (side === 1 && isCut) facts.push(fill(texts.cut, { time: formatDuration(end) }));
  for (const { name, value } of differing(runs, side))
    facts.push(fill(texts.final, { name, value }));
  const isWell = findings.length === 0;
  const more = findings.length - MOST;
  return (
    <div className="cure-side" data-side={side} data-well={isWell || undefined}>
      <h2 className="cure-title">
        <span>{side === 0 ? texts.above[kind] : texts.beneath[kind]}</span>
        <span className="cure-setting">{settings}</span>
      </h2>
      {isWell ? (
        <p className="cure-well">
          <Check size={14} aria-hidden="true" />
          {outcome === undefined && side === 0 ? texts.nothingYet : texts.nothing}
        </p>
      ) : (
        <ul className="cure-findings">
          {findings.slice(-MOST).map((finding) => {
            const headline = finding.cases.at(-1)?.says[0];
            return (
              <li key={finding.id} data-level={finding.level}>
                <OctagonAlert size={14} aria-hidden="true" />
                <span>{headline && saying.clause(headline)}</span>
                {finding.total > 1 && <span className="figures">×{finding.total}</span>}
              </li>
            );
          })}
          {more > 0 && <li>{fill(texts.more, { count: more })}</li>}
        </ul>
      )}
      <p className="cure-facts">{facts.join(' ')}</p>
    </div>
  );
}

/** Final values of this run that differ in the other; none while either can continue. */
function differing(runs: ToldProps['runs'], side: SideIndex) {
  const [mine, other] = [runs[side].outcome, runs[side === 0 ? 1 : 0].outcome];
  if (mine?.kind !== 'finished' || other?.kind !== 'finished') return [];
  const values = new Map(other.finals.map(({ name, value }) => [name, value]));
  return mine.finals.filter(({ name, value }) => values.has(name) && values.get(name) !== value);
}

function settingsText(
  params: ParamValues,
  names: readonly string[],
  scenario: ScenarioTexts | undefined,
  texts: CureTexts,
): string {
  return names
    .map((param) => {
      const known = scenario?.params[param];
      const value = params[param];
      const shown =
        typeof value === 'boolean' ? texts[value ? 'on' : 'off'] : known?.options?.[String(value)];
      return fill(texts.setting, { name: known?.label ?? param, value: shown ?? String(value) });
    })
    .join(' · ');
}
