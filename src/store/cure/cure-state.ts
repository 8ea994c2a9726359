/** What the page shows of the run that lies beneath, apart from the state of the page, since it is fetched with its panel. */
import { createStore } from 'zustand/vanilla';
import type { EventIndex, Ms } from '../../base/units.ts';
import type { StrategyName } from '../../engines/step-run.ts';
import type { Contrast } from '../../teach/cure.ts';
import type { Session } from '../session.ts';

export interface CureState {
  /** Of the run that is shown, or being made. */
  readonly contrast: Contrast | undefined;
  /** The run beneath; undefined while it is being made. */
  readonly beneath: Session | undefined;
  /** Who chose its steps. */
  readonly strategy: StrategyName;
  /** It goes on and on: only its beginning was made. */
  readonly isCut: boolean;
  /** Where both cursors stand when that is later than all of the run above; undefined: where the page's cursor is. */
  readonly beyond: Ms | undefined;
  /** An event of the run beneath that the reader has chosen; -1 none. */
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
