import type { Draft } from '../../../teach/draft.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { TeachTexts } from '../words.ts';

/** What the parts of the form take. */
export interface DraftFields {
  readonly draft: Draft;
  /** Of the run that is asked. */
  readonly trace: Trace;
  readonly texts: TeachTexts;
  readonly onChange: (parts: Partial<Draft>) => void;
}
