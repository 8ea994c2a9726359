import { useTranslation } from '../use-translation.ts';
import type { Sentence } from '../../views/sentence.ts';
import { useShownLine } from '../source/use-shown-line.ts';

/** Formats a sentence of the views. */
export function useSentence(): (sentence: Sentence) => string {
  const { t } = useTranslation('views');
  const lineOf = useShownLine();
  // Which parameters a key needs is checked where the sentence is made.
  return ({ key, params }) => t(key as 'thread.new', shownParams(params, lineOf));
}

/** With the line number of the open listing; without it if that listing has no such line. */
function shownParams(
  { line, source, context, ...rest }: Sentence['params'],
  lineOf: (line: number, source: number) => string | undefined,
): Sentence['params'] {
  if (line === undefined) return context === undefined ? rest : { ...rest, context };
  const shown = lineOf(Number(line), Number(source));
  return shown === undefined ? rest : { ...rest, line: shown, ...(context && { context }) };
}
