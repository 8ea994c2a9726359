/** State of the run shown beneath, separate from the page's state, since it is loaded with its panel. */
import { createStore } from 'zustand/vanilla';
import type { EventIndex, Ms } from '../../base/units.ts';
import type { StrategyName } from '../../engines/step-run.ts';
import type { Contrast } from '../../teach/cure.ts';
import type { Session } from '../session.ts';

export interface CureState {
  /** Settings of the run shown, or being made. */
  readonly contrast: Contrast | undefined;
  /** The run beneath; undefined while it is being made. */
  readonly beneath: Session | undefined;
  /** Strategy of its steps. */
  readonly strategy: StrategyName;
  /** It is endless: only its beginning was made. */
  readonly isCut: boolean;
  /** Position of both cursors if later than the run above; undefined: at the page's cursor. */
  readonly beyond: Ms | undefined;
  /** Selected event of the run beneath; -1 for none. */
  readonly chosen: EventIndex;
}

export const initialCureState: CureState = {
  contrast: undefined,
  beneath: undefined,
  strategy: 'random',
  isCut: false,
  beyond: undefined,
  chosen: -1,
};

export const cure = createStore<CureState>()(() => initialCureState);
