import type { Draft } from '../../../teach/draft.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { TeachTexts } from '../words.ts';

/** Props of the form's parts. */
export interface DraftFields {
  readonly draft: Draft;
  /** Of the run. */
  readonly trace: Trace;
  readonly texts: TeachTexts;
  readonly onChange: (parts: Partial<Draft>) => void;
}
