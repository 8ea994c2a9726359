import type { Parting } from '../../teach/parting.ts';
import type { FindingTexts } from '../findings/words.ts';
import type { Told } from './use-runs.ts';
import type { CureTexts } from './words.ts';

/** What the parts of the panel tell of. */
export interface ToldProps {
  /** That on the page, and that beneath. */
  readonly runs: readonly [Told, Told];
  readonly parting: Parting | undefined;
  readonly texts: CureTexts;
  readonly findingTexts: FindingTexts;
}
