import type { ParamValues } from '../base/param-values.ts';

/** A mistake that settings make, and the settings that mend it: what is set is laid over the others. */
export interface Cure {
  readonly sick: ParamValues;
  readonly cure: ParamValues;
}

/** Of one scenario, in the order in which they are tried. */
export type Cures = readonly Cure[];
