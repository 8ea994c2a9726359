/**
 * The setting to compare the present one with: the mistake cured, or, if there is none, made. Derived from the
 * scenario's cures.
 */
import type { ParamValues } from '../base/param-values.ts';
import type { Cures } from '../scenarios/cure.ts';

export interface Contrast {
  /** cured: the present setting has the mistake, the other has not. sick: the reverse. */
  readonly kind: 'cured' | 'sick';
  readonly params: ParamValues;
  /** Names of the changed settings. */
  readonly changed: readonly string[];
}

/** undefined if no cure is known, or the setting is neither faulty nor cured. */
export function contrastOf(cures: Cures, params: ParamValues): Contrast | undefined {
  // Several mistakes are cured together.
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
