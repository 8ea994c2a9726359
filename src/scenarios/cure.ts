import type { ParamValues } from '../base/param-values.ts';

/** A mistake in settings, and the settings that cure it, which are merged over the others. */
export interface Cure {
  readonly sick: ParamValues;
  readonly cure: ParamValues;
}

/** Of one scenario, in the order of trying. */
export type Cures = readonly Cure[];
