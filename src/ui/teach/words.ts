/** Texts of the panel, loaded with it and not with the page. */
import type { Language } from '../../scenarios/texts.ts';
import type challengesEn from '../../teach/challenges/texts.en.json';
import { useLazyTexts } from '../use-lazy-texts.ts';
import type en from './texts.en.json';

export interface TeachTexts {
  readonly panel: typeof en;
  readonly challenges: typeof challengesEn;
}

const files: Readonly<Record<Language, () => Promise<readonly { readonly default: object }[]>>> = {
  en: () =>
    Promise.all([import('./texts.en.json'), import('../../teach/challenges/texts.en.json')]),
  'zh-CN': () =>
    Promise.all([import('./texts.zh-CN.json'), import('../../teach/challenges/texts.zh-CN.json')]),
};

/** A test compares the keys of the languages. */
async function load(language: Language): Promise<TeachTexts> {
  const [panel, challenges] = await files[language]();
  return { panel: panel!.default, challenges: challenges!.default } as TeachTexts;
}

/** In the language of the page; undefined until loaded. */
export const useTeachTexts = (): TeachTexts | undefined => useLazyTexts(load);

export { fill } from '../../diagnose/say.ts';
