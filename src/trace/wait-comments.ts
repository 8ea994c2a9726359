/** What a Python program says of its sleeps in a comment at the end of the line: `time.sleep(1)  # reaching for the second fork`. */
import type { Source, WaitMeaning } from './format.ts';
import { MOST } from './trace.ts';

/** A call of sleep and a comment of a few words; a `#` within quotes begins none. */
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
