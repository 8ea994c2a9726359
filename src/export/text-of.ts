/** A trace as the text of a file, by format name. */
import { encodeTraceText } from '../trace/codec/encode-trace.ts';
import type { Source } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { chromeTrace } from './chrome-trace.ts';
import { csv, mermaid, plainText } from './texts.ts';
import { tell } from './told.ts';

export type TextFormat = 'weft' | 'chrome-trace' | 'mermaid' | 'text' | 'csv';

export interface Telling {
  readonly title: string;
  /** Sources of the program, if the trace has none of its own. */
  readonly sources: readonly Source[];
}

export function textOf(format: TextFormat, trace: Trace, { title, sources }: Telling): string {
  switch (format) {
    case 'weft':
      return encodeTraceText(trace, title, sources);
    case 'chrome-trace':
      return chromeTrace(tell(trace), title, sources);
    case 'mermaid':
      return mermaid(tell(trace));
    case 'text':
      return plainText(tell(trace), title);
    case 'csv':
      return csv(tell(trace));
  }
}
