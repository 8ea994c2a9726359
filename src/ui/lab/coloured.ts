/** Python coloured as in the listings of a run. */
import { pythonLanguage } from '@codemirror/lang-python';
import type { Listing } from '../../scenarios/scenario.ts';
import { tokenRuns } from './token-runs.ts';

export const coloured = (text: string): Listing['lines'] =>
  tokenRuns(text, pythonLanguage.parser.parse(text));
