import { useTranslation } from 'react-i18next';
import type { Sentence } from '../../views/sentence.ts';

/** Puts a sentence of the views into words. */
export function useSentence(): (sentence: Sentence) => string {
  const { t } = useTranslation('views');
  // Which parameters a key needs is checked where the sentence is made.
  return ({ key, params }) => t(key as 'thread.new', params);
}
