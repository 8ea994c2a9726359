/** The trace in the text of a file that is here as a whole. Throws where the file is a run instead. */
import type { Trace } from '../trace/trace.ts';
import { Importer } from './importer.ts';

export function traceIn(text: string): Trace {
  const importer = new Importer();
  importer.push(new TextEncoder().encode(text));
  const found = importer.end();
  if (found.kind === 'run') throw new Error('a run');
  return found.trace;
}
