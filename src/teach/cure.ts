/**
 * The other setting of a scenario to lay beside the present one: with its mistake mended, or, where there is none, made. It
 * follows from the scenario's cures.
 */
import type { ParamValues } from '../base/param-values.ts';
import type { Cures } from '../scenarios/cure.ts';

export interface Contrast {
  /** cured: the present setting has the mistake, and the other has not. sick: the other way round. */
  readonly kind: 'cured' | 'sick';
  readonly params: ParamValues;
  /** What is set otherwise there. */
  readonly changed: readonly string[];
}

/** undefined where no cure is known, or the setting is neither sick nor cured. */
export function contrastOf(cures: Cures, params: ParamValues): Contrast | undefined {
  // Several mistakes are mended together.
  const cured = cures.reduce(
    (now, { sick, cure }) => (has(now, sick) ? { ...now, ...cure } : now),
    params,
  );
  if (cured !== params) return contrast('cured', params, cured);
  const row = cures.find(({ cure }) => has(params, cure));
  return row && contrast('sick', params, { ...params, ...row.sick });
}

const has = (params: ParamValues, some: ParamValues): boolean =>
  Object.entries(some).every(([name, value]) => params[name] === value);

const contrast = (kind: Contrast['kind'], now: ParamValues, params: ParamValues): Contrast => ({
  kind,
  params,
  changed: Object.keys(params).filter((name) => params[name] !== now[name]),
});
