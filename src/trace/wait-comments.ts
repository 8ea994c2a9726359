/**
 * Meanings of sleeps, read from comments at the end of the line in a Python program: `time.sleep(1) # reaching for the
 * second fork`.
 */
import type { Source, WaitMeaning } from './format.ts';
import { MOST } from './trace.ts';

/** A call of sleep followed by a comment of a few words; a `#` within quotes does not start a comment. */
const spoken =
  /^(?:[^#'"\n]|'[^'\n]*'|"[^"\n]*")*\bsleep\((?:[^#'"\n]|'[^'\n]*'|"[^"\n]*")*#\s*(\S.{0,59})$/;

export function waitsInComments(sources: readonly Source[]): readonly WaitMeaning[] {
  return sources
    .flatMap(({ language, text }, source) =>
      language !== 'python' || text === undefined
        ? []
        : text.split(/\r?\n/).flatMap((line, i) => {
            if (line.length > 300 || i >= MOST.line || !line.includes('#')) return [];
            const said = spoken.exec(line)?.[1]?.trim();
            return said === undefined ? [] : [{ source, line: i + 1, texts: { '': said } }];
          }),
    )
    .slice(0, MOST.waits);
}
