import type { Parting } from '../../teach/parting.ts';
import type { FindingTexts } from '../findings/words.ts';
import type { Told } from './use-runs.ts';
import type { CureTexts } from './words.ts';

/** Props of the panel's parts. */
export interface ToldProps {
  /** The run on the page, and the one beneath. */
  readonly runs: readonly [Told, Told];
  readonly parting: Parting | undefined;
  readonly texts: CureTexts;
  readonly findingTexts: FindingTexts;
}
