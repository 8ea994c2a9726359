/** Texts of the comparison, loaded with it and not with the page. */
import type { Language } from '../../scenarios/texts.ts';
import { useLazyTexts } from '../use-lazy-texts.ts';
import type en from './texts.en.json';

export type CureTexts = typeof en;

const files: Readonly<Record<Language, () => Promise<{ readonly default: CureTexts }>>> = {
  en: () => import('./texts.en.json'),
  'zh-CN': () => import('./texts.zh-CN.json'),
};

const load = async (language: Language): Promise<CureTexts> => (await files[language]()).default;

/** In the language of the page; undefined until loaded. */
export const useCureTexts = (): CureTexts | undefined => useLazyTexts(load);

export { fill } from '../../diagnose/say.ts';
