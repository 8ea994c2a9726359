import type { Language } from '../../scenarios/texts.ts';
import { useLazyTexts } from '../use-lazy-texts.ts';
import { actText, type ActTexts, type Target } from './act-text.ts';

const files: Readonly<Record<Language, () => Promise<{ readonly default: ActTexts }>>> = {
  en: () => import('./texts.en.json'),
  'zh-CN': () => import('./texts.zh-CN.json'),
};

const load = async (language: Language): Promise<ActTexts> => (await files[language]()).default;

export type ActText = (op: string, target: Target) => string;

/** Texts of operations, in the language of the page; empty until they are loaded. */
export function useActText(): ActText {
  const texts = useLazyTexts(load);
  return (op, target) => (texts === undefined ? '' : actText(texts, op, target));
}
